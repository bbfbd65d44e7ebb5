"""What articles contradict each other in, and what is no contradiction, on wars that no rule was written for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.model import Issue
from mapkit.reading import article_from_text

TAIL = (
    " The army and the rebels have fought in eastern Congo for years, and government soldiers hold most of its towns."
)
DAY = date(2012, 11, 22)
WRITTEN = {  # about other things than the issues that tests of other stages look at
    "unknown-place", "ambiguous-place", "unplaced-report", "doubtful-report", "undated-event", "undated-article", "duplicate-article",
}  # fmt: skip


def issues(*texts: str | tuple[str, date], tail: str = TAIL) -> list[Issue]:
    told = [(t, DAY) if isinstance(t, str) else t for t in texts]
    articles = [article_from_text(t + tail, name=f"{chr(97 + n)}.txt") for n, (t, _) in enumerate(told)]
    dossier = mk.build(articles, published={f"{chr(97 + n)}.txt": day for n, (_, day) in enumerate(told)})
    return [i for i in dossier.issues if i.code not in WRITTEN]


def codes(*texts: str | tuple[str, date]) -> list[str]:
    return sorted(i.code for i in issues(*texts))


CASES = [
    (
        "rival-holders",
        ["Goma is under the control of M23 rebels.", "Goma is under the control of government soldiers."],
        ["March 23 Movement (M23)", "Congolese armed forces"],
    ),
    (
        "rival-holders",
        ["M23 rebels captured Goma on 20 November.", "ADF fighters captured Goma on 20 November."],
        ["March 23 Movement (M23)", "gains"],
    ),
    (
        "rival-holders",
        ["M23 rebels claimed control of the base at Goma on Thursday.", "Goma is under the control of ADF fighters."],
        ["claims", "base and town are two places"],
    ),
    (
        "presence-where-held",
        [
            "Goma is under the control of M23 rebels.",
            "Government soldiers deployed reinforcements in Goma on Thursday.",
        ],
        ["deploy there", "hold it"],
    ),
    (
        "taken-or-left",
        [
            "Government soldiers recaptured Goma from M23 rebels on 20 November.",
            "The M23 insists that its withdrawal from Goma on 20 November is a strategic move.",
        ],
        ["as taken by Congolese armed forces", "as left by March 23 Movement (M23)"],
    ),
    (
        "rival-numbers",
        [
            "M23 rebels attacked Goma on 20 November and 12 people were killed.",
            "M23 rebels attacked Goma on 20 November and 30 people were killed.",
        ],
        ["12 killed", "30 killed"],
    ),
    (
        "rival-numbers",
        [
            "A convoy of 40 trucks of M23 rebels left Goma for Bukavu on 20 November.",
            "A convoy of 60 trucks of M23 rebels left Goma for Bukavu on 20 November.",
        ],
        ["40 truck", "60 truck"],
    ),
    (
        "rival-dates",
        [
            "M23 rebels captured Goma on 20 November, its mayor said.",
            "Fighters of the M23 took Goma on 19 November, a nurse said.",
        ],
        ["2012-11-19 (b.txt)", "2012-11-20 (a.txt)"],
    ),
    (
        "rival-deadlines",
        ["M23 rebels plan to leave Goma by 30 November.", "M23 rebels plan to leave Goma by 5 December."],
        ["by 2012-11-30 (a.txt)", "by 2012-12-05 (b.txt)"],
    ),
    (
        "planned-and-done",
        [
            ("M23 rebels will withdraw from Goma on 30 November.", date(2012, 11, 25)),
            ("M23 rebels withdrew from Goma on 1 December.", date(2012, 12, 2)),
        ],
        ["planned for 2012-11-30", "done in 2012-12-01"],
    ),
    (
        "last-of-several",
        [
            "Goma was the third and last base to be evacuated by M23 rebels.",
            "M23 rebels will withdraw from Bukavu by 31 December.",
        ],
        ["the last (a.txt)", "still planned by 2012-12-31 (b.txt)"],
    ),
    (
        "differing-accounts",
        ["M23 rebels fled Goma on 20 November.", "M23 rebels made the decision to leave Goma on 20 November."],
        ["as forced (a.txt)", "as of free will (b.txt)"],
    ),
    (
        "differing-reasons",
        [
            "M23 rebels attacked Goma on 20 November in retaliation for the death of a commander.",
            "On 20 November M23 rebels attacked Goma to prevent an election.",
        ],
        ["in retaliation for", "to prevent an election"],
    ),
    (
        "differing-accounts",
        [
            "The Congolese government ordered the UN mission to leave in June.",
            "The Congolese government requested the departure of the UN mission in June.",
        ],
        ["ordered (a.txt)", "requested (b.txt)"],
    ),
    (
        "rival-order",
        [
            "Fighting resumed in Goma in anticipation of the withdrawal of the UN mission.",
            "Fighting resumed in Goma following the departure of the UN mission.",
        ],
        ["before the withdrawal (a.txt)", "after the withdrawal (b.txt)"],
    ),
    (
        "rival-beginnings",
        [
            "MONUSCO, which has been stationed in Congo since 2010, left Goma on Tuesday.",
            "MONUSCO left Goma on Tuesday. The army had ordered the decade-old UN mission in Congo to leave.",
        ],
        ["2010 ('2010') (a.txt)", "2002 ('decade-old') (b.txt)"],
    ),
    (
        "rival-beginnings",
        [
            "M23 rebels captured Goma on 20 November. The capture came after 14 years of occupation by foreign armies.",
            "M23 rebels took Goma on Tuesday. The army suffered defeats at Goma between 1996 and 1999.",
        ],
        ["from 1998", "from 1996 to 1999"],
    ),
]


@pytest.mark.parametrize(("code", "texts", "said"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)])
def test_a_contradiction_is_one_sentence_with_both_sides(code: str, texts: list[str], said: list[str]) -> None:
    (issue,) = [i for i in issues(*texts) if i.code == code]
    assert all(words in issue.message for words in said), issue.message
    assert "a.txt" in issue.message
    assert "b.txt" in issue.message
    assert len({e.article_id for e in issue.evidence}) == 2


AGREE = [
    ["M23 rebels captured Goma on 20 November.", "The town of Goma fell to M23 rebels on Tuesday."],
    ["Goma is under the control of M23 rebels.", "M23 rebels hold the town of Goma."],
    [
        ("Goma is under the control of M23 rebels.", date(2012, 11, 22)),
        ("Goma is under the control of government soldiers.", date(2013, 11, 22)),
    ],
    [
        ("Goma is under the control of M23 rebels.", date(2012, 11, 22)),
        ("Government soldiers recaptured Goma on 24 November.", date(2012, 11, 25)),
    ],
    [
        "M23 rebels attacked Goma on 20 November, and at least 12 people were killed.",
        "M23 rebels attacked Goma on 20 November and 14 people were killed.",
    ],
    ["M23 rebels attacked Goma on 19 November.", "M23 rebels attacked Goma on 20 November."],
    [
        ("M23 rebels captured Goma on 20 November 2012.", date(2012, 11, 21)),
        ("M23 rebels captured Goma on 1 August 2013.", date(2013, 8, 2)),
    ],
    [
        ("M23 rebels will withdraw from Goma on 30 November.", date(2012, 11, 25)),
        ("M23 rebels withdrew from Goma on 30 November.", date(2012, 12, 2)),
    ],
    ["In the last days of fighting M23 rebels left Goma.", "M23 rebels will withdraw from Bukavu by 31 December."],
    ["M23 rebels fled Goma on 20 November.", "M23 rebels withdrew from Goma on 20 November."],
    [
        ("M23 rebels fled Goma on 20 November 2012.", date(2012, 11, 22)),
        ("M23 rebels made the decision to leave Goma on 20 May 2013.", date(2013, 5, 22)),
    ],
]


@pytest.mark.parametrize("texts", AGREE, ids=range(len(AGREE)))
def test_what_agrees_or_follows_is_no_contradiction(texts: list[str]) -> None:
    assert codes(*texts) == []


def test_totals_of_one_party_that_differ_are_said_even_where_both_can_be_right() -> None:
    found = issues(
        "UN peacekeepers left Goma on 20 November. The UN mission has seen 60 of its members killed in the Congo.",
        "UN peacekeepers left Goma on Tuesday. The UN mission has seen more than 50 of its soldiers killed in the Congo.",
    )
    (issue,) = [i for i in found if i.code == "differing-tolls"]
    assert "60 of its members killed" in issue.message
    assert "more than 50" in issue.message


@pytest.mark.parametrize(("miles", "wrong"), [("62", False), ("60", True), ("1,000", True)])
def test_kilometres_and_miles_of_one_way(miles: str, wrong: bool) -> None:
    text = f"A convoy of 40 trucks of M23 rebels left Goma on 20 November for Bukavu, some 100 kilometres ({miles} miles) away."
    assert ("rival-units" in codes(text)) is wrong


def test_a_line_that_breaks_off_is_said() -> None:
    lines = [
        "M23 rebels captured Goma on 20 November, and government soldiers withdrew from the town.",
        "A note of the mission, seen by several reporters who have worked in the town, set",
        "The rebels hold the town, its airport and the road that leads to the south of the lake.",
        "The government soldiers are in the hills, where they wait for food and for their pay.",
        "The mission counts its losses, and the town counts those who will not come back to it.",
    ]
    (issue,) = [i for i in issues("\n".join(lines), tail="") if i.code == "broken-sentence"]
    assert issue.evidence[0].quote.endswith("set")


def test_headlines_and_lists_are_no_broken_lines() -> None:
    lines = ["M23 rebels captured Goma, the capital of the province, after three days of heavy fighting for it"] * 2
    text = "\n".join([*lines, "M23 rebels captured Goma on 20 November.", "Government soldiers withdrew from Goma."])
    assert "broken-sentence" not in codes(text)


def test_an_aim_and_the_deed_that_follows_are_a_sequence() -> None:
    found = issues(
        ("Fighting goes on. The Congolese army is trying to retake Goma from M23 rebels.", date(2012, 11, 22)),
        ("The Congolese army recaptured Goma on 30 November.", date(2012, 12, 1)),
    )
    (issue,) = [i for i in found if i.code == "aim-and-deed"]
    assert "still an aim (a.txt)" in issue.message
    assert "done (b.txt)" in issue.message


def test_many_articles_about_one_town_give_few_issues() -> None:
    told: list[tuple[str, date]] = []
    for number in range(40):
        who = "M23 rebels" if number % 2 else "government soldiers"
        told.append((f"Goma is under the control of {who}, resident number {number} said.", DAY))
    found = issues(*told)
    assert [i.code for i in found] == ["rival-holders"]


def build(text: str, published: date | None = DAY) -> mk.Dossier:
    return mk.build(
        [article_from_text(text + TAIL, name="a.txt")], published={"a.txt": published} if published else None
    )


def test_a_place_that_nobody_knows_is_one_issue_whatever_happened_there() -> None:
    text = "M23 rebels attacked the town of Zzyzkova on Tuesday. On Thursday M23 rebels captured the town of Zzyzkova."
    (issue,) = [i for i in build(text).issues if i.code == "unknown-place"]
    assert "attack, control change" in issue.message
    assert len(issue.event_ids) == 2


def test_events_without_a_date_are_one_issue_an_article() -> None:
    towns = ("Goma", "Sake", "Bukavu", "Uvira")
    text = " ".join(f"M23 rebels have captured {town}." for town in towns)
    (issue,) = [i for i in build(text, None).issues if i.code == "undated-event"]
    assert "a.txt" in issue.message
    assert "and 2 more" in issue.message
    assert len(issue.event_ids) == 5  # the four, and the fighting that the tail tells of


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_an_article_alone_has_a_handful_of_issues(seeds: Path, number: str) -> None:
    assert len(mk.build(next(seeds.glob(f"{number}*"))).issues) <= 6


def test_french_accounts_are_read_as_well() -> None:
    tail = " L'armée et les rebelles se disputent l'est du Congo."
    found = issues(
        "Les rebelles du M23 ont fui Goma le 20 novembre.",
        "Les rebelles du M23 ont choisi de quitter Goma le 20 novembre.",
        tail=tail,
    )
    assert [i.code for i in found] == ["differing-accounts"]


def test_a_day_taken_over_from_another_article_is_said() -> None:
    dated = (
        "M23 rebels captured Goma on Tuesday 20 November 2012, and government soldiers left the town of Goma to them."
    )
    undated = "“They took Goma this morning,” a resident said. M23 rebels captured Goma this morning while government soldiers left the town of Goma."
    articles = [article_from_text(t + TAIL, name=n) for n, t in (("a.txt", dated), ("b.txt", undated))]
    found = [i for i in mk.build(articles, published={"a.txt": DAY}).issues if i.code == "date-taken-over"]
    assert ["“this morning” without a date (b.txt)" in i.message for i in found] == [True]
