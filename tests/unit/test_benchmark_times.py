"""The benchmark of times scores as it says it does."""

from __future__ import annotations

import importlib
import random
import re
import sys
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

TIMEML = """<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="1998-01-08"
functionInDocument="CREATION_TIME">19980108</TIMEX3></DCT><EXTRAINFO><TIMEX3 type="DATE" value="1990">x</TIMEX3></EXTRAINFO>
<TEXT>A&amp;B <EVENT eid="e1">fell</EVENT> <TIMEX3 type="DATE" value="1998-01-07">on <EVENT eid="e2">this</EVENT>
<TIMEX3 type="DATE" value="1998">day</TIMEX3></TIMEX3>, for <TIMEX3 type="DURATION" value="P2D">two days</TIMEX3>.</TEXT>
<LASTEXTRAINFO>late</LASTEXTRAINFO></TimeML>"""
INLINE = """<TimeML><TEXT><TIMEX3 type="DATE" value="1999-5-17" functionInDocument="PUBLICATION_TIME">lundi</TIMEX3> Hier
<TIMEX3 type="DATE" value="1999-05-16"/>, <TIMEX3 type="TIME" value="1999-05-16TEV">le soir</TIMEX3></TEXT></TimeML>"""


@pytest.fixture(scope="module")
def times() -> ModuleType:
    return importlib.import_module("times")


def test_each_figure_counts_its_own(times: ModuleType) -> None:
    text = "On Monday, for two days; in May 2001 and since then."
    time = times.Time
    gold = (
        time(3, 9, "DATE", "2001-05-07"),
        time(15, 23, "DURATION", "P2D"),
        time(28, 36, "DATE", "2001-05"),
        time(41, 51, "DATE", "PAST_REF"),
    )
    found = [
        time(3, 10, "DATE", "2001-5-7"),  # all right: punctuation and padding are notation
        time(11, 23, "DURATION", "P2D"),  # other bounds
        time(28, 36, "TIME", "2001-06"),  # another type and value
        time(0, 2, "DATE", "2000"),  # invented
        time(24, 25, "SET", "P1D"),  # invented
    ]
    assert times.score([times.Document(text, gold)], [found]) == {
        "strict F1": 2 * 2 / (5 + 4),
        "relaxed F1": 2 * 3 / (5 + 4),
        "type F1": 2 * 2 / (5 + 4),
        "value F1": 2 * 2 / (5 + 4),
        # found: the first, the third and the fourth; annotated: the first and the third
        "calendar value F1": 2 * 1 / (3 + 2),
    }


def test_nothing_found_and_nothing_to_find_is_nothing(times: ModuleType) -> None:
    gold = (times.Time(0, 4, "DATE", "2001"),)
    assert set(times.score([times.Document("2001", gold)], [[]]).values()) == {0.0}
    assert set(times.score([times.Document("none")], [[]]).values()) == {0.0}
    assert set(times.score([times.Document("2001", gold)], [list(gold)]).values()) == {1.0}


def test_documents_are_counted_together(times: ModuleType) -> None:
    right, wrong = times.Time(0, 4, "DATE", "2001"), times.Time(0, 4, "DATE", "2002")
    documents = [
        times.Document("2001", (right,)),
        times.Document("2001, 2001", (right, times.Time(6, 10, "DATE", "2001"))),
    ]
    scores = times.score(documents, [[right], [wrong]])
    assert scores["relaxed F1"] == 2 * 2 / (2 + 3)
    assert scores["value F1"] == 2 * 1 / (2 + 3)


def test_the_largest_overlap_is_paired_first_and_once(times: ModuleType) -> None:
    def time(start: int, end: int) -> object:
        return times.Time(start, end, "DATE", "")

    long, short = time(0, 10), time(12, 14)
    assert times.paired([time(0, 3), time(2, 13)], [long, short]) == [(time(2, 13), long)]
    assert times.paired([time(0, 3), time(4, 10), time(10, 13)], [long, short]) == [
        (time(4, 10), long),
        (time(10, 13), short),
    ]
    assert times.paired([time(10, 12)], [long, short]) == []  # touching is not overlapping


def test_edges_are_left_aside_and_words_are_not(times: ModuleType) -> None:
    text = "(« mardi soir »), hier"

    def bounds(words: str) -> tuple[int, int]:
        return times.bounds(text, times.Time(text.index(words), text.index(words) + len(words), "DATE", ""))

    assert bounds("(« mardi soir »),") == bounds("mardi soir") == (3, 13)
    assert bounds("mardi") != bounds("mardi soir")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("2003-5-29 TEV", "2003-05-29TEV"),
        ("2003-05-29", "2003-05-29"),
        ("2003-5", "2003-05"),
        ("2003-5-2T9:30", "2003-05-02T09:30"),
        ("2003-05-1X", "2003-05-1X"),
        ("2003-W5", "2003-W5"),
        ("P3D", "P3D"),
        ("XXXX-WXX-1", "XXXX-WXX-1"),
        ("", ""),
    ],
)
def test_zeros_and_blanks_are_notation(times: ModuleType, value: str, plain: str) -> None:
    assert times.written_alike(value) == plain


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        *(("DATE", value, True) for value in ("199", "1998", "1998-Q3", "1998-H1", "1998-SU", "1998-5", "1998-05-09")),
        *(("DATE", value, True) for value in ("1998-W04", "1998-W04-WE", "1998-W04-5", "2004-02-29TMO")),
        *(("TIME", value, True) for value in ("1998-05-09T16:30", "1998-05-09TEV", "1998-5-9 TEV")),
        *(("DATE", value, False) for value in ("PAST_REF", "PRESENT_REF", "1998-QX", "1998-XX", "1998-WXX", "19", "")),
        *(("DATE", value, False) for value in ("1998-13", "1998-02-29", "1998-W54", "1998-Q5", "P1Y", "1998-05-XX")),
        *((kind, value, False) for kind in ("DURATION", "SET", "") for value in ("1998", "P1D")),
    ],
)
def test_what_names_a_place_in_the_calendar(times: ModuleType, kind: str, value: str, expected: bool) -> None:
    assert times.in_calendar(times.Time(0, 1, kind, value)) is expected


def test_timeml_is_read_with_and_without_dct(times: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "inline.xml").write_text(INLINE, encoding="utf-8")
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    (tmp_path / "empty.xml").touch()
    (tmp_path / "blank.xml").write_text("<TimeML><TEXT> \n</TEXT></TimeML>", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a document", encoding="utf-8")
    one, two = times.read_corpus(tmp_path, "fr")
    read = [(one.text[t.start : t.end], t.kind, t.value) for t in one.times]
    assert one.text == "A&B fell on this\nday, for two days."
    assert read == [("on this\nday", "DATE", "1998-01-07"), ("two days", "DURATION", "P2D")]
    assert [(two.text[t.start : t.end], t.value) for t in two.times] == [("le soir", "1999-05-16TEV")]
    assert (one.published, two.published) == (date(1998, 1, 8), date(1999, 5, 17))
    assert one.language == two.language == "fr"


@pytest.mark.parametrize(
    ("dct", "expected"),
    [
        ("<DCT>2001-02-03</DCT>", date(2001, 2, 3)),
        ("<DCT>20010203</DCT>", date(2001, 2, 3)),
        ('<DCT><TIMEX3 value="2001-02-03T12:00">3 Feb</TIMEX3></DCT>', date(2001, 2, 3)),
        ("<DCT>2001-02-30</DCT>", None),
        ("<DCT>2001</DCT>", None),
        ("", None),
    ],
)
def test_the_day_of_publication_is_said_or_unknown(times: ModuleType, dct: str, expected: date | None) -> None:
    root = times.ET.fromstring(f'<TimeML>{dct}<TEXT>In <TIMEX3 value="1990-01-01">1990</TIMEX3>.</TEXT></TimeML>')
    assert times.read_timeml(root).published == expected


def test_a_file_that_is_not_xml_is_named(times: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "broken.tml").write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"broken\.tml is not XML"):
        times.read_corpus(tmp_path)


def test_the_annotations_stand_where_they_say(times: ModuleType) -> None:
    documents = times.read_own()
    assert [d.language for d in documents] == ["en"] * 8 + ["fr"] * 4
    assert times.read_own("fr") == documents[8:]
    for document in documents:
        text, at = document.text, 0
        assert 5 <= len(document.times) <= 9
        assert document.published is not None
        for time in document.times:
            words = text[time.start : time.end]
            assert at <= time.start < time.end <= len(text)
            assert times.bounds(text, time) in ((time.start, time.end), (time.start, time.end - 1)), words  # "6 a.m."
            assert not text[time.start - 1 : time.start].isalnum(), words
            assert not text[time.end : time.end + 1].isalnum(), words
            at = time.end


def test_the_annotations_say_what_their_words_say(times: ModuleType) -> None:
    shape = {
        "DATE": r"\d{3,4}|\d{4}-(\d\d(-\d\d)?|W\d\d(-WE)?|Q\d|SP|SU|FA|WI)|(PAST|PRESENT|FUTURE)_REF",
        "TIME": r"\d{4}-\d\d-\d\dT(\d\d:\d\d|MO|AF|EV|NI)",
        "DURATION": r"P(T?(\d+|X)[HDWMY])",
        "SET": r"P\d[DWMY]|XXXX-WXX-[1-7]",
    }
    checked = 0
    for document in times.read_own():
        for time in document.times:
            words = document.text[time.start : time.end].lower()
            assert re.fullmatch(shape[time.kind], time.value), words
            assert times.in_calendar(time) is (time.kind in ("DATE", "TIME") and "REF" not in time.value)
            for year in re.findall(r"\b(?:19|20)\d\d\b", words):
                assert time.value.startswith(year)
                checked += 1
            for _, names in times._NAMES.values():
                for number, name in enumerate(names.lower().split("|")):
                    if name in words and time.kind in ("DATE", "TIME"):
                        assert date.fromisoformat(time.value[:10]).weekday() == number, words
                        checked += 1
    assert checked > 20


def test_timed_texts_are_new_and_end_with_a_sentence(times: ModuleType) -> None:
    own = times.read_own()
    texts = times.long_documents(own)
    assert texts == times.long_documents(own)
    assert len({d.text for d in texts}) == len(texts) == times.DOCUMENTS
    assert [d.language for d in texts].count("fr") == round(times.DOCUMENTS / 3)
    assert all(times.SIZE * 0.8 < len(d.text) <= times.SIZE for d in texts)
    assert all(d.text.rstrip()[-1] in ".!?”" and d.published for d in texts)
    sentences = {s for d in own for s in times._SENTENCE.findall(d.text)}
    assert "".join(times._SENTENCE.findall(own[0].text)) == own[0].text
    assert max(map(len, sentences)) < 300


def test_one_endless_sentence_is_cut(times: ModuleType) -> None:
    texts = times.long_documents([times.Document("word " * 1000, (), None, "en")])
    assert {len(d.text) for d in texts} == {times.SIZE}


def test_figures_and_names_are_renewed_and_words_are_not(times: ModuleType) -> None:
    dice = random.Random(1)  # noqa: S311  # no secret
    text = "On Monday 26 May 2014, 3,000 of 80th may march 4.5 km at 9 p.m."
    seen = {times.renewed(text, "en", dice) for _ in range(50)}
    assert len(seen) > 40
    shape = r"On \w+day 1[012] [A-Z]\w+ (19|20)\d\d, 3,000 of 80th may march 4\.5 km at [1-9] p\.m\."
    assert all(re.fullmatch(shape, new) for new in seen)
    assert re.fullmatch(r"\w+ soir, 1[012] \w+", times.renewed("lundi soir, 14 mai", "fr", dice))


def test_values_are_as_fine_as_dateparser_says(times: ModuleType) -> None:
    when = datetime.fromisoformat("2021-01-03T18:05")  # a Sunday of the last ISO week of 2020
    periods = ("year", "month", "week", "day", "time", "part_of_day")
    assert [times.timex(when, period) for period in periods] == [
        ("DATE", "2021"),
        ("DATE", "2021-01"),
        ("DATE", "2020-W53"),
        ("DATE", "2021-01-03"),
        ("TIME", "2021-01-03T18:05"),
        ("TIME", "2021-01-03TEV"),
    ]
    assert times.timex(datetime.fromisoformat("2021-01-03"), "part_of_day") == ("DATE", "2021-01-03")


def test_dateparser_is_asked_as_of_the_publication(times: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def search_dates(text: str, **given: object) -> list[tuple[str, datetime, str]] | None:
        asked.append(given)
        day = datetime.fromisoformat("2021-01-03")
        return [("hier", day, "day"), ("not there", day, "day"), ("hier", day, "month")] if text else None

    search = ModuleType("dateparser.search")
    search.search_dates = search_dates
    monkeypatch.setitem(sys.modules, "dateparser", ModuleType("dateparser"))
    monkeypatch.setitem(sys.modules, "dateparser.search", search)
    answer = times.opened("dateparser")
    assert answer("hier, hier", date(2021, 1, 4), "fr") == [(0, 4, "DATE", "2021-01-03"), (6, 10, "DATE", "2021-01")]
    assert answer("", None, "en") == []
    assert [given["languages"] for given in asked] == [["fr"], ["en"]]
    bases = [given["settings"]["RELATIVE_BASE"].isoformat() for given in asked]
    assert all(given["settings"]["PREFER_DATES_FROM"] == "past" for given in asked)
    assert all(given["settings"]["RETURN_TIME_AS_PERIOD"] and given["add_period"] for given in asked)
    assert bases == ["2021-01-04T00:00:00", "2000-01-01T00:00:00"]


def test_mapkit_answers_with_spans_types_and_values(times: ModuleType) -> None:
    answer = times.opened("mapkit")
    assert answer("Shells fell on 3 May 2014.", None, "en") == [(15, 25, "DATE", "2014-05-03")]
    assert answer("Il est parti hier.", date(2014, 5, 4), "fr") == [(13, 17, "DATE", "2014-05-03")]


def test_without_dateparser_one_message_says_what_to_do(times: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["times.py"])
    with pytest.raises(SystemExit) as stopped:
        times.main()
    assert stopped.value.code == 'dateparser is missing: pip install "mapkit[benchmark]"'


def test_a_folder_without_documents_is_an_error(
    times: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(times, "find_spec", lambda _: True)
    monkeypatch.setattr(sys, "argv", ["times.py", "--corpus", str(tmp_path)])
    with pytest.raises(SystemExit, match="holds no TimeML files"):
        times.main()


def test_the_table_has_both_systems_and_their_ratio(
    times: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    answers = {
        "mapkit": [times.Time(9, 20, "DATE", "1998-01-07"), times.Time(26, 34, "DURATION", "P2D")],
        "dateparser": [times.Time(9, 20, "DATE", "1998-01-07"), times.Time(26, 34, "DATE", "1998-01-06")],
    }
    cost = {"mapkit": 2.0, "dateparser": 8.0}
    monkeypatch.setattr(times, "find_spec", lambda _: True)
    monkeypatch.setattr(times, "version", lambda _: "9.9")
    monkeypatch.setattr(times, "measured", lambda system, _: ([answers[system]], {"ms": cost[system]}))
    monkeypatch.setattr(sys, "argv", ["times.py", "--corpus", str(tmp_path)])
    times.main()
    head, columns, *rows = capsys.readouterr().out.splitlines()
    assert head == f"{tmp_path.name} (en); mapkit 9.9; dateparser 9.9"
    assert columns.split() == ["mapkit", "dateparser", "mapkit", "/", "dateparser"]
    assert [re.split(r"\s{2,}", row) for row in rows] == [
        ["documents", "1", "1"],
        ["gold expressions", "2", "2"],
        ["strict F1", "1.000", "1.000", "1.00"],
        ["relaxed F1", "1.000", "1.000", "1.00"],
        ["type F1", "1.000", "0.500", "2.00"],
        ["value F1", "1.000", "0.500", "2.00"],
        ["calendar value F1", "1.000", "0.667", "1.50"],
        ["ms", "2.000", "8.000", "0.25"],
    ]
