"""What a matched row of tokens means, coded once for all languages: each function makes a normal form or declines."""

from __future__ import annotations

import re

from mapkit._timevalue import ERA, TimeValue
from mapkit.extraction.times.lengths import length
from mapkit.extraction.times.row import DIRECTION, Row, direction, hints, modifier, number, told_mark


def day(row: Row) -> TimeValue | None:
    """Return "[Tuesday,] 31 October [2023]"."""
    month, number_of_day = row.value("m"), row.value("d")
    year = _year_of(row)
    if not 1 <= number_of_day <= 31 or year is None:
        return None
    if row.is_movement or row.names_a_place:
        return TimeValue("name:")  # "the 14 February Coalition", "30 June Street": no part of it is a time
    weekday = row.value("w")
    return TimeValue(
        f"{year}-{month:02d}-{number_of_day:02d}",
        hints(weekday=str(weekday) if weekday else None, dir=direction(row)),
    )


def _year_of(row: Row) -> str | None:
    """Return the year of a day or month, ``"XXXX"`` without one; "octobre 98" has two digits."""
    short = row.value("yy")
    if short is not None:
        return f"XX{short:.0f}" if row.group("yy")[0].word.isdecimal() and 32 <= short <= 99 else None
    return str(row.value("y") or "XXXX")


def days(row: Row) -> TimeValue | None:
    """Return "24 and 25 April": some day between the two."""
    first = day(row)
    if first is None or not first.is_calendar or not row.value("d") < row.value("e") <= 31:
        return None
    return first.with_hints(to=f"{first.head[:-2]}{row.value('e'):02d}", weekday=None)


def months(row: Row) -> TimeValue | None:
    """Return "March-June 2022": two months of a year, or of two when the second stands earlier in it."""
    first, last, year = row.value("m"), row.value("e"), str(row.value("y"))
    if not year.isdecimal() or first == last:
        return None
    return TimeValue(f"{int(year) - (first > last):04d}-{first:02d}", {"to": f"{year}-{last:02d}"})


def feast(row: Row) -> TimeValue | None:
    """Return "Christmas", "last New Year's Eve"."""
    if row.before in ("père", "father") or (row.is_named and row.is_movement):
        return None  # "the Easter Rising"
    if row.after in row.context["feast_nouns"]:
        return None  # "a Christmas market"
    return TimeValue(f"{row.value('y') or 'XXXX'}-{row.value('f')}", hints(dir=direction(row)))


def figures(row: Row) -> TimeValue | None:
    """Return a date in figures: ISO, or numbers that can be read in one way only."""
    word = row.value("i")
    if re.match(r"\d{4}[-/]", word):
        in_order = [int(figure) for figure in re.split("[-/]", word)]
        return TimeValue("{:04d}-{:02d}-{:02d}".format(*in_order)) if _is_day(*in_order[1:]) else None
    first, second, year = re.split(r"[/.-]", word)
    if len(year) == 2:
        year = f"XX{year}"
    first, second = int(first), int(second)
    if "." in word or first > 12 >= second >= 1 or (row.french and 1 <= second <= 12):
        first, second = second, first  # with full stops, and in French, the day always stands first
    if not _is_day(first, second):
        return None
    either = "." not in word and not row.french and first != second <= 12
    return TimeValue(
        f"{year}-{first:02d}-{second:02d}", hints(either=f"{year}-{second:02d}-{first:02d}" if either else None)
    )


def _is_day(month_of_year: int, day_of_month: int) -> bool:
    return 1 <= month_of_year <= 12 and 1 <= day_of_month <= 31


def month(row: Row) -> TimeValue | None:
    """Return a month, with its year when told."""
    if row.is_name:
        return None  # "Paul Janvier", "rue du 4-Septembre"
    relative = row.value("u")
    if relative is not None and relative != "year":
        return None
    if row.before in row.context["named_days"]:
        return None  # "Black September"
    alone = row.letter("m") == "m" and not (row.letter("s") or row.letter("b") or row.value("y") or relative)
    if row.match.group() == "M" and row.before not in row.context["month"] and row.is_named:
        return None  # "the February Revolution", "April Jones"
    if alone and row.before not in row.context["month"] and not row.is_listed:
        return None
    year = _year_of(row)
    if year is None:
        return None
    return TimeValue(
        f"{year}-{row.value('m'):02d}",
        hints(
            dir=None if relative else direction(row),
            mod=modifier(row),
            year=str(row.value("r")) if relative else None,
            told=told_mark(row),
        ),
    )


def weekday(row: Row) -> TimeValue | None:
    """Return a day of the week."""
    if row.letter("w") == "w" and row.letter("s") in ("", "d"):
        return None
    if row.before in row.context["named_days"] or (row.is_named and row.after in row.context["papers"]):
        return None  # "Bloody Sunday", "the Sunday Times"
    head = f"XXXX-WXX-{row.value('w')}"
    if row.letter("s").endswith("y"):
        return TimeValue(head, hints(dir=DIRECTION[row.value("s")], told="1"))
    return TimeValue(head, hints(dir=direction(row), time=row.value("p"), mod=modifier(row), told=told_mark(row)))


def part_of_day(row: Row) -> TimeValue | None:
    """Return "this morning", "last night", "the evening", "overnight"."""
    lead, word = row.letter("s"), row.group("p")[0].word
    if not lead and not _stands_alone(row, word):
        return None
    if lead == "y" and row.after in row.context["article"]:
        return None  # "la nuit suivant l'attaque"
    shift = {"l": -1, "x": 1, "y": row.value("s")}.get(lead[-1:], 0)
    # "the next morning" is told of the day before it, "last night" of today
    deictic = lead in ("t", "l") or word == "overnight" or (lead == "Tl" and word in ("night", "evening"))
    return TimeValue(f"{'shift' if deictic else 'ref'}:day:{shift}", hints(time=row.value("p"), mod=modifier(row)))


def part_under_way(row: Row) -> TimeValue | None:
    """Return "en début de semaine": of the week under way."""
    unit = row.value("u")
    return TimeValue(f"shift:{unit}:0", hints(mod=modifier(row))) if unit in ("week", "month") else None


def _stands_alone(row: Row, word: str) -> bool:
    """Whether a part of day needs no article: "at dawn", "by evening", "en fin d'après-midi"."""
    if row.french:
        return row.before in row.context["dawn"] and " " in word
    if row.before in ("by", "toward", "towards"):
        return word in ("morning", "evening") or word.endswith("afternoon")
    return word == "overnight" or (
        row.before in row.context["dawn"] and word in ("dawn", "daybreak", "dusk", "nightfall")
    )


def told_there(row: Row) -> TimeValue | None:
    """Return "ce jour-là", "ce soir-là", "cet été-là": the one just told."""
    if row.group("p"):
        return TimeValue("ref:day:0", {"time": row.value("p")})
    if row.group("n"):
        return TimeValue(f"XXXX-{row.value('n')}", {"told": "1"})
    if row.group("w"):
        return TimeValue(f"XXXX-WXX-{row.value('w')}", {"told": "1"})
    return TimeValue(f"ref:{row.value('u')}:0")


def day_of_week(row: Row) -> TimeValue | None:
    """Return "samedi 17": the nearest such day; "on Monday the first town to fall" counts no days."""
    day = row.value("d")
    if row.after.isalpha() and row.after not in row.context["of"] and not row.group("d")[0].word[:1].isdigit():
        return None
    return TimeValue(f"XXXX-XX-{day:02d}", {"weekday": str(row.value("w"))}) if 1 <= day <= 31 else None


def decade(row: Row) -> TimeValue | None:
    """Return "les années 80", "des années 1970"."""
    word = row.group("y")[0].word
    if row.value("u") != "year" or not word.isdecimal() or len(word) not in (2, 4) or word[-1] != "0":
        return None
    return TimeValue(("19" + word if len(word) == 2 else word)[:3])


def clock_in_words(row: Row) -> TimeValue | None:
    """Return "(à) 15 heures", "(vers) 18 heures 30": a clock time and no length."""
    hour, minute = row.value("c"), row.value("m") or 0
    if row.value("u") != "hour" or row.before not in row.context["at_clock"] or not 0 <= hour <= 24:
        return None
    if row.after in row.context["hour_of"] or (row.before == "de" and row.after != "à"):
        return None  # "à trois heures de route", "après six heures de combats"
    return TimeValue("ref:day:0", {"time": f"{int(hour):02d}:{int(minute):02d}", "clock": "1"})


def weekend(row: Row) -> TimeValue | None:
    """Return "(au cours) du week-end"."""
    return TimeValue("ref:weekend:0") if row.value("u") == "weekend" else None


def deictic(row: Row) -> TimeValue | None:
    """Return "yesterday", "tomorrow morning", "tonight"."""
    value = row.value("x")
    if isinstance(value, str):
        return TimeValue("shift:day:0", {"time": value})
    return TimeValue(f"shift:day:{value}", hints(time=row.value("p"), mod=modifier(row)))


def clock(row: Row) -> TimeValue | None:
    """Return a clock time of a day told elsewhere; "12 h de combats" is a length."""
    if row.group("u") and (row.value("u") != "hour" or not row.group("c")[0].word.isdecimal()):
        return None  # of "0530 hours" the word belongs to the clock
    if row.french and row.after in ("de", "d'") and row.value("c").endswith(":00"):
        return TimeValue(length(int(row.value("c")[:2]), "hour"))
    return TimeValue("ref:day:0", {"time": row.value("c"), "clock": "1"})


def hour_told(row: Row) -> TimeValue | None:
    """Return "(at) 10 the next morning"."""
    if row.before not in row.context["at_hour"] or not 1 <= row.value("c") <= 12:
        return None
    shift = row.value("s") if row.letter("s") in ("x", "y") else 0
    hour = row.value("c") + (12 if row.value("p") in ("AF", "EV") and row.value("c") < 12 else 0)
    return TimeValue(f"ref:day:{shift}", {"time": f"{hour:02d}:00"})


def relative(row: Row) -> TimeValue | None:
    """Return "last week", "early next year", "the following month"."""
    unit = row.value("u")
    if unit in ("second", "minute", "hour"):
        return None
    if row.group("s")[0].capital and row.group("u")[0].capital and row.match.start() and not row.french:
        return None  # a broadcast called "This Week"
    if row.group("s")[0].word in ("past", "écoulé", "écoulée"):
        return TimeValue(f"last:{unit}:1")
    if unit == "fortnight" and row.value("s"):
        return TimeValue(f"{'last' if row.value('s') < 0 else 'next'}:fortnight:1")
    definite = "Tx" in row.match.group() or "Tl" in row.match.group()
    back = row.letter("s").endswith(("y", "d")) or ("Tx" in row.match.group() and unit == "day")
    return TimeValue(
        f"{'ref' if back else 'shift'}:{unit}:{row.value('s')}",
        hints(mod=modifier(row), definite="1" if definite and not back else None),
    )


def told(row: Row) -> TimeValue | None:
    """Return "the quarter", "that year", "the week": the one spoken of; the day and the month need no article."""
    unit, lead = row.value("u"), row.letter("s")
    if unit == "day" and "a" in row.match.group():
        return None  # "the working day"
    if row.after == "-":
        return None  # "quarter-to-quarter"
    if lead == "T" and row.before == "in" and row.match.start() > 1:
        part_of = row.tokens[row.match.start() - 2].word
        if part_of in row.context["part_of"] and unit in ("week", "month", "year"):
            return TimeValue(f"shift:{unit}:0", {"definite": "1"})
    if unit in ("second", "minute", "hour", "decade", "century") and "d" not in lead:
        return None
    if lead == "T" and unit in ("day", "year", "month"):
        if unit == "day":
            return None
        told_year = row.before in row.context["year_told"] and row.after not in row.context["fiscal"]
        if told_year and unit == "year":
            return TimeValue("shift:year:0", {"definite": "1"})
        return TimeValue(length(1, unit))
    return TimeValue(f"ref:{unit}:0")


def ordinal(row: Row) -> TimeValue | None:
    """Return "the third quarter", "the 19th century"; "the first week" waits for its month or year."""
    unit, nth = row.value("u"), row.value("o")
    year = row.value("y") or "XXXX"
    relative_year = row.value("s")
    extra = hints(year=str(relative_year) if relative_year is not None else None)
    if unit == "half" and 1 <= nth <= 2:
        return TimeValue(f"{year}-H{nth}", extra)
    if unit == "quarter" and 1 <= nth <= 4:
        return TimeValue(f"{year}-Q{nth}", extra)
    if unit == "century" and 1 < nth <= 21:
        return TimeValue(f"{ERA // 100 - nth if row.group('e') else nth - 1:02d}", hints(mod=modifier(row)))
    if row.group("b"):
        return None
    if unit in ("week", "day", "weekend", "month") and 1 <= nth <= 31:
        return TimeValue(f"nth:{unit}:{nth}")
    return None


def quarter(row: Row) -> TimeValue:
    """Return "Q3 2022", "H1 2022"."""
    return TimeValue(f"{row.value('y')}-{row.value('n')}")


def the_day_before(row: Row) -> TimeValue | None:
    """Return "the day before", "the year after": counted from the time just told, unless a noun follows."""
    if row.after in row.context["article"] and row.value("u") == "day":
        return TimeValue(f"ref:day:{row.value('s')}", {"of": "1"})  # "the day after the fall of the town"
    if row.after not in row.context["clause_end"]:
        return None
    return TimeValue(f"ref:{row.value('u')}:{row.value('s')}")


def the_night_before(row: Row) -> TimeValue | None:
    """Return "the night before", "the morning after": of the day before or after the one just told."""
    if row.after not in row.context["clause_end"]:
        return None  # "the night before the attack"
    return TimeValue(f"ref:day:{row.value('s')}", {"time": row.value("p")})


def before_last(row: Row) -> TimeValue | None:
    """Return "the week before last", "the night before last", "the year after next"."""
    if row.value("s") != row.value("l") or row.after not in row.context["clause_end"]:
        return None  # "the day before last Tuesday"
    if row.letter("u") == "P":
        return TimeValue(f"shift:day:{2 * row.value('s')}", {"time": row.value("u")})
    return TimeValue(f"shift:{row.value('u')}:{2 * row.value('s')}")


def deictic_day_away(row: Row) -> TimeValue | None:
    """Return "the day before yesterday", "the day after tomorrow"."""
    if row.value("u") != "day" or row.value("x") != row.value("s"):
        return None
    return TimeValue(f"shift:day:{2 * row.value('s')}")


def nth_weekday(row: Row) -> TimeValue | None:
    """Return "the last Sunday of September", "the first Monday in October 2022"."""
    if row.group("of")[0].word not in row.context["of"] or row.value("s") not in (-1, 1, 2, 3, 4, 5):
        return None
    return TimeValue(f"{row.value('y') or 'XXXX'}-@{row.value('m')}:{row.value('s')}:{row.value('w')}")


def day_of_month(row: Row) -> TimeValue | None:
    """Return "(on) the 24th": of the month just told."""
    day, in_figures = row.value("d"), row.group("d")[0].word[:1].isdigit()
    told = row.before in row.context["on_day"] or (row.before == "of" and not row.is_named)
    counts = row.after in row.context["ordinal_nouns"] or row.after == "-"
    return TimeValue(f"XXXX-XX-{day:02d}") if told and in_figures and not counts and 1 <= day <= 31 else None


def day_alone(row: Row) -> TimeValue | None:
    """Return "le 17": of the month just told, where nothing follows that it could count."""
    day, article = row.value("d"), row.group("t")[0].word
    counts = row.after not in row.context["after_day"] and not row.after.startswith("\n")
    opens_list = row.before in row.context["before_numbers"]
    in_figures = row.group("d")[0].word[:1].isdigit()
    if article != "le" or counts or opens_list or not in_figures or not 1 <= day <= 31:
        return None
    return TimeValue(f"XXXX-XX-{day:02d}")


def year(row: Row) -> TimeValue | None:
    """Return a year or a decade; "his 30s" are an age."""
    word = row.group("y")[0].word
    if row.letter("y") == "Z" and word[:1].isdigit() and len(word) < 5 and "T" not in row.match.group():
        return None
    if row.letter("y") == "Y" and (row.after == "of" and row.after_of in row.context["whole"]):
        return None  # "2014 of them"
    return TimeValue(str(row.value("y")), hints(mod=modifier(row)))


def years(row: Row) -> TimeValue | None:
    """Return "1957-58", "2022/23": two years in a row or a stretch of them."""
    first, last = int(row.value("y")) if str(row.value("y")).isdecimal() else 0, row.group("e")[0].word
    if row.letter("e") == "Y":
        return TimeValue(str(first), {"to": str(row.value("e"))}) if first > ERA // 2 else None
    if not last.isdecimal() or len(last) != 2 or not 1400 <= first <= 2100 or int(last) <= first % 100:
        return None
    return TimeValue(str(first), hints(to=f"{first // 100}{last}", mod=modifier(row)))


def spoken_year(row: Row) -> TimeValue | None:
    """Return "nineteen ninety-six"."""
    century, *rest = [token.value for token in row.group("y") if isinstance(token.value, int)]
    below = sum(rest)
    return TimeValue(f"{century}{below:02d}") if 16 <= century <= 20 and 10 <= below <= 99 else None


def season(row: Row) -> TimeValue | None:
    """Return a season, with its year when told."""
    lead = row.letter("s")
    if row.group("n")[0].capital and not row.value("y") and row.match.start("n") > row.match.start():
        return None  # "the Winter War"
    if row.group("n")[0].word == "fall" and row.after == "of" and not row.value("y"):
        return None  # "since the fall of X"
    sure = lead.strip("T") or row.value("y") or row.before in row.context["season"]
    if not (sure or (lead and row.letter("n") == "S")):
        return None
    return TimeValue(
        f"{row.value('y') or 'XXXX'}-{row.value('n')}",
        hints(dir=direction(row), mod=modifier(row), told=told_mark(row)),
    )


def vague(row: Row) -> TimeValue | None:
    """Return "now", "recently", "soon" but not "soon after"."""
    if row.french and row.before == "en":
        return None  # "en maintenant" is a verb
    if row.after in row.context["no_vague"] or (
        row.group("r")[0].word == "the moment" and row.before not in ("at", "for")
    ):
        return None
    return TimeValue(row.value("r"))


def the_past(row: Row) -> TimeValue | None:
    """Return "the past" as a noun."""
    return TimeValue("PAST_REF") if row.group("s")[0].word == "past" else None


def year_ago(row: Row) -> TimeValue | None:
    """Return "year-ago", "the year-earlier quarter", "the year-ago period"."""
    unit = row.value("u")
    if unit not in (None, "quarter", "period"):
        return None
    if row.group("s") and (unit is None or row.tokens[row.match.start() + 1].value != "year"):
        return None
    return TimeValue("shift:year:-1", {"ago": unit or "year"})


def period(row: Row) -> TimeValue | None:
    """Return "the latest period", "the corresponding period last year": the quarter or year told of before."""
    away = row.value("l")
    return TimeValue("ref:period:0") if away is None else TimeValue(f"shift:year:{away}", {"ago": "period"})


def period_of_year(row: Row) -> TimeValue | None:
    """Return "the 1988 period", "the 1988 quarter": what was told before, of that year."""
    if row.value("u") not in ("quarter", "period"):
        return None
    return TimeValue(row.value("y"), {"like": row.value("u")})


def year_in_words(row: Row) -> TimeValue | None:
    """Return "the year two thousand"."""
    told = number(row.group("y"))
    return TimeValue(str(int(told))) if row.value("u") == "year" and told and 1000 <= told <= 2199 else None


def day_after(row: Row) -> TimeValue | None:
    """Return "le lendemain", "la veille", "au lendemain de l'attaque"."""
    of = row.after in row.context["of"] or row.after == "des"
    # not "s'est emparé la veille de la gare", "suivie le lendemain de X"
    of = of and row.before not in row.context["governs_of"]
    return TimeValue(f"ref:day:{row.value('r')}", hints(of="1" if of else None))


def end_of_unit(row: Row) -> TimeValue | None:
    """Return "year-end"."""
    return TimeValue(f"shift:{row.value('r')}:0", {"mod": "end"})


def opening(row: Row) -> TimeValue | None:
    """Return "the end of", which needs what follows."""
    return TimeValue(f"part:{row.value('b')}")
