"""What a matched row of tokens means, coded once for all languages: each function makes a normal form or declines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.tokens import Token, Words

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
}
_DIRECTION = {-1: "past", 0: "this", 1: "future"}


class Row:
    """The tokens of one match, by the name of the group they matched."""

    def __init__(self, tokens: Sequence[Token], match: re.Match[str], words: Words) -> None:
        self.tokens = tokens
        self.context = words.context
        self.match = match
        self.names = match.re.groupindex

    def group(self, name: str) -> Sequence[Token]:
        """Return the tokens of a group; none when it is absent or empty."""
        if name not in self.names or self.match.start(name) < 0:
            return ()
        return self.tokens[self.match.start(name) : self.match.end(name)]

    def value(self, name: str) -> Any:
        """Return what the last token of a group stands for, ``None`` without one."""
        group = self.group(name)
        return group[-1].value if group else None

    def letter(self, name: str) -> str:
        """Return the classes of a group."""
        return (self.match.group(name) or "") if name in self.names else ""

    @property
    def after(self) -> str:
        """The word after the match."""
        end = self.match.end()
        return self.tokens[end].word if end < len(self.tokens) else ""

    @property
    def after_next(self) -> str:
        """The second word after the match, when a hyphen stands between."""
        end = self.match.end() + 1
        return self.tokens[end].word if end < len(self.tokens) and self.after == "-" else ""

    @property
    def before_letter(self) -> str:
        """The class of the token before the match; ``"."`` at the start."""
        return self.match.string[self.match.start() - 1] if self.match.start() else "."

    @property
    def before(self) -> str:
        """The word before the match."""
        start = self.match.start()
        return self.tokens[start - 1].word if start else ""


def _hints(**hints: str | None) -> dict[str, str]:
    return {name: content for name, content in hints.items() if content is not None}


def _mod(row: Row) -> str | None:
    value = row.value("b")
    return (
        value
        if isinstance(value, str)
        else {-1: "start", 1: "end"}.get(value)
        if row.letter("b") in ("e", "f")
        else None
    )


def _direction(row: Row) -> str | None:
    """Return the side of "last", "this" or "next"; "the" has none."""
    value = row.value("s")
    return _DIRECTION.get(value) if row.letter("s").strip("T") else None


def number(tokens: Sequence[Token]) -> float | None:
    """Return the value of a figure or of number words ("twenty-four", "two hundred")."""
    total = 0.0
    for token in tokens:
        if not isinstance(token.value, (int, float)):
            continue
        total = total * token.value if token.value >= 100 and total else total + token.value
    return total or None


def _figure(count: float) -> str:
    return str(int(count)) if count == int(count) else str(count)


_MULTIPLE = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"), "quarter": (3, "month")}
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
    code = "W" if unit == "fortnight" else _LETTER[unit]
    clock, code = ("T", code[1]) if code[0] == "T" else ("", code)
    if count is not None and count % 1 == 0.5 and unit in _HALF:
        return f"P{clock}{f'{int(count)}{code}' if count > 1 else ''}{_HALF[unit]}"
    return f"P{clock}{_figure(count) if count is not None else 'X'}{code}"


def day(row: Row) -> TimeValue | None:
    """Return "[Tuesday,] 31 October [2023]"."""
    month, number_of_day = row.value("m"), row.value("d")
    if not 1 <= number_of_day <= 31:
        return None
    weekday = row.value("w")
    return TimeValue(
        f"{row.value('y') or 'XXXX'}-{month:02d}-{number_of_day:02d}",
        _hints(weekday=str(weekday) if weekday else None, dir=_direction(row)),
    )


def days(row: Row) -> TimeValue | None:
    """Return "24 and 25 April": some day between the two."""
    first = day(row)
    if first is None or not row.value("d") < row.value("e") <= 31:
        return None
    return first.with_hints(to=f"{first.head[:-2]}{row.value('e'):02d}")


def feast(row: Row) -> TimeValue | None:
    """Return "Christmas", "last New Year's Eve"."""
    return TimeValue(f"{row.value('y') or 'XXXX'}-{row.value('f')}", _hints(dir=_direction(row)))


def figures(row: Row) -> TimeValue | None:
    """Return a date in figures: ISO, or numbers that can be read in one way only."""
    word = row.value("i")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return TimeValue(word) if 1 <= int(word[5:7]) <= 12 and 1 <= int(word[8:]) <= 31 else None
    first, second, year = word.split("/")
    if len(year) == 2:
        year = f"XX{year}"
    first, second = int(first), int(second)
    if first > 12 >= second >= 1:
        first, second = second, first
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return TimeValue(f"{year}-{first:02d}-{second:02d}")


def month(row: Row) -> TimeValue | None:
    """Return a month, with its year when told."""
    relative = row.value("u")
    if relative is not None and relative != "year":
        return None
    alone = row.letter("m") == "m" and not (row.letter("s") or row.letter("b") or row.value("y") or relative)
    if alone and row.before not in row.context["month"]:
        return None
    return TimeValue(
        f"{row.value('y') or 'XXXX'}-{row.value('m'):02d}",
        _hints(
            dir=None if relative else _direction(row), mod=_mod(row), year=str(row.value("r")) if relative else None
        ),
    )


def weekday(row: Row) -> TimeValue | None:
    """Return a day of the week."""
    if row.letter("w") == "w" and row.letter("s") in ("", "d"):
        return None
    head = f"XXXX-WXX-{row.value('w')}"
    if row.letter("s").endswith("y"):
        return TimeValue(head, _hints(dir=_DIRECTION[row.value("s")]))
    return TimeValue(head, _hints(dir=_direction(row), time=row.value("p"), mod=_mod(row)))


def part_of_day(row: Row) -> TimeValue | None:
    """Return "this morning", "last night", "the evening", "overnight"."""
    lead = row.letter("s").strip("T")
    if not row.letter("s") and row.group("p")[0].word != "overnight":
        return None
    shift = {"l": -1, "x": 1}.get(lead, 0)
    base = "shift" if lead in ("t", "l", "x") or not row.letter("s") else "ref"
    if lead == "l" and row.value("p") not in ("NI", "EV"):
        base, shift = "shift", -1
    return TimeValue(f"{base}:day:{shift}", _hints(time=row.value("p"), mod=_mod(row)))


def deictic(row: Row) -> TimeValue | None:
    """Return "yesterday", "tomorrow morning", "tonight"."""
    value = row.value("x")
    if isinstance(value, str):
        return TimeValue("shift:day:0", {"time": value})
    return TimeValue(f"shift:day:{value}", _hints(time=row.value("p"), mod=_mod(row)))


def clock(row: Row) -> TimeValue | None:
    """Return a clock time of a day told elsewhere."""
    return TimeValue("ref:day:0", {"time": row.value("c"), "clock": "1"})


def relative(row: Row) -> TimeValue | None:
    """Return "last week", "early next year", "the following month"."""
    unit = row.value("u")
    if unit in ("second", "minute", "hour"):
        return None
    kind = "ref" if row.letter("s").endswith(("y", "d")) else "shift"
    return TimeValue(f"{kind}:{unit}:{row.value('s')}", _hints(mod=_mod(row)))


def told(row: Row) -> TimeValue | None:
    """Return "the quarter", "that year", "the week": the one spoken of; the day and the month need no article."""
    unit, lead = row.value("u"), row.letter("s")
    if unit in ("second", "minute", "hour", "decade", "century") and "d" not in lead:
        return None
    if lead == "T" and unit in ("day", "year", "month"):
        if unit == "day":
            return None
        told_year = row.before in row.context["year_told"] and row.after not in row.context["fiscal"]
        if told_year and unit == "year":
            return TimeValue("shift:year:0")
        return TimeValue(length(1, unit))
    return TimeValue(f"ref:{unit}:0")


def span(row: Row) -> TimeValue | None:
    """Return "the past two months", "the next few days", "recent weeks"."""
    unit, count = row.value("u"), row.group("n")
    if row.letter("s").endswith("r"):
        return TimeValue(f"last:{unit}:X", {"recent": "1"})
    side = row.value("s")
    amount = number(count)
    if not count and row.letter("u") == "U" and row.letter("n") == "":
        if row.letter("s").endswith("y"):
            return None
        return TimeValue(f"{'last' if side < 0 else 'next'}:{unit}:X", {"recent": "1"})
    return TimeValue(f"{'last' if side < 0 else 'next'}:{unit}:{_figure(amount) if amount is not None else 'X'}")


def duration(row: Row) -> TimeValue | None:
    """Return a length, or the day it leads to ("three days ago", "two weeks later")."""
    unit, count = row.value("u"), row.group("n")
    if row.after == "old" or row.after_next == "old":
        return None if unit == "year" else TimeValue(length(number(count), unit))
    if unit == "quarter" and "-" in row.match.group():
        return None  # a fraction
    if _is_age_or_rate(row) or (not count and row.before_letter in "DNYn"):
        return None
    vague = row.letter("n").endswith("v") or not count
    amount = None if vague else 1.0 if row.letter("n").strip("-") == "A" else number(count)
    if amount is None and not vague:
        return None
    side = row.value("g")
    if side is None:
        return TimeValue(length(amount, unit))
    forward = row.letter("g") == "i" or side == 2
    kind = "shift" if row.letter("g") in ("g", "i") or forward else "ref"
    sign = "-" if side < 0 else "+" if vague else ""
    # "a year ago" in a report on a quarter is that quarter's counterpart
    near = {"ago": "1"} if unit == "year" and amount == 1 and side < 0 else {}
    return TimeValue(f"{kind}:{unit}:{sign}{'X' if amount is None else _figure(amount)}", near)


def _is_age_or_rate(row: Row) -> bool:
    """Whether the words are an age ("Doe, 30 ans, ...") or a rate ("$2 million a year")."""
    if row.letter("g"):
        return False
    if row.letter("n") == "A":
        return row.before in row.context["rate"] or row.before[-1:].isdigit()
    plain = row.group("u")[0].word == "ans"
    if plain and row.before in ("de", "d'") and row.match.start() > 1:
        noun = row.tokens[row.match.start() - 2].word
        return noun in row.context["person"] or row.after == ","
    return plain and ((row.before == "," and row.after in (",", ")", ".")) or row.before in row.context["age"])


def ordinal(row: Row) -> TimeValue | None:
    """Return "the third quarter", "the 19th century"; "the first week" waits for its month or year."""
    unit, nth = row.value("u"), row.value("o")
    year = row.value("y") or "XXXX"
    relative_year = row.value("s")
    extra = _hints(year=str(relative_year) if relative_year is not None else None)
    if unit == "quarter" and 1 <= nth <= 4:
        return TimeValue(f"{year}-Q{nth}", extra)
    if unit == "century" and 1 < nth <= 21:
        return TimeValue(str(nth - 1))
    if unit in ("week", "day", "weekend", "month") and 1 <= nth <= 31:
        return TimeValue(f"nth:{unit}:{nth}")
    return None


def initial_span(row: Row) -> TimeValue | None:
    """Return "the first nine months": a length."""
    return TimeValue(length(number(row.group("n")), row.value("u")))


def year(row: Row) -> TimeValue | None:
    """Return a year or a decade; "his 30s" are an age."""
    word = row.group("y")[0].word
    if row.letter("y") == "Z" and word[:1].isdigit() and len(word) < 5 and "T" not in row.match.group():
        return None
    return TimeValue(str(row.value("y")), _hints(mod=_mod(row)))


def spoken_year(row: Row) -> TimeValue | None:
    """Return "nineteen ninety-six"."""
    century, *rest = [token.value for token in row.group("y") if isinstance(token.value, int)]
    below = sum(rest)
    return TimeValue(f"{century}{below:02d}") if 16 <= century <= 20 and 10 <= below <= 99 else None


def season(row: Row) -> TimeValue | None:
    """Return a season, with its year when told."""
    lead = row.letter("s")
    sure = lead.strip("T") or row.value("y") or row.before in row.context["season"]
    if not (sure or (lead and row.letter("n") == "S")):
        return None
    return TimeValue(f"{row.value('y') or 'XXXX'}-{row.value('n')}", _hints(dir=_direction(row), mod=_mod(row)))


def vague(row: Row) -> TimeValue | None:
    """Return "now", "recently", "soon"."""
    return TimeValue(row.value("r"))


def the_past(row: Row) -> TimeValue | None:
    """Return "the past" as a noun."""
    return TimeValue("PAST_REF") if row.group("s")[0].word == "past" else None


def habit(row: Row) -> TimeValue | None:
    """Return "every week", "each Thursday", "daily"."""
    letter = row.letter("u")
    value = row.value("u")
    if letter == "L":
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


def year_ago(_row: Row) -> TimeValue | None:
    """Return "year-ago", "the year-earlier quarter"."""
    return TimeValue("shift:year:-1", {"ago": "1"})


def day_after(row: Row) -> TimeValue | None:
    """Return "le lendemain", "la veille"."""
    return TimeValue(f"ref:day:{row.value('r')}")


def end_of_unit(row: Row) -> TimeValue | None:
    """Return "year-end"."""
    return TimeValue(f"shift:{row.value('r')}:0", {"mod": "end"})


def opening(row: Row) -> TimeValue | None:
    """Return "the end of", which needs what follows."""
    return TimeValue(f"part:{row.value('b')}")
