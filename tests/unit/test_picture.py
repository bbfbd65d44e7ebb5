from __future__ import annotations

import random
import re
import runpy
import struct
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

import mapkit as mk
from mapkit._resources import load_toml
from mapkit.errors import ConfigError, PartError, ReadError
from mapkit.layers import Feature
from mapkit.model import Place
from mapkit.render import features_of, style
from mapkit.render.moment import marks, state_on
from mapkit.render.picture import CARD, picture, png, social_card
from mapkit.render.picture.chart import Chart
from mapkit.render.picture.glyphs import Palette
from mapkit.render.picture.lettering import Font, clean, directed, right_to_left
from mapkit.render.picture.projection import Box, view_of
from mapkit.render.picture.scene import Scene, scene
from mapkit.render.telling import telling
from mapkit.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
STORY = runpy.run_path(str(ROOT / "tests" / "browser" / "story.py"))
SVG = "{http://www.w3.org/2000/svg}"
DAYS = [date(2023, 10, 1), date(2023, 10, 31), date(2023, 11, 4), date(2023, 11, 18), date(2024, 3, 1)]
HOSTILE = (
    "\u2069]]><script>alert(1)</script> {who} {title} {n} \u2068 \x00\x0b\x1b[31m \ud800 \udfff \u202egnp.exe \u2066 &amp; \" ' {{7*7111}} "
    '<!-- --> <svg onload="x()"> </text></svg> \ufffe\uffff javascript:x %s {0} ${x}'
)


def draw(make: Any = picture, **more: Any) -> str:
    options = {
        "title": STORY["TITLE"], "labels": STORY["LABELS"], "countries": STORY["COUNTRIES"],
        "attributions": STORY["ATTRIBUTIONS"], **more,
    }  # fmt: skip
    text: str = make(options.pop("frames", STORY["frames"]()), **options)
    return text


class Given:
    """A layer of features made by hand."""

    name = title = "given"

    def __init__(self, *features: Feature) -> None:
        self.found = features

    def features(self, frames: object) -> tuple[Feature, ...]:  # noqa: ARG002 - the protocol
        return self.found


EMPTY = STORY["frames"]((), (), (), (), ())


def event(number: int, lon: float, lat: float, **more: Any) -> Feature:
    values = {"title": f"Clash {number}", "kind": "clash", "place": f"Place {number}", "place_kind": "town", **more}
    day = "2024-01-01"
    return Feature(
        id=f"e{number}", layer="x", sign="event", geometry=shapely.Point(lon, lat), since=(day, day), **values
    )


def crowd(size: int, seed: int = 1, spread: float = 3.0) -> tuple[Feature, ...]:
    pick = random.Random(seed)  # noqa: S311 - no secret is made here
    return tuple(
        event(
            n, pick.gauss(36, spread), min(89.0, pick.gauss(48, spread / 2)), actor=pick.choice(["A", "B", "C", None])
        )
        for n in range(size)
    )


def balanced(text: str) -> bool:
    """Whether every isolate that is opened in a text is closed in it, and no other."""
    depth = 0
    for character in text:
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        if depth < 0:
            return False
    return depth == 0


def words(text: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(text).iter(f"{SVG}text")]  # noqa: S314 - our own


def titles(text: str) -> list[str]:
    root = ET.fromstring(text)  # noqa: S314 - our own
    return [node.text or "" for node in root.iter(f"{SVG}title")][1:]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("make", [picture, social_card])
def test_every_mark_of_the_day_is_in_the_picture_and_no_other(make: Any, day: date) -> None:
    frames = STORY["frames"]()
    features = features_of(frames)
    by_id = {feature.id: feature for feature in features}
    shown = [mark.shown(day.isoformat(), by_id) for mark in marks(features)]
    wanted = Counter(found[0][0].title for found in shown if found)
    wanted += Counter(f.title for f in features if f.sign == "route" and state_on(f, day.isoformat()) != "hidden")
    told = Counter(title.partition(" (")[0] for title in titles(draw(make, day=day)))
    assert told == Counter(title.partition(" (")[0] for title in wanted.elements())


def a_chart(features: tuple[Feature, ...], frame: Box, **more: Any) -> Chart:
    told = telling(EMPTY, [Given(*features)], labels=STORY["LABELS"], countries=STORY["COUNTRIES"])
    shown = scene(EMPTY, told, title="")
    return Chart(scene=shown, frame=frame, palette=Palette("light", shown.hues, "x"), **more)


@pytest.mark.parametrize("size", [1, 2, 12, 60, 300])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_label_lies_on_another_or_on_a_sign_or_leaves_the_map(size: int, seed: int) -> None:
    frame = Box(x=0, y=80, w=1034, h=660)
    for spread in (0.05, 3.0, 40.0):
        chart = a_chart(crowd(size, seed, spread), frame)
        boxes = [label.box for label in chart.placed]
        assert all(frame.holds(box) for box in boxes)
        assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
        spots = [chart.view.point(*mark.at) for mark, _ in chart.scene.drawn]
        assert all(frame.holds(Box(x=x, y=y - 15, w=0, h=15)) for x, y in spots), "nothing is drawn off the map"


def test_the_story_itself_is_labelled() -> None:
    found = words(draw(day=date(2023, 11, 4)))
    for name in ("Kidal", "Tessalit", "Aguelhok", "Gao", "Ber", "MALI", "ALGERIA", "Anefis"):
        assert name in found
    assert "Route generalised from named places" in found
    assert "As of 4 Nov 2023 · latest dated source: 17 Nov 2023 · 4 articles" in found
    assert "Sources: A Daily; Peacekeepers quit Kidal; B News; 004.txt" in found
    assert any(line.startswith("Places: GeoNames, CC BY 4.0 · Outlines: Natural Earth") for line in found)


def test_a_card_names_its_date_and_its_sources(kidal: mk.Dossier, tmp_path: Path) -> None:
    found = words(kidal.save(tmp_path / "card.svg", card=True).read_text(encoding="utf-8"))
    assert "As of 31 Oct 2023" in found
    assert any(line.startswith("Sources: ") for line in found)
    assert any(re.search(r"and \d more$", line) for line in found)


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    early, late = words(draw(day=date(2023, 10, 31))), words(draw(day=date(2024, 3, 1)))
    assert {"claimed, not confirmed", "possible, date not exact", "Tuareg armed groups"} <= set(early)
    assert "Tuareg armed groups" not in late
    assert "possible, date not exact" not in late
    assert "earlier than this day" in late
    plain = words(draw(frames=EMPTY, layers=[Given(event(1, 1.4, 18.4))]))
    assert "planned" not in plain
    assert "nobody is named" in plain


def test_a_day_after_the_latest_source_says_so() -> None:
    assert any("after the latest dated source, 17 Nov 2023" in line for line in words(draw(day=date(2024, 3, 1))))


def test_the_page_and_its_picture_open_on_the_same_day(kidal: mk.Dossier, tmp_path: Path) -> None:
    text = kidal.save(tmp_path / "a.html").read_text(encoding="utf-8")
    start = re.findall(r'"start":"([^"]*)"', text)[0]
    alone = kidal.save(tmp_path / "a.svg").read_text(encoding="utf-8")
    assert alone == kidal.save(tmp_path / "b.svg", day=date.fromisoformat(start)).read_text(encoding="utf-8")
    assert alone != kidal.save(tmp_path / "c.svg", day=date(2023, 11, 18)).read_text(encoding="utf-8")


def test_pictures_are_the_same_bytes_every_time_and_small(kidal: mk.Dossier, tmp_path: Path) -> None:
    for name, more in (("a.svg", {}), ("card.svg", {"card": True})):
        written = kidal.save(tmp_path / name, **more).read_bytes()
        assert written == kidal.save(tmp_path / f"again-{name}", **more).read_bytes()
        assert len(written) < 40_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [picture, social_card])
def test_hostile_text_stays_text(make: Any, language: str) -> None:
    places = [Place(id="p", name=HOSTILE, lon=1.5, lat=18.2, kind="town", radius_m=1, country="ML", population=9)]
    nasty = {"title": HOSTILE, "place": HOSTILE, "actor": HOSTILE}
    line = Feature(
        id="r", layer="x", sign="route", geometry=shapely.LineString([(1.4, 18.4), (0, 16.3)]), title=HOSTILE,
        status="inferred", since=("2024-01-01", "2024-01-01"), ends=(HOSTILE, HOSTILE), label=f"{HOSTILE}\n{HOSTILE}",
        kind=HOSTILE, actor=HOSTILE,
    )  # fmt: skip
    text = draw(
        make, title=HOSTILE, frames=EMPTY, attributions=(HOSTILE,), labels=places, countries=places, language=language,
        layers=[Given(event(1, 1.4, 18.4, **nasty), event(2, 1, 17, place_kind="region", radius_m=9e4, **nasty), line)],
    )  # fmt: skip
    root = ET.fromstring(text.encode())  # noqa: S314 - what is tested is that it is well-formed
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "radialGradient", "stop", "clipPath", "g", "path", "circle", "rect",
        "text", "tspan",
    }  # fmt: skip
    for node in root.iter():
        assert not [name for name in node.attrib if name.startswith("on") or "href" in name]
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\u202a-\u202e\ufffe\uffff]", text)
    for node in root.iter():
        assert balanced("".join(node.itertext()))
    for inert in ("{{7*7111}}", "{who} {title} {n}"):
        assert inert in text
    assert str(7 * 7111) not in text


def test_long_titles_are_wrapped_and_cut_within_the_picture() -> None:
    for title in ("A very long title about the towns of the north " * 7, "W" * 300, "漢" * 300):
        for make, width, wide in ((picture, 1280, 26), (social_card, CARD[0], 28)):
            lines = [line for line in words(draw(make, title=title)) if len(line) > 8 and line[:8] in title]
            assert lines
            assert lines[-1].endswith("…")
            assert all(Font(size=wide, bold=True, serif=True).width(line) < width for line in lines)


def test_text_from_right_to_left_is_isolated_and_begins_on_the_right() -> None:
    title = "انسحاب الأمم المتحدة من كيدال"
    assert right_to_left(title)
    assert not right_to_left("2023 Kidal كيدال")
    assert directed(title) == f"\u2067{title}\u2069"
    root = ET.fromstring(draw(title=title))  # noqa: S314 - our own
    line = next(node for node in root.iter(f"{SVG}text") if title in (node.text or ""))
    assert line.get("text-anchor") == "end"
    assert float(line.get("x", "0")) == 1260


LOCAL = {"en": "The UN leaves Kidal", "fr": "L’ONU quitte Kidal", "ar": "الأمم المتحدة تغادر كيدال"}
# what a picture says that is not ours: sources, credits, and names that no table knows or that all languages share
FOREIGN = set(
    re.findall(r"\w+", "A Daily; B News; Peacekeepers quit; txt; Places: GeoNames, CC BY; Natural Earth; mapkit")
)
UNKNOWN = {"Tabankort", "Almoustarat", "Abeïbara"}
SHARED = {"MINUSMA", "Kidal", "Gao", "Tessalit", "Aguelhok", "Ber", "Bourem", "Ménaka", "Mali", "MALI"}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("make", [picture, social_card])
def test_no_word_of_ours_is_left_in_english(make: Any, day: date) -> None:
    def said(language: str) -> set[str]:
        root = ET.fromstring(draw(make, day=day, language=language, title=LOCAL[language]))  # noqa: S314 - our own
        return set(re.findall("[A-Za-zÀ-ÿ]+", " ".join(root.itertext())))

    ours = {word for text in _texts(load_toml("interface", "fr.toml")) for word in re.findall("[A-Za-zÀ-ÿ]+", text)}
    assert said("ar") - FOREIGN - UNKNOWN <= {"Kidal"}, "the one in the title of a source"
    assert said("fr") & said("en") - FOREIGN - UNKNOWN - SHARED - ours == set()


def _texts(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        yield from _texts(value) if isinstance(value, dict) else (value,)


@pytest.mark.parametrize(
    ("language", "day"), [("en", "As of 31 Oct 2023"), ("fr", "Au 31 oct. 2023"), ("ar", "حتى 31 أكتوبر 2023")]
)
def test_a_picture_names_day_places_and_actors_in_its_language(language: str, day: str) -> None:
    text = draw(day=date(2023, 10, 31), language=language)
    assert ET.fromstring(text).get("lang") == language  # noqa: S314 - our own
    found = "\n".join(words(text)).translate(dict.fromkeys((0x2067, 0x2068, 0x2069)))
    wanted = {
        "en": ("ALGERIA", "Kidal", "Malian armed forces", "4 articles"),
        "fr": ("ALGÉRIE", "Kidal", "Forces armées maliennes", "4 articles"),
        "ar": ("الجزائر", "كيدال", "القوات المسلحة المالية", "4 مقالات"),
    }  # fmt: skip
    assert [word for word in (day, *wanted[language]) if word not in found] == []


def test_arabic_is_laid_out_from_the_right_round_a_map_that_is_not_mirrored() -> None:
    def spots(language: str) -> tuple[list[tuple[str, float]], dict[str, float]]:
        root = ET.fromstring(draw(day=date(2023, 11, 4), language=language, title=LOCAL[language]))  # noqa: S314
        texts = [(node.get("text-anchor", "start"), float(node.get("x", 0))) for node in root.findall(f"{SVG}text")]
        key = next(node for node in root.findall(f"{SVG}g") if not node.get("clip-path"))
        signs = [g.get("transform", "") for chart in root.iter(f"{SVG}g") if chart.get("clip-path") for g in chart]
        places = [float(m[1]) for sign in signs if (m := re.match(r"translate\(([\d.]+) ", sign))]
        swatches = [float(re.findall(r"-?[\d.]+", g.get("transform", ""))[0]) for g in key.findall(f"{SVG}g")]
        return texts, {
            "key": float(re.findall(r"[\d.]+", key.get("transform", ""))[0]),
            "swatch": swatches[0],
            "step": places[1] - places[0],
        }

    (plain, left), (mirrored, right) = spots("en"), spots("ar")
    assert set(plain) == {("start", 20.0)}
    assert set(mirrored) == {("end", 1260.0)}
    assert left["key"] > 1000
    assert right["key"] < 250
    assert left["swatch"] == -right["swatch"] == 12
    assert left["step"] == pytest.approx(right["step"], abs=0.11)


def test_joined_letters_are_neither_spaced_nor_slanted() -> None:
    root = ET.fromstring(draw(day=date(2023, 10, 31), language="ar"))  # noqa: S314 - our own
    for group in root.iter(f"{SVG}g"):
        for node in group.findall(f"{SVG}text"):
            if right_to_left((node.text or "").strip("\u2067\u2069")):
                assert not group.get("letter-spacing") or node.get("letter-spacing") == "0"
                assert not group.get("font-style") or node.get("font-style") == "normal"


def test_a_foreign_name_does_not_turn_a_text_round_and_stays_apart_on_every_line() -> None:
    assert right_to_left("\u2068M23\u2069: تحت السيطرة")
    assert not right_to_left("\u2068كيدال\u2069 is held")
    wrapped = Font(size=10).wrap("المصادر: \u2068A Daily Paper of the North; B News\u2069 و3 أخرى", 110, 9)
    assert len(wrapped) > 2
    assert all(balanced(line) for line in wrapped)
    assert all("\u2068" in line for line in wrapped[:-1])


def test_a_picture_speaks_no_other_language() -> None:
    with pytest.raises(ConfigError, match="'de'"):
        draw(language="de")


def test_what_xml_forbids_goes_and_the_rest_stays() -> None:
    assert clean(" a\x00b\n\tc\ud800 d\u202ee ") == "ab c de"
    assert clean("a\u2069 \u2068b\u2069 \u2068c") == "a \u2068b\u2069 \u2068c\u2069", "isolates are paired"
    assert clean("Nukuʻalofa Україна कीदाल \u200c") == "Nukuʻalofa Україна कीदाल \u200c".strip()


@pytest.mark.parametrize(
    ("points", "widest"),
    [([(178.4, -18.1), (-175.2, -21.1)], 12.0), ([(-179.9, 65.0), (179.9, 66.0)], 20.0), ([(10.0, 5.0), (14.0, 8.0)], 12.0)],
)  # fmt: skip
def test_a_story_across_the_antimeridian_stays_in_one_piece(points: list[tuple[float, float]], widest: float) -> None:
    frame = Box(x=0, y=0, w=1000, h=600)
    view = view_of(points, frame, (50, 50, 50, 50))
    west, _, east, _ = view.bounds
    assert east - west < widest
    for lon, lat in points:
        assert frame.holds(Box(x=view.point(lon, lat)[0], y=view.point(lon, lat)[1], w=0, h=0))
    assert west <= 180 <= east or points[0][0] == 10.0


def test_land_is_drawn_on_both_sides_of_the_antimeridian() -> None:
    frames = draw(frames=EMPTY, layers=[Given(event(1, 178.4, -18.1), event(2, -178.5, 65.0))])
    assert len(frames) > 8000


@pytest.mark.parametrize("make", [picture, social_card])
def test_a_story_of_nothing_is_a_map_of_the_world(make: Any) -> None:
    text = draw(make, frames=EMPTY)
    assert "No dates are reported" in words(text)
    assert titles(text) == []
    assert 20_000 < len(text) < 120_000


def test_three_hundred_events_all_stand_there() -> None:
    text = draw(frames=EMPTY, layers=[Given(*crowd(300))])
    assert len(titles(text)) == 300
    assert len(text) < 150_000


def test_islets_that_are_strokes_break_no_map() -> None:
    from mapkit.render import basemap

    assert basemap.basemap((25.0, 15.0, 40.0, 45.0))["data"]
    assert draw(frames=EMPTY, layers=[Given(event(1, 30, 50), event(2, 32, 15))])


def test_dark_pictures_are_dark() -> None:
    assert style.GROUND["dark"]["land"] in draw(theme="dark")
    for theme in ("sepia", "auto"):
        with pytest.raises(ConfigError, match=theme) as caught:
            draw(theme=theme)
        assert "light" in caught.value.hint
    with pytest.raises(ConfigError, match="64 by 64"):
        draw(width=64, height=64)


def test_the_page_carries_the_picture_under_its_own_names(kidal: mk.Dossier) -> None:
    from mapkit.render import to_html

    text = to_html(kidal.map())
    inside = re.findall(r"<noscript>(.*?)</noscript>", text, flags=re.DOTALL)[0]
    assert inside.index("<svg") < inside.index("<table")
    name = re.findall(r'<main class="mapkit" id="([^"]*)"', text)[0]
    ids = re.findall(r'\sid="([^"]*)"', inside)
    assert ids
    assert all(each.startswith(f"{name}-") for each in ids)
    assert not {f"{name}-data"} & set(ids)
    assert set(re.findall(r"url\(#([^)]*)\)", inside)) == set(ids)


def size_of(body: bytes) -> tuple[int, ...]:
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack_from(">II", body, 16)


def test_png_is_for_print_and_a_card_has_its_size(kidal: mk.Dossier, tmp_path: Path) -> None:
    body = kidal.save(tmp_path / "a.png").read_bytes()
    assert size_of(body) == (2560, 1600)
    assert body == kidal.save(tmp_path / "b.png").read_bytes()
    assert size_of(kidal.save(tmp_path / "card.png", card=True).read_bytes()) == CARD


def test_an_arabic_png_has_its_letters_or_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    text = draw(social_card, language="ar", title=LOCAL["ar"])
    assert png.to_png(text) != png.to_png(re.sub("[\u0621-\u064a]", "", text)), "they are drawn"
    drawn = png._render

    def without(svg: str, *more: Any) -> bytes:
        return drawn(re.sub("[\u0600-\u06ff]", png._NOWHERE, svg), *more)

    monkeypatch.setattr(png, "_render", without)
    with pytest.raises(PartError, match="Arabic letters"):
        png.to_png(text)


def a_font() -> Path:
    folders = ("/usr/share/fonts", "/System/Library/Fonts", "C:/Windows/Fonts", "/usr/local/share/fonts")
    return next(path for folder in folders for path in sorted(Path(folder).rglob("*Sans.ttf")))


def test_a_given_font_is_used_alone(tmp_path: Path) -> None:
    text = draw(social_card)
    drawn = png.to_png(text, fonts=[a_font()])
    assert drawn == png.to_png(text, fonts=[a_font()])
    assert drawn != png.to_png(re.sub(r"<text.*?</text>", "", text), fonts=[a_font()]), "there are words in it"
    (tmp_path / "no.ttf").write_bytes(b"not a font")
    for wrong in (tmp_path / "no.ttf", tmp_path / "missing.ttf"):
        with pytest.raises(ReadError, match=wrong.name):
            png.to_png(text, fonts=[wrong])


def test_without_fonts_there_is_an_error_and_no_picture_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    def bare(svg: str, *_: object) -> bytes:
        return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)

    monkeypatch.setattr(png, "_render", bare)
    with pytest.raises(PartError, match="Latin letters") as caught:
        png.to_png(draw())
    assert "fonts" in caught.value.hint


def test_without_resvg_the_extra_is_named(kidal: mk.Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "find_spec", lambda _: None)
    with pytest.raises(PartError, match="resvg") as caught:
        kidal.save(tmp_path / "a.png")
    assert "mapkit[static]" in caught.value.hint
    assert kidal.save(tmp_path / "a.svg").exists()
    assert "mapkit.render.picture" in sys.modules


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("a.html", {"card": True}), ("a.json", {"theme": "dark"}), ("a.svg", {"theme": "auto"}),
        ("a.html", {"theme": "sepia"}), ("a.csv", {"language": "fr"}), ("a.json", {"day": date(2023, 10, 31)}), ("a.svg", {"fonts": ["x.ttf"]}),
        ("a.svg", {"day": "2023-10-31"}), ("a.gif", {}),
    ],
)  # fmt: skip
def test_wishes_that_do_not_go_together_are_refused(
    kidal: mk.Dossier, tmp_path: Path, name: str, wish: dict[str, Any]
) -> None:
    with pytest.raises(ConfigError) as caught:
        kidal.save(tmp_path / name, **wish)
    assert caught.value.hint
    assert not (tmp_path / name).exists()


def test_a_scene_knows_what_no_map_can_show() -> None:
    frames = STORY["frames"]()
    told = scene(frames, telling(frames), title="")
    on_map = {f.id for mark in told.marks for f in mark.features}
    nowhere = [f for f in told.features if f.sign == "event" and f.geometry is None]
    assert nowhere
    assert not on_map & {f.id for f in nowhere}
    assert int(told.unseen.split()[0]) >= len(nowhere)
    assert Scene(title="", words=Words(), features=(), day=None).unseen == ""
