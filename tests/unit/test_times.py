"""What the words of time say, and the days they come to."""

from datetime import date
from time import process_time

import pytest

from mapkit._resources import load_toml
from mapkit.extraction.times import find_time_mentions
from mapkit.find import find_times

PUBLISHED = date(2023, 10, 31)

# phrase, TIMEX3 value, EDTF of the days, precision, relation
CONVENTIONS = [
    ("It happened on Tuesday, October 31st.", "2023-10-31", "2023-10-31", "day", "at"),
    ("We left the town this morning.", "2023-10-31TMO", "2023-10-31", "day", "at"),
    ("It was supported last June.", "2023-06", "2023-06", "month", "at"),
    ("The rulers in June ordered it out.", "2023-06", "2023-06", "month", "at"),
    ("It began in early July.", "2023-07", "[2023-07-01..2023-07-10]", "part_of_month", "at"),
    ("It began as early as July.", "2023-07", "2023-07", "month", "since"),
    (
        "It was planned for the second half of November.",
        "2023-11",
        "[2023-11-16..2023-11-30]",
        "part_of_month",
        "at",
    ),
    ("It fell in late 2022.", "2022", "[2022-10-01..2022-12-31]", "interval", "at"),
    ("They must leave by the end of the year.", "2023", "[..2023-12-31]", "before", "by"),
    ("The deadline is December 31.", "2023-12-31", "2023-12-31", "day", "at"),
    ("They fought between 2012 and 2014.", "2012", "[2012-01-01..2014-12-31]", "interval", "at"),
    ("It got worse in recent months.", "PXM", "[2023-08-01~..2023-10-31~]", "interval", "at"),
    ("It recently changed.", "PAST_REF", "[..2023-10-31]", "before", "at"),
    ("It happens in the coming days.", "FUTURE_REF", "[2023-10-31..]", "after", "at"),
    ("It is currently closed.", "PRESENT_REF", "2023-10-31", "day", "at"),
    ("They are there since 2012.", "2012", "2012", "year", "since"),
    ("It fell at 3 p.m. on Friday.", "2023-10-27T15:00", "2023-10-27", "day", "at"),
    ("The troops will arrive on Friday.", "2023-11-03", "2023-11-03", "day", "at"),
    ("Shells fell on Tuesday.", "2023-10-31", "2023-10-31", "day", "at"),
    ("Shells fell last Tuesday.", "2023-10-24", "2023-10-24", "day", "at"),
    ("Shells fell three days ago.", "2023-10-28", "2023-10-28", "day", "at"),
    ("Shells fell three years ago.", "2020", "2020", "year", "at"),
    ("Shells fell last week.", "2023-W43", "[2023-10-23..2023-10-29]", "interval", "at"),
    ("Shells fell in June of last year.", "2022-06", "2022-06", "month", "at"),
    ("Shells fell in the summer of 2021.", "2021-SU", "[2021-06-01..2021-08-31]", "season", "at"),
    ("Shells fell in the 1990s.", "199", "[1990-01-01..1999-12-31]", "interval", "at"),
    ("They met on 12 November 2014.", "2014-11-12", "2014-11-12", "day", "at"),
    ("They met on November 3.", "2023-11-03", "2023-11-03", "day", "at"),
    ("They met on Friday, November 3.", "2023-11-03", "2023-11-03", "day", "at"),
    ("They met on Saturday, November 3.", "2018-11-03", "2018-11-03", "day", "at"),
    ("They met on April 24 and 25, 2022.", "2022-04-24", "[2022-04-24..2022-04-25]", "interval", "at"),
    ("They met from 3 to 5 May.", "2023-05-03", "[2023-05-03..2023-05-05]", "interval", "at"),
    ("They fought between November and February.", "2023-11", "[2023-11-01..2024-02-29]", "interval", "at"),
    ("It fell in the late 1970s.", "197", "[1977-01-01..1979-12-31]", "interval", "at"),
    ("They meet this weekend.", "2023-W44-WE", "[2023-11-04..2023-11-05]", "interval", "at"),
    ("It was shelled over the weekend.", "2023-W43-WE", "[2023-10-28..2023-10-29]", "interval", "at"),
    ("The wounded were to be escorted out early Thursday.", "2023-11-02", "2023-11-02", "day", "at"),
    ("They met last Christmas.", "2022-12-25", "2022-12-25", "day", "at"),
    ("They bought it in February.", "2023-02", "2023-02", "month", "at"),
    ("They met in the third quarter.", "2023-Q3", "[2023-07-01..2023-09-30]", "interval", "at"),
]

FRENCH = [
    ("Le camp a été évacué mardi 31 octobre.", "2023-10-31", "2023-10-31"),
    ("Elle a quitté la ville ce matin.", "2023-10-31TMO", "2023-10-31"),
    ("Il est parti hier soir.", "2023-10-30TEV", "2023-10-30"),
    ("Elle a été soutenue en juin dernier.", "2023-06", "2023-06"),
    ("Elle partira fin 2024.", "2024", "[2024-10-01..2024-12-31]"),
    ("C'était prévu pour la seconde moitié de novembre.", "2023-11", "[2023-11-16..2023-11-30]"),
    ("C'était il y a trois jours.", "2023-10-28", "2023-10-28"),
    ("C'était la semaine dernière.", "2023-W43", "[2023-10-23..2023-10-29]"),
    ("Elle partira le samedi 4 novembre à 15 h 45.", "2023-11-04T15:45", "2023-11-04"),
]


@pytest.mark.parametrize(("text", "timex", "edtf", "precision", "relation"), CONVENTIONS)
def test_phrases_come_to_the_days_of_the_conventions(text, timex, edtf, precision, relation):
    match = find_times(text, published=PUBLISHED)[0]
    assert match.when is not None
    assert (match.timex_value, match.when.edtf, match.precision.value, match.relation) == (
        timex,
        edtf,
        precision,
        relation,
    )


@pytest.mark.parametrize(("text", "timex", "edtf"), FRENCH)
def test_french_phrases(text, timex, edtf):
    match = find_times(text, published=PUBLISHED, language="fr")[0]
    assert match.when is not None
    assert (match.timex_value, match.when.edtf) == (timex, edtf)


@pytest.mark.parametrize(("text", "value"), [("It took a decade.", "P10Y"), ("After 11 years it fell.", "P11Y")])
def test_a_length_is_no_date(text, value):
    (match,) = find_times(text, published=PUBLISHED)
    assert match.when is None
    assert (match.timex_type, match.timex_value) == ("DURATION", value)


def test_two_years_named_are_two_times():
    assert [m.timex_value for m in find_times("deals struck in 2014 and 2015")] == ["2014", "2015"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Theresa May spoke.",
        "He killed 2012 people.",
        "It cost $1999.",
        "2,000 troops",
        "the first to arrive",
        "Go as soon as he can.",
        "330 kilometers (200 miles) away",
        "a second camp",
        "a man in his 30s",
        "a 52-year-old officer",
        "",
    ],
)
def test_words_that_only_look_like_times(text):
    assert find_times(text, published=PUBLISHED) == ()


def test_without_a_day_of_publication_only_complete_dates_are_resolved():
    matches = find_times("On Tuesday, October 31, he said that in 2020 it was like yesterday.")
    assert [m.when.edtf if m.when else None for m in matches] == [None, "2020", None]


def test_the_following_day_counts_from_the_day_told_before():
    assert [m.timex_value for m in find_times("It began on 3 May 2021. The following day it ended.")] == [
        "2021-05-03",
        "2021-05-04",
    ]


def test_offsets_hold_inside_a_span():
    text = "Monday.\n\nIt fell on 5 May 2022, and on Friday it rose."
    start = text.index("It")
    for mention in find_time_mentions(text, span=(start, len(text)), article_id="x"):
        evidence = mention.evidence
        assert evidence.start >= start
        assert text[evidence.start : evidence.end] == evidence.quote


def test_impossible_days_are_not_invented():
    assert all(
        m.when is None for m in find_times("on 31 February 2023", published=PUBLISHED) if "-02-" in m.timex_value
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_has_one_class(language):
    seen: dict[str, str] = {}
    for name, section in load_toml("vocabulary", f"times_{language}.toml").items():
        if isinstance(section, dict) and len(name) == 1:
            for word in section:
                assert word not in seen, f"{word} is in {seen.get(word)} and {name}"
                assert word == word.lower()
                seen[word] = name


@pytest.mark.parametrize("word", ["about ", "two ", "last ", "full ", "the ", "1 ", "\n", "- ", "early "])
def test_the_time_spent_grows_with_the_length_only(word):
    began = process_time()
    find_times(word * 20_000, published=PUBLISHED)
    assert process_time() - began < 10
