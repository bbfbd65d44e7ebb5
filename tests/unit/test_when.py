"""Instants between bounds."""

from datetime import date

import pytest

from mapkit.model import When

NOVEMBER = When(earliest=date(2023, 11, 1), latest=date(2023, 11, 30))


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        (When.on(date(2023, 10, 31)), "2023-10-31"),
        (NOVEMBER, "2023-11"),
        (When(earliest=date(2023, 1, 1), latest=date(2023, 12, 31)), "2023"),
        (When(earliest=None, latest=date(2023, 12, 31)), "[..2023-12-31]"),
        (When(earliest=date(2023, 11, 16), latest=date(2023, 11, 30)), "[2023-11-16..2023-11-30]"),
        (When(earliest=date(2023, 11, 1), latest=date(2023, 11, 30), approximate=True), "2023-11~"),
    ],
)
def test_edtf(when, edtf):
    assert when.edtf == edtf
    assert When.parse(edtf) == when


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2023-21", date(2023, 3, 1), date(2023, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2023-36", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-41", date(2023, 7, 1), date(2023, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2023-XX", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02-XX", date(2023, 2, 1), date(2023, 2, 28)),
        ("[2023-10-31,2017-10-31]", date(2017, 10, 31), date(2023, 10, 31)),
        ("[2014..2015-06]", date(2014, 1, 1), date(2015, 6, 30)),
        ("[..2014,2016]", None, date(2016, 12, 31)),
    ],
)
def test_more_of_edtf_is_read_than_written(edtf, earliest, latest):
    assert When.parse(edtf) == When(earliest=earliest, latest=latest)


@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_every_doubt_is_approximate(mark):
    assert When.parse(f"2023-10{mark}").approximate
    assert When.parse(f"[2023-10{mark}..2023-11]").approximate


def test_an_interval_is_no_instant():
    with pytest.raises(ValueError, match="two times"):
        When.parse("2012/2014")


def test_no_bound_is_no_when():
    with pytest.raises(ValueError, match="at least one bound"):
        When(earliest=None, latest=None)


def test_bounds_out_of_order_are_refused():
    with pytest.raises(ValueError, match="is after"):
        When(earliest=date(2023, 2, 1), latest=date(2023, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023-13",
        "2023-02-30",
        "[..]",
        "2023-W44",
        "[2023,]",
        "[,2023]",
        "0000",
        "9999-24",
        "{2014,2015}",
        "XXXX-10-31",
        "2023-21-05",
        "201X-05",
        "[2023-12..2023-01]",
        "2023/2024",
    ],
)
def test_what_is_not_edtf_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - some messages are the calendar's own
        When.parse(text)


def test_contradicting_instants_have_no_common_one():
    assert NOVEMBER & When.on(date(2023, 10, 31)) is None


def test_order_is_unknown_when_bounds_overlap():
    day = When.on(date(2023, 11, 17))
    assert NOVEMBER.before(day) is None
    assert day.before(When.on(date(2023, 11, 18))) is True
    assert day.before(When.on(date(2023, 11, 16))) is False
