"""What meets a journey in time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mapkit.routes.calendar import Calendar

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
LENGTHS = st.integers(0, 200).map(lambda days: timedelta(days=days))
THINGS = st.lists(
    st.tuples(DAYS, LENGTHS, st.sampled_from(("closed", "no first day", "no last day", "no day"))), max_size=20
)


@given(THINGS, DAYS, LENGTHS)
def test_all_that_can_meet_is_found_in_order_and_nothing_short_that_cannot(
    things: list[tuple[date, timedelta, str]], first: date, length: timedelta
) -> None:
    dated = [
        (
            number,
            None if how in ("no first day", "no day") else start,
            None if how in ("no last day", "no day") else start + span,
        )
        for number, (start, span, how) in enumerate(things)
    ]
    last = first + length
    found = Calendar(dated).meeting(first, last)
    assert found == sorted(found)
    for number, since, until in dated:
        if since is None and until is None:
            assert number not in found
        elif (since or date.min) <= last and (until or date.max) >= first:
            assert number in found
        elif since is not None and until is not None and (until - since).days <= 92:
            assert number not in found
