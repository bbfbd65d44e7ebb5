"""Every time expression of the five articles, annotated by hand, and what it comes to.

Three of the thirty-nine are not read, and are listed as such: two clauses that are times by what happens in them ("As
the UN convoy departed"), which no tagger of expressions reads, and "previously", which annotators of news mark in one
of seven places, so that marking it would invent more than it finds.
"""

from __future__ import annotations

import pytest

import mapkit as mk
from mapkit.model import TimeMatch

# article, words, then for each expression in them: TIMEX3 value, EDTF of the instant, relation
TIMES = [
    ("000", "Tuesday, October 31st", [("2023-10-31", "2023-10-31", "at")]),
    ("000", "recently", [("PAST_REF", "[..2023-11-06]", "at")]),
    ("000", "since 2012", [("2012", "2012", "since")]),
    ("000", "in 2020", [("2020", "2020", "at")]),
    ("000", "decade-old", [("P10Y", None, "at")]),
    ("000", "between 2012 and 2014", [("2012", "[2012-01-01..2014-12-31]", "at"), ("2014", "2014", "at")]),
    ("000", "December 31", [("2023-12-31", "2023-12-31", "at")]),
    ("001", "Tuesday October 31", [("2023-10-31", "2023-10-31", "at")]),
    ("001", "by the end of the year", [("2023", "[..2023-12-31]", "by")]),
    ("001", "in recent months", [("PXM", "[2023-08-01~..2023-11-06~]", "at")]),
    ("001", "currently", [("PRESENT_REF", "[2023-10-31..2023-11-06]", "at")]),
    ("001", "in 2014 and 2015", [("2014", "2014", "at"), ("2015", "2015", "at")]),
    ("001", "since 2020", [("2020", "2020", "since")]),
    ("001", "last June", [("2023-06", "2023-06", "at")]),
    ("001", "December 31", [("2023-12-31", "2023-12-31", "at")]),
    ("002", "this morning", [("2023-10-31TMO", "2023-10-31", "at")]),
    ("002", "in 2020", [("2020", "2020", "at")]),
    ("002", "in June", [("2023-06", "2023-06", "at")]),
    ("002", "by the end of the year", [("2023", "[..2023-12-31]", "by")]),
    ("002", "as early as July", [("2023-07", "2023-07", "since")]),
    ("002", "in 2014 and 2015", [("2014", "2014", "at"), ("2015", "2015", "at")]),
    ("003", "recent", [("PAST_REF", "[..2023-11-17]", "at")]),
    ("003", "1992", [("1992", "1992", "at")]),
    ("003", "2006", [("2006", "2006", "at")]),
    ("003", "2012", [("2012", "2012", "at")]),
    ("003", "11 years", [("P11Y", None, "at")]),
    ("004", "this morning", [("2023-10-31TMO", "2023-10-31", "at")]),
    ("004", "the second half of November", [("2023-11", "[2023-11-16..2023-11-30]", "at")]),
    ("004", "recently", [("PAST_REF", "[..2023-10-31]", "at")]),
    ("004", "a matter of days", [("PXD", None, "at")]),
    ("004", "in 2020", [("2020", "2020", "at")]),
    ("004", "in June", [("2023-06", "2023-06", "at")]),
    ("004", "by the end of the year", [("2023", "[..2023-12-31]", "by")]),
    ("004", "as early as July", [("2023-07", "2023-07", "since")]),
    ("004", "in 2014 and 2015", [("2014", "2014", "at"), ("2015", "2015", "at")]),
]
NOT_READ = [
    ("000", "As the UN convoy departed"),
    ("000", "previously"),
    ("001", "following the announcement of the imminent departure of the UN mission"),
]


def inside(dossier: mk.Dossier, article: str, words: str) -> list[TimeMatch]:
    (source,) = [each for each in dossier.articles if each.name.startswith(article)]
    start = source.text.index(words)
    return [
        match
        for match in dossier.times
        if match.mention.evidence.article_id == source.id
        and match.mention.evidence.start < start + len(words)
        and match.mention.evidence.end > start
    ]


@pytest.mark.parametrize(("article", "words", "expected"), TIMES)
def test_a_time_of_the_five_articles(kidal: mk.Dossier, article: str, words: str, expected: list[object]) -> None:
    found = inside(kidal, article, words)
    assert [(m.timex_value, m.when.edtf if m.when else None, m.relation) for m in found] == expected


@pytest.mark.parametrize(("article", "words"), NOT_READ)
def test_what_is_no_expression_of_time_is_left_alone(kidal: mk.Dossier, article: str, words: str) -> None:
    assert inside(kidal, article, words) == []


def test_the_day_of_the_last_article_stands_on_its_page(kidal: mk.Dossier) -> None:
    (third,) = [each for each in kidal.articles if each.name.startswith("003")]
    assert third.published == mk.When.parse("2023-11-17")
    assert third.text.index("Nov 17, 2023") < third.body[0]
