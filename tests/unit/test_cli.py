from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mapkit as mk


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mapkit", *map(str, arguments)]
    environ = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environ)


@pytest.fixture(scope="module")
def saved(kidal: mk.Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kidal.save(tmp_path_factory.mktemp("dossier") / "kidal.json")


def test_build_writes_what_the_suffix_says(seeds: Path, tmp_path: Path) -> None:
    done = run("build", seeds, "-o", tmp_path / "a.geojson")
    assert done.returncode == 0, done.stderr
    collection = json.loads((tmp_path / "a.geojson").read_text())
    assert collection["type"] == "FeatureCollection"
    assert done.stdout == ""


def test_map_speaks_the_language_asked_for(saved: Path, tmp_path: Path) -> None:
    done = run("map", saved, "-o", tmp_path / "a.html", "--language", "ar")
    assert done.returncode == 0, done.stderr
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "a.html").read_text(encoding="utf-8")
    done = run("map", saved, "-o", tmp_path / "b.html", "--language", "xx")
    assert done.returncode == 2
    assert "English, French and Arabic" in done.stderr


def test_explain_leads_from_an_id_to_the_sentence(saved: Path, kidal: mk.Dossier) -> None:
    ident = next(i for i, row in kidal.events.iterrows() if row["kind"] == "movement")
    done = run("explain", saved, ident)
    assert done.returncode == 0, done.stderr
    assert "the convoy of over 100 trucks was on its way to Gao" in done.stdout
    assert "independent origins: 3" in done.stdout


def test_list_prints_tables_and_json(saved: Path) -> None:
    assert "Withdrawal from Kidal (base) — MINUSMA" in run("list", saved).stdout
    on = json.loads(run("list", saved, "control", "--on", "2023-10-31", "--json").stdout)
    assert {row["holder"] for row in on if row["place"] == "Kidal" and row["state"] == "held"} >= {"CSP"}
    assert "actor-gloss-conflict" in run("list", saved, "issues").stdout


def test_check_is_content_with_what_build_wrote(saved: Path) -> None:
    assert run("check", saved).returncode == 0
    assert run("check", saved, "--strict").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "nowhere", "-o", "x.json"), 3, "nowhere does not exist"),
        (("build", "SEEDS", "-o", "x.docx"), 2, "'x.docx' ends in .docx"),
        (("build", "SEEDS", "-o", "no/such/folder/x.json"), 3, "cannot be written"),
        (("build", "SEEDS", "-o", "x.json", "--published", "nosuch.txt=2023-10-31"), 2, "nosuch.txt"),
        (("build", "SEEDS", "-o", "x.json", "--published", "soon"), 2, "is not NAME=DAY"),
        (
            ("build", "SEEDS", "-o", "x.json", "--published", "a=2023-10-30", "--published", "a=2023-10-31"),
            2,
            "gives 'a' two days",
        ),
        (("list", "SAVED", "evnts"), 2, "Did you mean 'events'?"),
        (("explain", "SAVED", "ev-nothing"), 2, "there is nothing with the id"),
        (("list", "BROKEN"), 3, "is not JSON"),
        (("list", "SAVED", "--on", "yesterday"), 2, "is not a day"),
    ],
)
def test_bad_input_is_one_clear_line_and_leaves_nothing_behind(
    arguments: tuple[str, ...], code: int, words: str, seeds: Path, saved: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    names = {"SEEDS": seeds, "SAVED": saved, "BROKEN": broken}
    done = run(*(names.get(a, a) for a in arguments), cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["broken.json"]


def test_a_configuration_file_gives_dates_and_rulings(seeds: Path, tmp_path: Path) -> None:
    name = next(seeds.glob("004*")).name
    config = tmp_path / "mapkit.toml"
    config.write_text(
        f'title = "From the file"\n[published]\n"{name}" = 2023-10-31\n'
        '[[correction]]\ntarget = "actor:minusma"\nfield = "name"\nvalue = "UN mission"\nby = "desk"\nreason = "house style"\n'
    )
    done = run("build", seeds / name, "-o", tmp_path / "x.json", "--config", config)
    assert done.returncode == 0, done.stderr
    dossier = mk.load(tmp_path / "x.json")
    assert dossier.title == "From the file"
    assert dossier.articles[0].published == mk.When.parse("2023-10-31")
    assert "UN mission" in {a.name for a in dossier.actors}
    config.write_text("titel = 1\n")
    done = run("build", seeds / name, "-o", tmp_path / "y.json", "--config", config)
    assert (done.returncode, "Did you mean 'title'?" in done.stderr) == (2, True)


def test_terminal_escapes_in_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "Rebels left the town of Goma on 3 May 2014, \x1b[31mthe army said. Government soldiers entered Goma on 4 May 2014."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("build", tmp_path, "-o", tmp_path / "a.json").returncode == 0
    ident = mk.load(tmp_path / "a.json").events.index[0]
    done = run("explain", tmp_path / "a.json", ident)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_places_shows_candidates_and_other_spellings(tmp_path: Path) -> None:
    rows = json.loads(run("places", "Gao", "--json").stdout)
    assert [r["country"] for r in rows if r["kind"] == "town"][:2] == ["ML", "BF"]
    assert all(r["radius_m"] > 0 for r in rows)
    assert {r["country"] for r in json.loads(run("places", "Gao", "--home", "ml", "--json").stdout)} == {"ML"}
    spelled = run("places", "Kamechly", "--home", "SY")
    assert "Al Qāmishlī" in spelled.stdout
    assert "other spellings" in spelled.stderr
    unknown = run("places", "Qwertyville")
    assert (unknown.returncode, unknown.stdout.strip()) == (0, "nothing")
    assert "--home" in unknown.stderr
    desk = tmp_path / "desk.csv"
    desk.write_text("name,lat,lon,country\nQwertyville,12,1,ML\n")
    assert "Qwertyville" in run("places", "Qwertyville", "--gazetteer", desk).stdout
    wrong = run("places", "Gao", "--home", "XX")
    assert (wrong.returncode, "ISO 3166-1" in wrong.stderr) == (2, True)


def test_hints_of_the_caller_reach_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gunmen stormed Lere on Monday 6 November 2023, killing 12, witnesses said.")
    out = tmp_path / "a.json"
    assert run("build", tmp_path, "-o", out, "--home", "ML").returncode == 0
    event = mk.load(out).events.iloc[0]
    assert (event["country"], event["place"]) == ("ML", "Léré")
    assert any("home ML" in step for step in mk.load(out).recipe)
    config = tmp_path / "mapkit.toml"
    config.write_text('home = "TD"\n')
    assert run("build", tmp_path, "-o", out, "--config", config).returncode == 0
    assert mk.load(out).events.iloc[0]["country"] == "TD"
    for options, word in (
        (["--bbox=1,2,3"], "bbox"),
        (["--bbox=a,b,c,d"], "four numbers"),
        (["--home", "X"], "home"),
        (["--home", ""], "home"),
    ):
        done = run("build", tmp_path, "-o", out, *options)
        assert (done.returncode, "Traceback" in done.stderr, word in done.stderr) == (2, False, True), done.stderr
    assert run("build", tmp_path, "-o", out, "--extractor", "nonesuch").returncode == 3
    assert run("map", out, "-o", tmp_path / "a.html").returncode == 0


def test_a_place_that_size_alone_chose_is_an_issue_with_its_event(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gunmen stormed the town of Gao on Monday 6 November 2023, killing 12 civilians.")
    dossier = mk.build(tmp_path)
    (issue,) = [i for i in dossier.issues if i.code == "ambiguous-place"]
    assert set(issue.event_ids) == set(dossier.events.index)
    assert "BF, ML" in issue.message
    assert not [i for i in mk.build(tmp_path, home="ML").issues if i.code == "ambiguous-place"]


def test_an_analyst_passes_control_rules_by_option_and_by_file(seeds: Path, tmp_path: Path) -> None:
    shipped = seeds.parent / "data" / "vocabulary" / "control_rules.toml"
    text = shipped.read_text(encoding="utf-8")
    (tmp_path / "rules.toml").write_text(text.replace('base = "unknown"', 'base = "unchanged"'), encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(text.replace('base = "unknown"', 'base = "unknwon"'), encoding="utf-8")
    (tmp_path / "mapkit.toml").write_text('control_rules = "rules.toml"')
    out = tmp_path / "a.json"
    for options in (("--control-rules", tmp_path / "rules.toml"), ("--config", tmp_path / "mapkit.toml")):
        done = run("build", seeds, "-o", out, *options)
        assert done.returncode == 0, done.stderr
        assert "8 control states" in done.stderr
        assert any("rules.toml" in part for part in json.loads(out.read_text())["recipe"])
        assert "claimed by CSP" in run("explain", out, "geonames:2455290/base").stdout
    done = run("build", seeds, "-o", out, "--control-rules", tmp_path / "wrong.toml")
    assert done.returncode == 2
    assert "town.base is 'unknwon'" in done.stderr
    assert "'unknown'" in done.stderr


def test_parts_and_help() -> None:
    assert "mapkit.control:ControlEngine" in run("parts").stdout
    assert "build" in run("--help").stdout


def test_what_is_no_article_and_no_dossier_is_said_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000)
    surrogate = tmp_path / "surrogate.json"
    surrogate.write_text('{"schema": "mapkit-dossier/1", "title": "\\ud800"}')
    for source in (pipe, deep, surrogate, ""):
        verb = ("build", source, "-o", tmp_path / "x.json") if source in (pipe, "") else ("check", source)
        done = run(*verb)
        assert (done.returncode, "Traceback" in done.stderr) == (3, False), (source, done.stderr)


def test_a_configuration_of_the_wrong_types_is_said(seeds: Path, tmp_path: Path) -> None:
    for content in (
        "title = 3",
        "published = 3",
        "correction = 3",
        "[[correction]]\ntarget = 1",
        "published = { a = 1 }",
    ):
        config = tmp_path / "mapkit.toml"
        config.write_text(content)
        done = run("build", seeds, "-o", tmp_path / "x.json", "--config", config)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), (content, done.stderr)


def test_a_file_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    name = "a\x1b]0;pwned\x07\u202e.txt"
    (tmp_path / name).write_text("The army left the town of Goma this morning, the rebels said on the road to Goma.")
    done = run("build", tmp_path, "-o", tmp_path / "x.json")
    assert done.returncode == 0, done.stderr
    assert not set("\x1b\x07\u202e") & set(done.stderr)


def test_a_map_is_drawn_as_a_picture_of_a_day(saved: Path, tmp_path: Path) -> None:
    assert run("map", saved, "-o", tmp_path / "a.svg", "--on", "2023-11-05").returncode == 0
    assert "As of 5 Nov 2023" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    spoken = ("--on", "2023-11-05", "--language", "fr", "--theme", "dark")
    assert run("map", saved, "-o", tmp_path / "fr.svg", *spoken).returncode == 0
    text = (tmp_path / "fr.svg").read_text(encoding="utf-8")
    assert "Au 5 nov. 2023" in text
    assert "#161b1f" in text
    refused = run("map", saved, "-o", tmp_path / "auto.svg", "--theme", "auto")
    assert refused.returncode == 2
    assert "'light' or 'dark'" in refused.stderr
    assert run("map", saved, "-o", tmp_path / "card.png", "--card").returncode == 0
    assert (tmp_path / "card.png").read_bytes().startswith(b"\x89PNG")
    refused = run("map", saved, "-o", tmp_path / "a.html", "--card")
    assert refused.returncode == 2
    assert "card" in refused.stderr
