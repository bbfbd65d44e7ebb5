"""Laws of instants, and of the expressions that become instants."""

from datetime import date

import edtf as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapkit._timevalue import TimeValue
from mapkit.chronology.resolve import resolve
from mapkit.find import find_times
from mapkit.model import When

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEWS_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def whens(draw, days=DAYS):
    low, high = sorted((draw(days), draw(days)))
    side = draw(st.sampled_from(("both", "low", "high")))
    return When(
        earliest=None if side == "high" else low,
        latest=None if side == "low" else high,
        approximate=draw(st.booleans()),
    )


@given(whens())
def test_edtf_is_read_back(when):
    assert When.parse(when.edtf) == when


@given(whens(NEWS_DAYS).filter(lambda w: w.earliest and w.latest and not w.approximate))
def test_edtf_means_the_same_elsewhere(when):
    parsed = reference.parse_edtf(when.edtf)
    low, high = parsed.lower_strict(), parsed.upper_strict()
    assert (date(*low[:3]), date(*high[:3])) == (when.earliest, when.latest)


PARTS = st.one_of(
    # the other library reads doubts at dates only, and takes winter for December
    st.tuples(st.sampled_from(("", "-02", "-02-28")), st.sampled_from(("", "~", "?", "%"))).map("".join),
    st.sampled_from(("-21", "-22", "-23", "-33", "-34", "-35", "-36", "-40", "-41", "-XX", "-02-XX")),
)


@given(st.integers(1, 9999), PARTS)
def test_edtf_of_others_means_the_same_here(year, part):
    text = f"{year:04d}{part}"
    parsed, ours = reference.parse_edtf(text), When.parse(text)
    assert (ours.earliest, ours.latest) == (date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))


@given(NEWS_DAYS, NEWS_DAYS)
def test_rivals_lie_between_the_outer_bounds(one, other):
    text = f"[{one},{other}]"
    parsed, ours = reference.parse_edtf(text), When.parse(text)
    assert (ours.earliest, ours.latest) == (min(one, other), max(one, other))
    assert ours.earliest == min(date(*each.lower_strict()[:3]) for each in parsed.objects)


@given(whens(), whens(), whens())
def test_order_goes_on(one, two, three):
    if one.before(two) is True and two.before(three) is True:
        assert one.before(three) is True


@given(whens(), whens())
def test_intersection_commutes_and_narrows(one, other):
    both = one & other
    assert both == other & one
    if both is not None:
        assert both & one == both & both
        for side in (one, other):
            assert side.earliest is None or (both.earliest is not None and both.earliest >= side.earliest)
            assert side.latest is None or (both.latest is not None and both.latest <= side.latest)


@given(whens())
def test_intersection_with_itself_changes_nothing(when):
    assert when & when == when


@given(whens(), whens())
def test_before_is_never_both_ways(one, other):
    assert not (one.before(other) is True and other.before(one) is True)


@given(whens())
def test_nothing_comes_before_itself(when):
    assert when.before(when) is not True


@given(NEWS_DAYS, st.integers(1, 7))
def test_a_bare_weekday_is_the_last_one(published, weekday):
    found = resolve(TimeValue(f"XXXX-WXX-{weekday}"), (published, published))
    assert found.days is not None
    day = found.days[0]
    assert day is not None
    assert day.isoweekday() == weekday
    assert 0 <= (published - day).days < 7


@given(NEWS_DAYS, NEWS_DAYS)
def test_a_day_without_a_year_is_the_nearest(published, day):
    if (day.month, day.day) == (2, 29):
        return
    found = resolve(TimeValue(f"XXXX-{day:%m-%d}"), (published, published))
    assert found.days is not None
    first = found.days[0]
    assert first is not None
    assert (first.month, first.day) == (day.month, day.day)
    assert abs((first - published).days) <= 183


@given(st.text(max_size=300), st.one_of(st.none(), NEWS_DAYS), st.sampled_from(("en", "fr", None)))
def test_any_text_is_read(text, published, language):
    last = 0
    for match in find_times(text, published=published, language=language):
        evidence = match.mention.evidence
        assert evidence.start >= last
        assert text[evidence.start : evidence.end] == evidence.quote != ""
        last = evidence.end


SAMPLE = """the of a end last next this year years week month quarter 31 2 2023 1999 October May Tuesday , - 's early late
second half first ago later two several 1990s p.m. 3:00 99999999999 centuries decade by since between and il y a ans dernier
le jour mardi fin 0000 0h BC 431 AD century easter 24th that following next before after and night dawn o'clock -là
années siècle XIXe semestre 15 heures du au nuit samedi period quarter ago"""
WORDS = st.sampled_from(SAMPLE.split())


@pytest.mark.parametrize("language", ["en", "fr"])
@given(words=st.lists(WORDS, max_size=25), published=st.one_of(st.none(), DAYS))
def test_any_row_of_time_words_is_read(language, words, published):
    for match in find_times(" ".join(words), published=published, language=language):
        assert match.when is None or match.when.edtf
