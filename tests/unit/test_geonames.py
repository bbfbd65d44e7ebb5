"""A GeoNames dump adds its places to the shipped world, is indexed once, and is refused with file and line when broken."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapkit.errors import ReadError
from mapkit.gazetteer import Gazetteer, _dump_index, locate, open_gazetteer
from mapkit.gazetteer.geonames import GeoNamesGazetteer
from mapkit.gazetteer.table import _keys
from mapkit.testing import check_gazetteer

ROOT = Path(__file__).resolve().parents[2]
NEW = 900_000_000  # no shipped place has so high a number


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def line(
    number: object = NEW,
    name: str = "Tin Xaban",
    *,
    plain: str = "",
    names: str = "",
    lat: object = 18.5,
    lon: object = 1.5,
    code: str = "P.PPL",
    country: str = "ML",
    others: str = "",
    admin1: str = "10",
    admin2: str = "",
    people: object = 0,
    day: str = "2024-05-06",
) -> str:
    kind, _, detail = code.partition(".")
    cells = (number, name, plain, names, lat, lon, kind, detail, country, others, admin1, admin2, "", "", people)
    return "\t".join(map(str, (*cells, "", 300, "Africa/Bamako", day)))


def write(folder: Path, *lines: str, file: str = "ML.txt") -> Path:
    path = folder / file
    path.write_text("".join(f"{row}\n" for row in lines), encoding="utf-8")
    return path


def opened(folder: Path, *lines: str) -> GeoNamesGazetteer:
    dump = open_gazetteer(write(folder, *lines))
    assert isinstance(dump, GeoNamesGazetteer)
    return dump


def ids(dump: Gazetteer, name: str) -> list[str]:
    return [p.id for p in dump.lookup(name)]


def left(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir() if p.name != "cache"}


# ---------------------------------------------------------------------------------------------- what a row becomes
def test_a_row_becomes_a_place(tmp_path: Path) -> None:
    dump = opened(tmp_path, line(name="Tîn-Xaban", plain="Tin-Xaban", names="Tinxabane,تين", people=1234))
    (place,) = dump.lookup("tin xaban")
    assert (place.id, place.name, place.lon, place.lat) == (f"geonames:{NEW}", "Tîn-Xaban", 1.5, 18.5)
    assert (place.kind, place.country, place.population) == ("town", "ML", 1234)
    assert place.names == ("تين", "Tinxabane")
    assert dump.by_id(place.id) == place
    for spelling in ("Tinxaban", "TÎN-XABAN", "Tinxabane", "تين"):
        assert ids(dump, spelling) == [place.id]


def test_a_dump_is_a_gazetteer_and_credits_geonames(tmp_path: Path) -> None:
    dump = opened(tmp_path, line(day="2019-01-01"), line(NEW + 1, day="2024-12-31"))
    check_gazetteer(dump, names=("Tin Xaban", "Kidal", "Mali"))
    assert "GeoNames" in dump.attribution
    assert dump.name == "geonames/ML.txt@2024-12-31"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("P.PPL", "town"),
        ("P.PPLC", "town"),
        ("P.STLMT", "town"),
        ("P.PPLX", "site"),
        ("P.PPLW", "site"),
        ("P.PPLQ", "site"),
        ("A.ADM1", "region"),
        ("A.ADM2", "district"),
        ("A.ADM4", "district"),
        ("S.AIRP", "site"),
        ("S.CMPRF", "site"),
        ("S.AIRB", "base"),
        ("S.INSM", "base"),
        ("L.MILB", "base"),
        ("H.WLL", "feature"),
        ("T.MT", "feature"),
        ("V.FRST", "feature"),
        ("", "feature"),
    ],
)
def test_feature_codes_tell_the_kind(tmp_path: Path, code: str, kind: str) -> None:
    (place,) = opened(tmp_path, line(code=code, admin1="Q9", admin2="Q8", people=9)).lookup("Tin Xaban")
    assert place.kind == kind
    assert place.radius_m >= 2_000


@pytest.mark.parametrize("code", ["P.PPLH", "A.ADM1H", "A.PCLH", "S.CMTY", "S.SCH", "S.MNQ", "U.SMU"])
def test_what_is_gone_or_bears_the_names_of_persons_stays_out(tmp_path: Path, code: str) -> None:
    dump = opened(tmp_path, line(code=code), line(NEW + 1, "Other Xaban"))
    assert dump.lookup("Tin Xaban") == ()
    assert dump.by_id(f"geonames:{NEW}") is None


def test_nobody_lives_in_a_destroyed_town(tmp_path: Path) -> None:
    dump = opened(tmp_path, line(code="P.PPLW", people=90_000), line(NEW + 1, people=10))
    assert [p.population for p in dump.lookup("Tin Xaban")] == [10, 0]


def test_the_radius_of_a_town_grows_with_its_people(tmp_path: Path) -> None:
    large, small = opened(tmp_path, line(people=2_000_000), line(NEW + 1, people=50)).lookup("Tin Xaban")
    assert 2_000 == small.radius_m < large.radius_m <= 15_000


def test_names_are_bounded_and_codes_are_no_names(tmp_path: Path) -> None:
    latin = [f"Xaban{chr(97 + i)}{chr(97 + i)}" for i in range(26)]
    others = [f"Ксабан{chr(0x430 + i)}" for i in range(20)] + [f"تين{chr(0x628 + i)}" for i in range(20)]
    dump = opened(tmp_path, line(names=",".join([*latin, *others, "XBN", "xaban", "XaBan", "https://xaban.ml"])))
    (place,) = dump.lookup("Tin Xaban")
    assert len(place.names) <= 20
    assert any(n in place.names for n in latin)
    assert any(n.startswith("Ксабан") for n in place.names)
    assert any(n.startswith("تين") for n in place.names)
    for name in place.names:
        assert ids(dump, name) == [place.id]
    assert dump.lookup("XBN") == dump.lookup("https://xaban.ml") == ()


def test_a_river_takes_the_first_of_its_countries_and_a_sea_none(tmp_path: Path) -> None:
    dump = opened(
        tmp_path,
        line(code="H.STM", country="", others="NE,ML"),
        line(NEW + 1, "Xaban Sea", code="H.SEA", country=""),
        line(NEW + 2, "Xaban Shoal", code="H.SHOL", country=""),
    )
    assert [p.country for p in dump.lookup("Tin Xaban")] == ["NE"]
    assert [p.country for p in dump.lookup("Xaban Sea")] == [None]
    assert dump.lookup("Xaban Shoal") == ()


# ---------------------------------------------------------------------------------------------- beside the shipped world
def test_the_shipped_world_stays(tmp_path: Path) -> None:
    dump, world = opened(tmp_path, line()), open_gazetteer()
    for name in ("Chad", "Sahel", "Aguelhoc", "Ouagadougou", "Kayes", "DRC", "Black Sea"):
        assert dump.lookup(name) == world.lookup(name) != ()
    assert dump.countries() == world.countries()
    assert dump.country("td") == world.country("TD")
    assert dump.neighbours("ML") == world.neighbours("ML") != ()
    assert dump.demonym_country("Malian") == "ML"
    assert any(dump.is_capital(p.id) for p in dump.lookup("Bamako"))
    assert dump.by_id("geonames:2460596") == world.by_id("geonames:2460596")
    assert dump.by_id("geonames:1") is dump.by_id("desk:1") is None


def test_a_row_stands_for_the_shipped_town_of_its_number(tmp_path: Path) -> None:
    town = next(p for p in open_gazetteer().lookup("Lyon") if p.kind == "town" and p.country == "FR")
    number = town.id.removeprefix("geonames:")
    dump = opened(tmp_path, line(number, "Lyon", country="FR", admin1="84", lat=45.1, lon=4.1, people=777_777))
    found = [p for p in dump.lookup("Lyon") if p.id == town.id]
    assert [(p.lat, p.population) for p in found] == [(45.1, 777_777)]
    assert dump.by_id(town.id) == found[0]
    assert town.names
    assert any(found[0] in dump.lookup(name) for name in town.names), "a name that only the shipped index knows"


def test_what_mapkit_keeps_by_hand_stays_and_gains_names(tmp_path: Path) -> None:
    kept = open_gazetteer().by_id("geonames:2461247")
    assert kept is not None
    dump = opened(tmp_path, line("2461247", "Elsewhere", names="Agulxoq", lat=0, lon=0, people=5))
    place = dump.by_id(kept.id)
    assert place is not None
    assert (place.name, place.lon, place.population) == (kept.name, kept.lon, kept.population)
    assert {*kept.names, "Elsewhere", "Agulxoq"} == set(place.names)
    assert place in dump.lookup("Agulxoq")
    assert place in dump.lookup("Aguelhoc")


def test_countries_and_regions_gain_no_names(tmp_path: Path) -> None:
    mali, kidal = "2453866", "2597449"
    dump = opened(
        tmp_path,
        line(mali, "Republic of Xali", names="Xalia", code="A.PCLI", admin1="00"),
        line(kidal, "Xidal Region", names="Xidalia", code="A.ADM1"),
    )
    assert dump.lookup("Xalia") == dump.lookup("Xidalia") == ()
    assert dump.lookup("Mali") == open_gazetteer().lookup("Mali")
    assert dump.by_id(f"geonames:{kidal}") == open_gazetteer().by_id(f"geonames:{kidal}")


def test_places_lie_in_the_region_of_the_dump_else_in_the_shipped_one(tmp_path: Path) -> None:
    rows = (line(), line(NEW + 1, "Bin Xaban", admin1="Q9"), line(NEW + 3, "Xaban Base", code="S.INSM"))
    (village,) = opened(tmp_path, *rows).lookup("Tin Xaban")
    assert village.parent == "geonames:2597449"
    whole = opened(tmp_path, *rows, line(NEW + 2, "Xabania", code="A.ADM1", admin1="Q9"))
    assert whole.lookup("Tin Xaban")[0].parent == "geonames:2597449"
    assert whole.lookup("Bin Xaban")[0].parent == whole.lookup("Xabania")[0].id == f"geonames:{NEW + 2}"
    # a base belongs to a town, and which one the dump does not say
    assert whole.lookup("Xaban Base")[0].root == f"geonames:{NEW + 3}"


def test_one_region_has_one_identifier(tmp_path: Path) -> None:
    """A shipped region known only by its code takes the number that the dump gives it, for its towns as well."""
    world = open_gazetteer()
    region = world.by_id("mapkit:adm1:DZ.BB")
    assert region is not None
    town = next(t for t in world.towns_in((-3.0, 19.0, 6.0, 25.0), 200) if t.parent == region.id)
    dump = opened(tmp_path, line(code="A.ADM1", name="Xabania", country="DZ", admin1="BB"))
    moved = dump.by_id(region.id)
    assert moved is not None
    assert (moved.id, moved.name, moved.radius_m) == (f"geonames:{NEW}", region.name, region.radius_m)
    assert [p.id for p in dump.lookup(region.name) if p.kind == "region"] == [moved.id]
    assert next(p for p in dump.lookup(town.name) if p.id == town.id).parent == moved.id


def test_a_village_of_the_dump_is_found_in_an_article(tmp_path: Path) -> None:
    from mapkit.extraction.toponyms import find_toponyms

    dump = opened(tmp_path, line())
    text = "Fighters from Kidal attacked the village of Tin Xaban in Mali on Friday."
    matches = locate(find_toponyms(text, gazetteer=dump), gazetteer=dump)
    assert f"geonames:{NEW}" in [m.place.id for m in matches if m.place]


def test_towns_of_a_box_come_from_both_largest_first(tmp_path: Path) -> None:
    rows = (line(NEW + i, f"Xaban {i}", people=100 * i, lon=1 + i / 100) for i in range(5))
    dump = opened(tmp_path, *rows, line(NEW + 9, "Xaban Well", code="H.WLL", people=10**6))
    towns = dump.towns_in((0.0, 18.0, 3.0, 21.0), 6)
    assert len(towns) == 6
    assert towns[0].name == "Kidal"
    people = [t.population for t in towns]
    assert people == sorted(people, reverse=True)
    assert f"geonames:{NEW + 4}" in [t.id for t in towns]
    assert all(t.kind == "town" and 0 <= t.lon <= 3 and 18 <= t.lat <= 21 for t in dump.towns_in((0, 18, 3, 21), 99))
    assert dump.towns_in((-40.0, -40.0, -39.0, -39.0), 5) == ()


PARTS = st.sampled_from(["Xa", "Xé", "al", "Al", "-", " ", "’", "ba", "Bó", "ß", "đ", "X", "سا", "Ж", "St.", "of", "7"])
NAMES = st.lists(PARTS, min_size=1, max_size=5).map("".join).filter(lambda n: n.strip() != "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=4), st.integers(0, 10**9)), min_size=1, max_size=30))
def test_lookup_agrees_with_a_scan_of_the_dump(
    rows: list[tuple[str, list[str], int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_dump_index, "_RUN", 16)  # so that sorted runs are merged
    with tempfile.TemporaryDirectory() as folder:
        dump = opened(
            Path(folder),
            *(line(NEW + i, n, names=",".join(m), people=p) for i, (n, m, p) in enumerate(rows)),
        )
        places = [dump.by_id(f"geonames:{NEW + i}") for i in range(len(rows))]
        for name, alternates, _ in rows:
            for asked in (name, *alternates):
                wanted = {
                    p.id
                    for p in places
                    if p is not None and set(_keys(asked)) & {k for n in (p.name, *p.names) for k in _keys(n)}
                }
                found = dump.lookup(asked)
                assert wanted | set(ids(open_gazetteer(), asked)) == {p.id for p in found}
                assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)
        assert [p.name for p in places if p is not None] == [name for name, _, _ in rows]


# ---------------------------------------------------------------------------------------------- the index on disk
def test_the_index_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, line())
    open_gazetteer(path)
    assert left(tmp_path) == {"ML.txt", "ML.txt.mapkit-index"}
    monkeypatch.setattr("mapkit.gazetteer.geonames.build", pytest.fail)
    assert ids(open_gazetteer(path), "Tin Xaban") == [f"geonames:{NEW}"]


def test_a_changed_dump_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, line())
    open_gazetteer(path)
    write(tmp_path, line(name="Bin Xaban"))  # as long as before
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000_000))
    dump = open_gazetteer(path)
    assert dump.lookup("Tin Xaban") == ()
    assert ids(dump, "Bin Xaban") == [f"geonames:{NEW}"]


def test_an_index_of_another_format_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, line())
    open_gazetteer(path)
    before = (tmp_path / "ML.txt.mapkit-index").read_bytes()
    monkeypatch.setattr(_dump_index, "_FORMAT", 999)
    assert ids(open_gazetteer(path), "Tin Xaban")
    assert (tmp_path / "ML.txt.mapkit-index").read_bytes() != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"\0" * len(whole),
        lambda whole: whole[:-40] + b"\0" * 8 + whole[-32:],
        lambda whole: whole + whole,
        lambda _: b"not an index",
    ],
    ids=["empty", "half", "cut", "zeros", "overwritten", "twice", "other"],
)
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: object) -> None:
    path = write(tmp_path, line(), line(NEW + 1, "Bin Xaban"))
    open_gazetteer(path)
    index = tmp_path / "ML.txt.mapkit-index"
    whole = index.read_bytes()
    index.write_bytes(damage(whole))  # type: ignore[operator]
    assert ids(open_gazetteer(path), "Bin Xaban") == [f"geonames:{NEW + 1}"]
    assert index.read_bytes() == whole


def test_damaged_rows_are_no_silent_loss(tmp_path: Path) -> None:
    path = write(tmp_path, line())
    open_gazetteer(path)
    index = tmp_path / "ML.txt.mapkit-index"
    whole = bytearray(index.read_bytes())
    whole[24:60] = b"\0" * 36
    index.write_bytes(whole)
    with pytest.raises(ReadError, match="damaged") as caught:
        open_gazetteer(path).lookup("Tin Xaban")
    assert "Delete" in caught.value.hint


def test_a_dump_in_a_read_only_folder_is_indexed_in_the_cache(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = write(folder, line())
    real = tempfile.TemporaryDirectory

    def refuse(*, dir: Path, prefix: str) -> object:  # noqa: A002  # its name in tempfile
        if dir == folder:  # the superuser writes wherever he likes, so a mode would not stop the test
            raise PermissionError(13, "Permission denied", str(dir))
        return real(dir=dir, prefix=prefix)

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    assert ids(open_gazetteer(path), "Tin Xaban")
    assert left(folder) == {"ML.txt"}
    assert [p.suffix for p in (cache / "mapkit").iterdir()] == [".mapkit-index"]
    monkeypatch.setattr("mapkit.gazetteer.geonames.build", pytest.fail)
    assert ids(open_gazetteer(path), "Tin Xaban")


def test_no_place_for_an_index_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, line())
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(ReadError, match="nowhere") as caught:
        open_gazetteer(path)
    assert "XDG_CACHE_HOME" in caught.value.hint


ASK = "import sys; from mapkit.gazetteer import open_gazetteer as o; print(o(sys.argv[1]).lookup('Name 4321')[0].id)"


def test_two_processes_may_index_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, *(line(NEW + i, f"Name {i}") for i in range(20_000)))
    command = [sys.executable, "-W", "error", "-c", ASK, str(path)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=120)[0].strip() for process in both]
    assert answers == [f"geonames:{NEW + 4321}"] * 2
    assert left(tmp_path) == {"ML.txt", "ML.txt.mapkit-index"}


PEAK = """
import re, resource, sys
from pathlib import Path
from mapkit.gazetteer import open_gazetteer
open_gazetteer(sys.argv[1])
status = Path("/proc/self/status")  # getrusage may tell the peak of the process that started this one
if status.exists():
    print(re.search(r"VmHWM:\\s+(\\d+)", status.read_text()).group(1))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311  # the same names each time, not a secret
    peaks = []
    for rows in (2_000, 200_000):
        names = ("".join(chance.choices("abeioumnktx", k=9)).capitalize() for _ in range(3 * rows))
        path = tmp_path / f"{rows}.txt"
        with path.open("w", encoding="utf-8") as out:
            for i, (one, two, three) in enumerate(zip(names, names, names, strict=True)):
                out.write(line(NEW + i, one, names=f"{two},{three}") + "\n")
        done = subprocess.run([sys.executable, "-c", PEAK, str(path)], cwd=ROOT, check=True, capture_output=True)
        peaks.append(int(done.stdout) / 1024)
    assert path.stat().st_size > 15e6
    assert peaks[1] - peaks[0] < 40, "the names of 200 000 rows would take more than 100 MB"


# ---------------------------------------------------------------------------------------------- archives
def archive(path: Path, members: Iterable[tuple[str, str]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in members:
            out.writestr(name, text)
    return path


def test_an_archive_is_read_without_unpacking(tmp_path: Path) -> None:
    path = archive(tmp_path / "ML.zip", [("readme.txt", "Readme\tfor\tGeoNames\n"), ("ML.txt", f"{line()}\n")])
    assert ids(open_gazetteer(path), "Tin Xaban") == [f"geonames:{NEW}"]
    assert left(tmp_path) == {"ML.zip", "ML.zip.mapkit-index"}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ([("a.txt", line()), ("b.txt", line())], "several GeoNames tables (a.txt, b.txt)"),
        ([("readme.txt", "Hello")], "no GeoNames table"),
        ([], "no GeoNames table"),
        ([("a.txt", "")], "no GeoNames table"),
        ([("a.txt", f"{line()}\n{line()}\t\n")], "(a.txt), line 2: 20 columns"),
    ],
)
def test_an_archive_must_hold_one_table(tmp_path: Path, members: list[tuple[str, str]], words: str) -> None:
    path = archive(tmp_path / "two.zip", members)
    with pytest.raises(ReadError) as caught:
        open_gazetteer(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.hint
    assert left(tmp_path) == {"two.zip"}


def test_a_damaged_archive_is_a_read_error(tmp_path: Path) -> None:
    rows = [line(NEW + i, f"Name {i * 7919 % 10007}") for i in range(3000)]
    whole = archive(tmp_path / "ML.zip", [("ML.txt", "\n".join(rows))]).read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:9000] + b"\xff" * 99 + whole[9099:], b"PK"):
        path = tmp_path / "bad.zip"
        path.write_bytes(damaged)
        with pytest.raises(ReadError) as caught:
            open_gazetteer(path)
        assert "bad.zip" in str(caught.value)
        assert "again" in caught.value.hint
        assert left(tmp_path) == {"ML.zip", "bad.zip"}


# ---------------------------------------------------------------------------------------------- broken dumps
@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (line()[:-40], "columns"),
        (line() + "\tmore", "20 columns"),
        (line("x7"), "geonameid is 'x7'"),
        (line(""), "geonameid is ''"),
        (line("²"), "geonameid"),
        (line(lat="north"), "latitude is 'north'"),
        (line(lat=""), "latitude is ''"),
        (line(lat=90.1), "latitude is '90.1'"),
        (line(lon="nan"), "longitude is 'nan'"),
        (line(lon=-180.5), "longitude"),
        (line(people="many"), "population is 'many'"),
        (line(people=-1), "population is '-1'"),
        (line(country="Mali"), "country is 'Mali'"),
        (line(name=" "), "name is empty"),
    ],
)
def test_a_broken_row_names_file_line_and_remedy(tmp_path: Path, broken: str, words: str) -> None:
    path = write(tmp_path, line(), broken, line(NEW + 1))
    with pytest.raises(ReadError) as caught:
        open_gazetteer(path)
    assert words in str(caught.value)
    assert f"{path}, line 2" in str(caught.value)
    assert (caught.value.line, caught.value.path) == (2, path)
    assert caught.value.hint
    assert left(tmp_path) == {"ML.txt"}


def test_a_broken_first_row_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 1: 17 columns"):
        open_gazetteer(write(tmp_path, line().rsplit("\t", 2)[0]))


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, line())
    path.write_bytes(path.read_bytes() + line(name="@").encode().replace(b"@", b"\xe9t\xe9"))
    with pytest.raises(ReadError, match="line 2: it is not UTF-8"):
        open_gazetteer(path)
    assert left(tmp_path) == {"ML.txt"}


def test_a_dump_that_breaks_keeps_no_old_index_in_use(tmp_path: Path) -> None:
    path = write(tmp_path, line())
    open_gazetteer(path)
    write(tmp_path, line(), "7\t8")
    with pytest.raises(ReadError, match="line 2"):
        open_gazetteer(path)


def test_other_line_ends_a_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "ML.txt"
    path.write_bytes(f"\ufeff{line()}\r\n{line(NEW + 1)}\r\n\r\n".encode())
    dump = open_gazetteer(path)
    assert ids(dump, "Tin Xaban") == [f"geonames:{NEW}", f"geonames:{NEW + 1}"]
    assert "2024-05-06" in getattr(dump, "name", "").rsplit("@", maxsplit=1)


def test_an_empty_or_missing_file_and_a_folder_are_read_errors(tmp_path: Path) -> None:
    for path in (write(tmp_path), tmp_path / "absent.txt", tmp_path):
        with pytest.raises(ReadError) as caught:
            open_gazetteer(path)
        assert str(path) in str(caught.value)
        assert caught.value.hint
