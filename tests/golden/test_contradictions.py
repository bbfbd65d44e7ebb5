"""The seventeen contradictions between the five articles, found by rules that know none of them."""

from __future__ import annotations

import pytest

import mapkit as mk
from mapkit.model import Issue

WANTED = {
    "C01 peacekeepers killed": ("differing-tolls", {"000": "more than 170 peacekeepers", "002": "180", "004": "180"}),
    "C02 age of the mission": ("rival-beginnings", {"000": "since 2012"}),
    "C03 who holds the town and the base": (
        "rival-holders",
        {"000": "claiming control", "001": "currently under the control"},
    ),
    "C04 kilometres and miles": ("rival-units", {"004": "330 kilometers (200 miles"}),
    "C05 the name behind an acronym": ("actor-gloss-conflict", {"000": "Permanent", "003": "Coordination of Azawad"}),
    "C06 the last base": ("last-of-several", {"000": "third and last", "001": "by the end of the year"}),
    "C07 how the mission left": ("differing-accounts", {"001": "made the decision", "004": "fled"}),
    "C08 soldiers in the town": ("presence-where-held", {"001": "deployed reinforcements"}),
    "C09 when fighting resumed": ("rival-order", {"000": "in anticipation", "001": "following the announcement"}),
    "C10 ordered or requested": ("differing-accounts", {"002": "ordered", "001": "requested", "000": "ordered"}),
    "C11 why equipment was destroyed": ("differing-reasons", {"001": "because it could not", "004": "with UN rules"}),
    "C12 planned and actual date": ("planned-and-done", {"004": "second half of November", "000": "October 31"}),
    "C13 since when the state had lost it": ("rival-beginnings", {"003": "11 years", "000": "2012 and 2014"}),
    "C14 capture or withdrawal": ("taken-or-left", {"003": "takeover of Kidal"}),
    "C15 intended and done": ("aim-and-deed", {"004": "pushing to take back", "003": "takeover of Kidal"}),
    "C16 a broken sentence": ("broken-sentence", {"004": "seen by AFP, set"}),
    "C17 two articles without a date": (
        "date-taken-over",
        {"000": "October 31st", "001": "Tuesday October 31", "002": "this morning", "004": "this morning"},
    ),
}


def fits(dossier: mk.Dossier, issue: Issue, quotes: dict[str, str]) -> bool:
    names = {a.id: a.name[:3] for a in dossier.articles}
    return all(any(names[e.article_id] == n and q in e.quote for e in issue.evidence) for n, q in quotes.items())


@pytest.mark.parametrize("which", WANTED)
def test_each_contradiction_is_an_issue_with_both_sides(kidal: mk.Dossier, which: str) -> None:
    code, quotes = WANTED[which]
    (issue,) = [i for i in kidal.issues if i.code == code and fits(kidal, i, quotes)]
    texts = {a.id: a.text for a in kidal.articles}
    names = {a.id: a.name for a in kidal.articles}
    assert all(texts[e.article_id][e.start : e.end] == e.quote for e in issue.evidence)
    assert all(names[e.article_id] in issue.message for e in issue.evidence)
    assert "\n" not in issue.message
    known = {e.id for e in kidal._events}
    assert set(issue.event_ids) <= known


def test_there_is_no_flood(kidal: mk.Dossier) -> None:
    assert len(kidal.issues) <= 5 * len(kidal.articles)
