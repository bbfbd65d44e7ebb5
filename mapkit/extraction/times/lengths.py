"""What rows say of lengths and habits: "three years", "two weeks ago", "every Thursday"; and which figures are none."""

from __future__ import annotations

import math

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.row import Row, figure, number

_LETTER = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "weekend": "WE",
    "fortnight": "W",
    "half": "M",
}

_MULTIPLE = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "fortnight": (2, "week"),
    "quarter": (3, "month"),
    "half": (6, "month"),
}

_HALF = {"year": "6M", "hour": "30M", "minute": "30S"}


def length(count: float | None, unit: str) -> str:
    """Return an ISO 8601 duration; an unknown count is ``X``."""
    if count is None and unit in ("decade", "century"):
        return {"decade": "PXDE", "century": "PXCE"}[unit]
    if count is not None and unit in _MULTIPLE and (unit, count) != ("quarter", 1):
        factor, unit = _MULTIPLE[unit]
        count *= factor
    if unit == "week" and count is not None and count % 1:
        count, unit = 7 * count, "day"
    code = _LETTER[unit]
    clock, code = ("T", code[1]) if code[0] == "T" else ("", code)
    if count is not None and count % 1 == 0.5 and unit in _HALF:
        return f"P{clock}{f'{int(count)}{code}' if count > 1 else ''}{_HALF[unit]}"
    return f"P{clock}{figure(count) if count is not None else 'X'}{code}"


def span(row: Row) -> TimeValue | None:
    """Return "the past two months", "the next few days", "recent weeks"."""
    unit, count = row.value("u"), row.group("n")
    if row.letter("s").endswith("r"):
        return TimeValue(f"last:{unit}:X", {"recent": "1"})
    side = row.value("s")
    amount = number(count)
    if not count:
        return TimeValue(f"{'last' if side < 0 else 'next'}:{unit}:X", {"recent": "1"})
    return TimeValue(f"{'last' if side < 0 else 'next'}:{unit}:{figure(amount) if amount is not None else 'X'}")


def duration(row: Row) -> TimeValue | None:
    """Return a length, or the day it leads to ("three days ago", "two weeks later")."""
    unit, count, side = row.value("u"), row.group("n"), row.value("g")
    if row.after_next in ("old", "olds"):
        return None if unit == "year" else TimeValue(length(number(count), unit))  # "the 8-month-old truce"
    if _counts_no_time(row) or _is_age_or_rate(row):
        return None
    single = row.letter("n").strip("-") == "A" or bool(row.group("a"))
    vague = not single and (row.letter("n").endswith("v") or not count)
    amount = None if vague else 1.0 if single else number(count)
    if amount and row.group("half"):
        amount += row.value("half") if row.value("half") == 0.5 else math.nan
    if not vague and (amount is None or math.isnan(amount)):
        return None
    if side is None:
        one_day = unit == "day" and amount == 1 and not single and row.before in row.context["one_day"]
        return TimeValue("FUTURE_REF" if one_day else length(amount, unit))
    kind = "shift" if row.letter("g") in ("g", "i") or side == 2 else "ref"
    sign = "-" if side < 0 else "+" if vague else ""
    # "a year ago" in a report on a quarter is that quarter's counterpart
    near = {"ago": "year"} if unit == "year" and amount == 1 and side < 0 else {}
    if kind == "shift" and unit == "week" and side < 0 and amount is not None:
        near = {"counted": "1"}  # "a week ago" is about that day, "last week" is the week
    return TimeValue(f"{kind}:{unit}:{sign}{'X' if amount is None else figure(amount)}", near)


def _counts_no_time(row: Row) -> bool:
    """Whether the words are no length: a fraction, a name ("the Six-Day War"), opening hours, the tail of a figure."""
    unit, count = row.value("u"), row.group("n")
    alone = row.after in row.context["clause_end"] or (row.letter("that") == "d" and row.is_capital_after)
    if row.after == "old" or (row.letter("g") == "<" and not alone):
        return True  # of "two days before the attack" a shorter rule reads the length
    if unit == "weekend" and row.letter("n") == "A":
        return True  # "a weekend rally"
    if row.group("u")[0].capital and (row.is_named or (row.french and count)):
        return True
    if row.french and unit == "second" and row.letter("n") == "A" and row.after.isalpha():
        return True  # "une seconde fois"
    if unit == "quarter" and ("-" in row.match.group() or (row.after == "of" and row.counted in ("three", "a"))):
        return True
    if count or row.group("a"):
        return False
    compound = unit == "quarter" or row.before in row.context["compound"]
    return compound or row.before_letter in "DNYn" or (row.french and not _is_bare_length(row))


def _is_age_or_rate(row: Row) -> bool:
    """Whether the words are an age ("Doe, 30 ans, ...") or a rate ("$2 million a year")."""
    if row.letter("g"):
        return False
    if row.letter("n") == "A":
        # "seized two more towns a day after the fall of X" tells no pace
        return row.after not in ("after", "before") and (row.before in row.context["rate"] or _is_rate(row))
    if row.before in row.context["aged"]:
        return row.value("u") in ("year", "month")
    return row.group("u")[0].word == "ans" and _is_age(row)


def _is_age(row: Row) -> bool:
    """Whether "ans" tells an age: "une fillette de 6 ans", but not "une peine de 6 ans"."""
    if row.before in row.context["before_age"] and row.match.start() > 1:
        noun = row.tokens[row.match.start() - 2].word
        if noun in row.context["age"]:
            return True
        if row.before in ("à", "ou"):
            return noun.isdecimal() and row.after != "de"
        return noun not in row.context["length"] and not noun.endswith(("é", "ée", "és", "ées"))
    return (row.before == "," and row.after in (",", ")", ".")) or row.before in row.context["age"]


def _is_rate(row: Row) -> bool:
    """Whether a number of things stands before: "four flights a week", "one train an hour"; not sums of money."""
    for place in range(row.match.start() - 1, max(-1, row.match.start() - 4), -1):
        word = row.tokens[place].word
        if row.match.string[place] in "DNn":
            return True
        if not word.isalpha() or word in row.context["rate_break"] or word in row.context["sum"]:
            return False
    return False


def _is_bare_length(row: Row) -> bool:
    """Whether a French plural without a number is a length: "pendant des mois", not "les heures d'ouverture"."""
    lead = row.tokens[row.match.start() - 2].word if row.match.start() > 1 else ""
    return row.before == "des" and lead in row.context["during"]


def lasting(row: Row) -> TimeValue | None:
    """Return "decade-old", "months-long"; "3-year-old" is an age."""
    if row.before == "-" or row.group("z")[0].word not in ("old", "long"):
        return None
    return TimeValue(length(1 if row.letter("u") == "u" else None, row.value("u")))


def length_in_a_word(row: Row) -> TimeValue | None:
    """Return "7 h 35 min 39 s", "monthslong"."""
    return TimeValue(row.value("n"))


def initial_span(row: Row) -> TimeValue | None:
    """Return "the first nine months": a length."""
    return TimeValue(length(number(row.group("n")), row.value("u")))


def habit(row: Row) -> TimeValue | None:
    """Return "every week", "each Thursday", "daily"."""
    letter = row.letter("u")
    value = row.value("u")
    if letter == "L":
        if row.match.start() and row.group("u")[0].capital and row.is_named:
            return None  # "the Daily Telegraph"
        return TimeValue(f"set:{value}")
    if letter in ("W", "w", "K"):
        part = row.value("p")
        return TimeValue(f"set:XXXX-WXX-{value}{'T' + part if part else ''}")
    if letter == "M":
        return TimeValue(f"set:XXXX-{value:02d}")
    if letter == "S":
        return TimeValue(f"set:XXXX-{value}")
    if letter == "P":
        return TimeValue(f"set:XXXX-XX-XXT{value}")
    return TimeValue(f"set:{length(number(row.group('n')) or 1, value)}")
