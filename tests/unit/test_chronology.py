"""The day of publication and what follows from it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mapkit._dates import date_in_name, date_in_url, stated_date
from mapkit.chronology import anchor, date_articles
from mapkit.errors import ConfigError
from mapkit.extraction import extract
from mapkit.extraction.times import find_time_mentions
from mapkit.gazetteer import open_gazetteer
from mapkit.model import Article, Evidence, Mention, TimeBasis, When
from mapkit.reading import read

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def article(text, name="a.txt", **values):
    return Article(id=Article.id_of(name + text), text=text, body=(0, len(text)), name=name, **values)


def mentions(one, *, places=(), actors=(), events=()):
    """Return the mentions of a text by hand: ``events`` pairs a word with a kind."""
    found = list(find_time_mentions(one.text, article_id=one.id))
    marks = [(word, "place", None) for word in places]
    marks += [(word, "actor", f"actor:{word.casefold()}") for word in actors]
    marks += [(word, "cue", f"event:{kind};form:noun") for word, kind in events]
    for word, kind, value in marks:
        start = one.text.find(word)
        while start >= 0:
            evidence = Evidence(article_id=one.id, start=start, end=start + len(word), quote=word)
            found.append(Mention(kind=kind, evidence=evidence, value=value, extractor="test"))
            start = one.text.find(word, start + 1)
    return found


def tell(text, name, **values):
    one = article(text, name, **values)
    return one, mentions(
        one, places=("Bor", "Juba"), actors=("White Army",), events=(("left", "withdrawal"), ("captured", "control"))
    )


def stated(day):
    return {"published": When.on(day), "published_basis": TimeBasis.STATED}


@pytest.fixture(scope="module")
def seeds():
    articles = read(SEEDS)
    return articles, extract(articles, gazetteer=open_gazetteer())


@pytest.mark.parametrize("backwards", [False, True])
def test_the_five_articles_date_each_other(seeds, backwards):
    articles, found = seeds
    dated, issues = date_articles(articles[::-1] if backwards else articles, found)
    known = {each.name[:3]: (each.published.edtf, each.published_basis.value) for each in dated}
    assert known == {
        "000": ("[2023-10-31..2023-11-06]", "inferred"),
        "001": ("[2023-10-31..2023-11-06]", "inferred"),
        "002": ("2023-10-31", "inherited"),
        "003": ("2023-11-17", "stated"),
        "004": ("2023-10-31", "inherited"),
    }
    assert issues == ()
    reasons = {each.name[:3]: " ".join(each.published_reasons) for each in dated}
    assert "003" in reasons["000"]
    assert "000" in reasons["004"]


@pytest.mark.parametrize(
    ("number", "quote", "edtf", "basis", "relation"),
    [
        ("000", "Tuesday, October 31st", "2023-10-31", "inferred", "at"),
        ("000", "December 31", "2023-12-31", "inferred", "at"),
        ("001", "last June", "2023-06", "inferred", "at"),
        ("001", "the end of the year", "[..2023-12-31]", "inferred", "by"),
        ("001", "2020", "2020", "stated", "since"),
        ("002", "this morning", "2023-10-31", "inherited", "at"),
        ("002", "June", "2023-06", "inherited", "at"),
        ("004", "this morning", "2023-10-31", "inherited", "at"),
        ("004", "the second half of November", "[2023-11-16..2023-11-30]", "inherited", "at"),
        ("004", "July", "2023-07", "inherited", "since"),
    ],
)
def test_the_times_of_the_five_articles(seeds, number, quote, edtf, basis, relation):
    articles, found = seeds
    dated, _ = date_articles(articles, found)
    ids = {each.id for each in dated if each.name.startswith(number)}
    matches = [
        m
        for m in anchor(found, articles=dated)
        if m.mention.evidence.article_id in ids and m.mention.evidence.quote == quote
    ]
    assert matches[0].when is not None
    assert (matches[0].when.edtf, matches[0].basis.value, matches[0].relation) == (edtf, basis, relation)


def test_the_last_article_alone_stays_undated(seeds):
    articles, found = seeds
    alone = [each for each in articles if each.name.startswith("004")]
    own = [m for m in found if m.evidence.article_id == alone[0].id]
    dated, issues = date_articles(alone, own)
    assert dated[0].published is None
    assert [issue.code for issue in issues] == ["undated-article"]
    assert "--published" in issues[0].message
    whens = {m.mention.evidence.quote: m.when for m in anchor(own, articles=dated)}
    assert whens["this morning"] is None
    assert whens["June"] is None
    assert whens["2020"] is not None


def test_the_first_article_alone_has_a_choice_of_years(seeds):
    articles, found = seeds
    own = [m for m in found if m.evidence.article_id == articles[0].id]
    dated, issues = date_articles(articles[:1], own)
    assert dated[0].published is None
    messages = {issue.code: issue.message for issue in issues}
    assert set(messages) == {"undated-article", "time-without-year"}
    assert all("[2023-10-31,2028-10-31]" in message for message in messages.values())
    assert next(m for m in anchor(own, articles=dated) if m.timex_value.startswith("XXXX-10-31")).when is None


def test_the_caller_outranks_the_page():
    one = article("Shells fell.", **stated(date(2023, 1, 1)))
    (dated,), issues = date_articles([one], [], published={"a.txt": date(2024, 2, 2)})
    assert dated.published == When.on(date(2024, 2, 2))
    assert dated.published_basis is TimeBasis.STATED
    assert issues == ()


def test_a_date_for_an_unknown_article_names_the_nearest():
    with pytest.raises(ConfigError) as error:
        date_articles([article("Shells fell.", "report.txt")], [], published={"reprot.txt": date(2024, 1, 1)})
    assert "report.txt" in error.value.hint


def test_a_complete_dateline_counts():
    one = article("JUBA, Nov. 17, 2023 (AFP) - Shells fell.")
    (dated,), _ = date_articles([one], mentions(one))
    assert dated.published == When.on(date(2023, 11, 17))


@pytest.mark.parametrize(
    "text",
    [
        "Juba, Nov 17, 2023 (AFP) - Shells fell.",
        "BOR (South Sudan), 17 November 2023: Shells fell.",
        "BOR, South Sudan, 17 November 2023 (Reuters) — Shells fell.",
    ],
)
def test_datelines_are_written_in_many_ways(text):
    one = article(text)
    (dated,), _ = date_articles([one], mentions(one))
    assert dated.published == When.on(date(2023, 11, 17))


def test_a_dateline_goes_before_the_file_name_and_the_contradiction_is_told():
    one = article("JUBA, Nov. 17, 2023 (AFP) - Shells fell.", "2024-01-05-report.txt")
    (dated,), (issue,) = date_articles([one], mentions(one))
    assert dated.published == When.on(date(2023, 11, 17))
    assert issue.code == "date-conflict"
    assert "2024-01-05" in issue.message
    assert issue.evidence[0].quote == "Nov. 17, 2023"


def test_an_article_made_elsewhere_is_dated_by_its_name_too():
    (dated,), issues = date_articles([article("Shells fell.", "2023-11-18-report.txt")], [])
    assert (dated.published, dated.published_basis) == (When.on(date(2023, 11, 18)), TimeBasis.STATED)
    assert issues == ()


def test_a_day_between_sending_and_saving_is_no_contradiction():
    one = article("JUBA, Nov. 17, 2023 (AFP) - Shells fell.", "2023-11-18-report.txt")
    assert date_articles([one], mentions(one))[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "In Paris, 13 November 2015 – a Friday – gunmen killed 130 people.",
        "Idriss Deby, 18 June 1952 - 20 April 2021. The president was shot.",
        "Beslan, September 1, 2004 - gunmen took 1,100 people hostage.",
        "Bor, 17 November 2023: what we know.",
    ],
)
def test_prose_is_no_dateline(text):
    one = article(text)
    (dated,), _ = date_articles([one], mentions(one))
    assert dated.published is None


def test_a_date_in_the_text_is_no_dateline():
    one = article("On Nov. 17, 2023 - a Friday - shells fell.")
    (dated,), issues = date_articles([one], mentions(one))
    assert dated.published is None
    assert issues[0].code == "undated-article"


def test_today_is_taken_from_the_article_that_dates_the_event():
    one, found_one = tell("The White Army left Bor on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor this morning, a source said.", "two.txt")
    dated, issues = date_articles([one, two], found_one + found_two)
    assert dated[1].published == When.on(date(2014, 1, 17))
    assert dated[1].published_basis is TimeBasis.INHERITED
    assert "one.txt" in dated[1].published_reasons[0]
    assert issues == ()


def test_yesterday_is_a_day_later():
    one, found_one = tell("The White Army left Bor on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor yesterday.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published == When.on(date(2014, 1, 18))


def test_another_place_dates_nothing():
    one, found_one = tell("The White Army left Juba on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor this morning.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None


def test_another_event_at_the_place_dates_nothing():
    one, found_one = tell("The White Army captured Bor on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor this morning.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None


def test_articles_that_disagree_date_nothing():
    one, found_one = tell("The White Army left Bor on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor on Thursday.", "two.txt", **stated(date(2014, 1, 18)))
    three, found_three = tell("The White Army left Bor this morning.", "three.txt")
    dated, issues = date_articles([one, two, three], found_one + found_two + found_three)
    assert dated[2].published is None
    assert {issue.code for issue in issues} == {"date-conflict", "undated-article"}


def test_a_plan_dates_nothing():
    one, found_one = tell("The White Army will have left Bor by Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor this morning.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None


def test_the_year_comes_from_the_story():
    one, found_one = tell("The White Army left Bor. Juba is calm.", "one.txt", **stated(date(2014, 2, 1)))
    two, found_two = tell("On Friday, January 17, the White Army left Bor.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published == When(earliest=date(2014, 1, 17), latest=date(2014, 1, 23))
    assert dated[1].published_basis is TimeBasis.INFERRED


OLD = (
    "Fighters of the White Army left Bor on Sunday, after days of shelling around the cattle camps and the airstrip, "
    "while aid agencies warned of hunger among families sheltering in churches. Juba is calm."
)
NEW = (
    "Ministers arriving in Juba yesterday discussed oil revenues, a disputed census and elections with donors, and "
    "opened a bridge. The White Army left Bor on Sunday, a spokesman remarked in passing."
)


def test_one_place_and_one_army_do_not_make_one_story():
    one, found_one = tell(OLD, "one.txt", **stated(date(2014, 1, 20)))
    two, found_two = tell(NEW, "two.txt")
    dated, issues = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None
    assert [issue.code for issue in issues] == ["undated-article"]


@pytest.mark.parametrize(
    "text",
    [
        "The White Army left Bor after the January 17 shooting.",  # the name of something older
        "The White Army will have left Bor by January 17.",  # a deadline
        "Bor is calm. Juba is calm. The rains came. The White Army left Bor on January 17.",  # far down
    ],
)
def test_a_day_that_is_no_news_dates_nothing(text):
    one, found_one = tell("The White Army left Bor. Juba is calm.", "one.txt", **stated(date(2014, 2, 1)))
    two, found_two = tell(text, "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None


def test_years_behind_and_ahead_leave_one_day():
    one = article("On Tuesday, October 31, the mission left. A coup came in 2020. It must be gone by 2024.")
    (dated,), issues = date_articles([one], mentions(one))
    assert dated.published == When(earliest=date(2023, 10, 31), latest=date(2023, 11, 6))
    assert dated.published_basis is TimeBasis.INFERRED
    assert "2020" in dated.published_reasons[0]
    assert "2024" in dated.published_reasons[0]
    assert issues == ()


def test_years_far_apart_leave_a_choice():
    one = article("On Tuesday, October 31, the mission left. A coup came in 2020. It must be gone by 2040.")
    (dated,), issues = date_articles([one], mentions(one))
    assert dated.published is None
    assert any("[2023-10-31,2028-10-31]" in issue.message for issue in issues)


def test_years_before_the_common_era_date_nothing():
    one = article("On Tuesday, October 31, they left. Athens fell in 404 BC.")
    (dated,), _ = date_articles([one], mentions(one))
    assert dated.published is None


def test_the_order_of_articles_does_not_matter(seeds):
    articles, found = seeds
    forth = {a.name: a.published for a in date_articles(articles, found)[0]}
    back = {a.name: a.published for a in date_articles(articles[::-1], found[::-1])[0]}
    assert forth == back


def test_between_bounds_of_publication_a_day_is_between_bounds():
    one = article("It fell yesterday.")
    one = replace(
        one, published=When(earliest=date(2023, 10, 31), latest=date(2023, 11, 6)), published_basis=TimeBasis.INFERRED
    )
    (match,) = anchor(mentions(one), articles=[one])
    assert match.when == When(earliest=date(2023, 10, 30), latest=date(2023, 11, 5))
    assert match.basis is TimeBasis.INFERRED


def test_nothing_gives_nothing():
    assert date_articles([], []) == ((), ())
    assert anchor([], articles=[]) == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Nov 17, 2023", date(2023, 11, 17)),
        ("Published on 3 March 2024", date(2024, 3, 3)),
        ("Publié le mardi 31 octobre 2023 à 15h45", date(2023, 10, 31)),
        ("2023-10-31T08:00:00Z", date(2023, 10, 31)),
        ("17/11/2023", date(2023, 11, 17)),
        ("03/04/2023", None),
        ("Rebels left on Nov 17, 2023", None),
        ("Feb 30, 2023", None),
        ("", None),
    ],
)
def test_a_line_that_holds_nothing_but_a_date(line, day):
    assert stated_date(line) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-11-17-report.txt", date(2023, 11, 17)),
        ("20231117.txt", date(2023, 11, 17)),
        ("000_535b95f886e5565c.txt", None),
        ("2023-11-17_2023-11-18.txt", None),
    ],
)
def test_a_date_in_a_file_name(name, day):
    assert date_in_name(name) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2023/oct/31/convoy-leaves", date(2023, 10, 31)),
        ("https://example.org/2023/10/31/convoy.html", date(2023, 10, 31)),
        ("https://example.org/convoy-2023-10-31", date(2023, 10, 31)),
        ("https://example.org/2023/13/31/", None),
        ("https://example.org/2022/01/02/2023/01/02/", None),
        ("https://example.org/convoy", None),
    ],
)
def test_a_date_in_an_address(url, day):
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    "line",
    [
        "Fri, 17 Nov 2023 10:00:00 +0000",
        "2023-11-17 10:00:00+00:00",
        "20231117",
        "Updated 5:04 PM ET, Fri November 17, 2023",
        "Posted on November 17, 2023 by admin",
        "By Jane Doe | November 17, 2023",
        "November 17, 2023 - 3 min read",
        "November 17, 20231:05 PM GMT+1Updated November 18, 2023",
        "By John Smith, November 17, 2023",
        "By THE DAILY 17 November 2023",
        "Published date: 17 November 2023 14:20 GMT | Last update: 18 November 2023 09:05 GMT",
        "Issued on: 17/11/2023 - 12:45",
        "**Date:** 17 November 2023",
        "Publié le : 17/11/2023 - 10:30 Modifié le : 18/11/2023 - 11:00",
    ],
)
def test_pages_state_their_date_in_many_forms(line):
    assert stated_date(line) == date(2023, 11, 17)


@pytest.mark.parametrize("line", ["Jane | Nov 1, 2023 | Nov 2, 2023", "Published in March", "03/04/2023"])
def test_a_line_of_two_readings_states_nothing(line):
    assert stated_date(line) is None


@pytest.mark.parametrize("day", ["2023-10-31", datetime(2023, 10, 31, 12, tzinfo=UTC), None])
def test_a_publication_date_must_be_a_day(day):
    with pytest.raises(ConfigError, match="not a day"):
        date_articles([article("Shells fell.")], [], published={"a.txt": day})


def test_a_day_that_a_dated_past_rules_out_is_not_inherited():
    one, found_one = tell("The White Army left Bor on Friday.", "one.txt", **stated(date(2014, 1, 18)))
    two, found_two = tell("The White Army left Bor this morning, after it had won in 2019.", "two.txt")
    dated, _ = date_articles([one, two], found_one + found_two)
    assert dated[1].published is None
