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


def test_no_bound_is_no_when():
    with pytest.raises(ValueError, match="at least one bound"):
        When(earliest=None, latest=None)


def test_bounds_out_of_order_are_refused():
    with pytest.raises(ValueError, match="is after"):
        When(earliest=date(2023, 2, 1), latest=date(2023, 1, 1))


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "[..]", "2023-W44", "[2023]"])
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
