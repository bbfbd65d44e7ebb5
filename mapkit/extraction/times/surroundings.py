"""What the words around an expression say: its relation to the event, the end of a span, the tense of the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mapkit._timevalue import TimeValue
from mapkit.extraction.times.matching import Found
from mapkit.extraction.times.tokens import Token, Words

_BACK, _AHEAD = 25, 15
"""How many tokens before and after an expression its verb is looked for."""

_EVENT = 6
"""Words that may stand between a length and the day it is counted from."""

_OPENING = 8
"""How many tokens may stand before an expression that opens its sentence."""

_LENGTH = re.compile(r"P\d+[DWMY]$")
_NO_YEAR = re.compile(r"XXXX-\d\d")
_MONTH_OR_DAY = re.compile(r"[\dX]{4}-\d\d(?:-\d\d)?$")
_A_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)$|shift:day:")
_ASIDE = frozenset(("(", ")", "on", ","))
_STOPS = frozenset(".;:?!")
_QUOTES = frozenset('“”"')


def relate(tokens: Sequence[Token], found: Sequence[Found], words: Words) -> list[Found]:
    """Return the expressions with hints from their surroundings."""
    found = [each for each in found if not _is_soon_over(tokens, each, words)]
    # from the last to the first, so that a day is handed on: "10:35 a.m. (0735 GMT) Friday"
    for index in range(len(found) - 2, -1, -1):
        found[index] = _on_day_behind(tokens, found[index], found[index + 1])
        found[index] = _in_year_behind(tokens, found[index], found[index + 1], words)
    related: list[Found] = []
    for index, each in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        hints = _beside(tokens, each, following, words)
        if related:
            hints.update(_after(related[-1].value, each.value))
        if _asks_for_verb(each.value.head) or "from" in hints:
            hints.update(_looks(tokens, each, words, relation=hints.get("rel")))
        value = each.value.with_hints(**hints)
        if "of" in value.hints and "from" not in value.hints:
            if _opens(tokens, each):  # "Le lendemain de l'attaque, l'armée ...", after the day of the attack
                value = value.with_hints(of=None)
            elif words.code == "en":
                continue  # by itself "the day after the attack" is no expression to annotators of English
        related.append(replace(each, value=value))
    return related


def _asks_for_verb(head: str) -> bool:
    """Whether the tense of the verb decides what a head means."""
    return "X" in head or head.startswith("ref") or "weekend" in head


def _after(before: TimeValue, value: TimeValue) -> dict[str, str | None]:
    """Return the hints that an expression has from the one before it."""
    hints: dict[str, str | None] = {}
    if "from" in before.hints:
        hints["base"] = "1"
    if "to" in before.hints:
        if _is_alike(before.head, value.head):
            hints["told"] = "1"  # the end of a span is counted from its beginning
        if before.head == "PRESENT_REF":
            hints["rel"] = "until"  # "between now and 10 February"
        if before.hints["to"] == value.head:
            hints["within"] = "1"
    return hints


def _beside(tokens: Sequence[Token], each: Found, following: Found | None, words: Words) -> dict[str, str | None]:
    """Return the hints that the words before an expression and the expression behind it give."""
    far = [token.word for token in tokens[max(0, each.first - 7) : each.first]]
    before = far[-4:]
    tails = {" ".join(before[-n:]).replace("' ", "'") for n in (1, 2, 3) if n <= len(before)}
    hints: dict[str, str | None] = {}
    for name in ("by", "since", "until"):
        if tails & words.relation[name]:
            hints["rel"] = name
    if tails & words.relation["till"]:
        hints["dir"] = "future"  # "d'ici vendredi"
    if before[-1:] == ["before"] and tokens[each.first].word in words.relation["hours"]:
        del hints["rel"]  # "before dawn on Tuesday" is on Tuesday
    if following and following.value.is_calendar:
        between = " ".join(token.word for token in tokens[each.last : following.first][:3])
        is_span = tails & words.relation["between"] and between in words.relation["joins"]
        # "28 September-3 October"
        is_hyphened = between in ("-", "–") and _is_dated(each.value.head, following.value.head)
        if is_span or is_hyphened:
            hints["to"] = following.value.head
            if _is_alike(each.value.head, following.value.head):
                hints["week"] = following.value.hints.get("week")  # "between Monday and Wednesday last week"
    if following and (side := _counted_from(tokens, each, following, words)):
        hints["from"], hints["side"] = following.value.head, side
    if tails & words.relation["ended"] and "dir" not in each.value.hints and _NO_YEAR.match(each.value.head):
        hints["dir"] = "past"  # "the year ended March 31"
    if words.relation["arranged"].intersection(before) and words.relation["ahead"].intersection(far):
        hints["base"] = "1"  # "ahead of the vote on 20 December" is no day of what was done
    if words.relation["deadline"].intersection(before):
        hints["deadline"] = "1"
    return hints


def _looks(tokens: Sequence[Token], each: Found, words: Words, *, relation: str | None) -> dict[str, str | None]:
    """Return which way the verb beside an expression looks."""
    if each.first and tokens[each.first - 1].word in words.relation["ever"]:
        return {"tense": "past", "done": "1"}  # "has been missing since January 5"
    tense = _tense(tokens, each, words)
    if relation in ("by", "until"):
        done = tense == "past" and _opens(tokens, each) and _is_done_behind(tokens, each, words)
        # "has extended it through January": the end may lie ahead; not so "By January 5 gunmen had killed six"
        return {"tense": tense if done or tense != "past" else None, "done": "1" if done else None}
    return {"tense": tense, "done": "1" if tense != "future" and _is_done(tokens, each, words) else None}


def _opens(tokens: Sequence[Token], each: Found) -> bool:
    """Whether an expression stands at the head of its sentence, behind a preposition."""
    before = [token.word for token in tokens[max(0, each.first - 2) : each.first]]
    return len(before) < 2 or any(word in _STOPS or word.startswith("\n") for word in before)


def _is_soon_over(tokens: Sequence[Token], each: Found, words: Words) -> bool:
    """Whether "soon" tells of the past: "they soon fell out", "was soon recalled"."""
    if tokens[each.first].word != "soon" or each.last >= len(tokens):
        return False
    before = tokens[each.first - 1].word if each.first else ""
    return before in ("was", "were", "had") or _verb(tokens[each.last].word, words) == "past"


def _on_day_behind(tokens: Sequence[Token], each: Found, following: Found) -> Found:
    """Return "10:35 a.m." and "0735 GMT" of "10:35 a.m. (0735 GMT) Friday" on their day."""
    clock = each.value.hints.get("time") if "clock" in each.value.hints else None
    if clock is None or not _A_DAY.match(following.value.head):
        return each
    between = {token.word for token in tokens[each.last : following.first]}
    if between - _ASIDE or ("(" in between and "clock" not in following.value.hints):
        return each  # in "6 am (2200 GMT Friday)" it is another day
    return replace(each, value=following.value.with_hints(time=clock, clock="1"))


def _in_year_behind(tokens: Sequence[Token], each: Found, following: Found, words: Words) -> Found:
    """Return "January" of "between January and May 1901", in which the year stands only once, with its year."""
    between = " ".join(token.word for token in tokens[each.last : following.first][:3])
    one, other = each.value, following.value
    if between not in words.relation["joins"] or not (_NO_YEAR.match(one.head) and other.has_year):
        return each
    if "year" in one.hints or len(one.head) != len(other.head) or not other.head[:4].isdecimal():
        return each
    year = int(other.head[:4]) - (one.head[5:] > other.head[5:])
    return replace(each, value=TimeValue(one.head.replace("XXXX", f"{year:04d}", 1), one.hints))


def _is_dated(one: str, other: str) -> bool:
    """Whether both are months or both are days of the calendar."""
    return _MONTH_OR_DAY.match(one) is not None and _MONTH_OR_DAY.match(other) is not None and len(one) == len(other)


def _is_alike(one: str, other: str) -> bool:
    """Whether both are weekdays, months or days, and lack their year."""
    return one.startswith("XXXX") and other.startswith("XXXX") and (len(one), "W" in one) == (len(other), "W" in other)


def _counted_from(tokens: Sequence[Token], each: Found, following: Found, words: Words) -> str | None:
    """Return on which side of ``following`` a length leads to: "two days after the November 10 elections"."""
    of_event = "of" in each.value.hints
    if not (_LENGTH.match(each.value.head) or of_event) or not following.value.is_calendar:
        return None
    if {"year", "told_year", "week"} & following.value.hints.keys():
        return None  # the head alone does not say which year or week that is
    between = [token.word for token in tokens[each.last : following.first]]
    if of_event and between[-1:] == [","]:
        between.pop()  # "au lendemain de la chute de la ville, le 18 décembre"
    if len(between) > _EVENT or not all(word.isalpha() or word.endswith("'") for word in between):
        return None
    # "two days after the coup of 26 July", but not "two days after the army said on Monday"
    if any(_verb(word, words) for word in between[1:]):
        return None
    if of_event:
        return "1"
    if not between or (between[1:] and between[1] not in words.context["article"]):
        return None
    return "1" if between[0] in words.relation["after"] else "-1" if between[0] in words.relation["before"] else None


def _tense(tokens: Sequence[Token], each: Found, words: Words) -> str | None:
    """Return the tense of the nearest verb before the expression in its clause, else of the first one after it."""
    genitive = each.last < len(tokens) and tokens[each.last].word == "'s"
    for index in range(each.first - 1, max(-1, each.first - 1 - _BACK), -1):
        word = tokens[index].word
        if word in _STOPS or word in _QUOTES or word.startswith("\n"):
            break
        if index and tokens[index - 1].word in words.cue["auxiliary"]:
            continue  # of "were to be escorted" the verb that tells the tense is still to come
        if word in words.cue["timetable"] and index and _is_bare(tokens, index, words):
            continue  # "went on to take", "plans to take": what stands before tells the tense
        tense = None if tokens[index].capital else _verb(word, words)
        # "is to", "are to" and "agreed to" look ahead; "was to have", "fell to the rebels", "agreed to a truce" and
        # "were forced to" do not
        if word in words.cue["looking_ahead"] and tokens[index + 1].word == "to":
            over = tokens[index + 2].word == "have" or tokens[index + 2].word in words.cue["no_verb"]
            over = over or (word in words.cue["came_true"] and tokens[index - 1].word in words.cue["auxiliary_past"])
            tense = "past" if over else "future"
        if tense == "future" and (genitive or _is_undone(tokens, index, words)):
            tense = "future" if genitive and word in words.cue["sure"] else "past"
        if tense:
            return tense
    if genitive:
        return None
    for token in tokens[each.last : each.last + _AHEAD]:
        if token.word in _STOPS or token.word.startswith("\n"):
            break
        if token.word in words.relation["until"]:
            continue  # "from Friday until Sunday"
        if not token.capital and (tense := _verb(token.word, words)):
            return tense
    return None


def _is_bare(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Whether a verb has no tense of its own: "went on to arrive", "saw dozens of trucks arrive on Friday"."""
    if tokens[index - 1].word == "to":
        return True
    for token in reversed(tokens[max(0, index - _BACK) : index]):
        if token.word in _STOPS or token.word.startswith("\n"):
            return False
        if token.word in words.cue["witnessed"]:
            return True
    return False


def _is_done(tokens: Sequence[Token], each: Found, words: Words) -> bool:
    """Whether a verb of the past governs the expression, so that it cannot lie ahead.

    It stands before ("killed six on January 5"), right behind ("the strike on January 5 killed six") or, when the
    expression opens its sentence, in the clause that follows ("On January 5 gunmen killed six"). Nothing that may look
    ahead stands between, and it is none that arranges things ("set", "a annoncé").
    """
    if {token.word for token in tokens[max(0, each.first - 2) : each.first]} & words.relation["arranged"]:
        return False  # "gathered ahead of elections on 13 January"
    start, last = each.first, each.first - 1
    near = last >= 0 and tokens[last].word in words.cue["loose_near"]
    for index in range(last, max(-1, last - _BACK), -1):
        word = tokens[index].word
        if word in _STOPS or word in _QUOTES or word.startswith("\n"):
            break
        start = index
        if _is_loose(tokens, index, words):
            return False
        if not near and _is_deed(tokens, index, words):
            return True
    if any(_is_deed(tokens, index, words) for index in range(each.last, min(each.last + 2, len(tokens)))):
        return True
    return each.first - start <= _OPENING and _is_done_behind(tokens, each, words)


def _is_done_behind(tokens: Sequence[Token], each: Found, words: Words) -> bool:
    """Whether the first verb of the clause behind an expression tells what was done."""
    for index in range(each.last, min(each.last + _AHEAD, len(tokens))):
        token = tokens[index]
        if index == each.last and token.word in words.relation["cleft"]:
            continue  # "It was on March 7 that gunmen killed six"
        if token.word in _STOPS or _is_loose(tokens, index, words):
            return False
        reporting = token.word == "," and each.first > 2
        if reporting and tokens[min(index + 1, len(tokens) - 1)].word in words.cue["reporting"]:
            return False  # "la trêve expire le 3 novembre, a souligné le médiateur"
        if not token.capital and _verb(token.word, words) == "future":
            return False
        if _is_deed(tokens, index, words):
            return True
    return False


def _is_loose(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Whether a word between a verb and an expression lets the expression lie ahead all the same."""
    word = tokens[index].word
    if word == "to":  # "moved to testify on 10 February", but "fled to the town"
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is None or not (following.capital or following.word in words.context["article"])
    return word in words.cue["loose"]


def _is_deed(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Whether a token is a verb that tells what was done."""
    token, before = tokens[index], tokens[index - 1] if index else None
    if token.capital or token.word in words.cue["arranging"]:
        return False
    if before and (before.word in words.cue["no_deed"] or not (before.word[0].isalnum() or before.word == ",")):
        return False  # "a very limited service", "to be completed", "is heard"
    if words.code == "fr" and token.word in words.cue["deeds"]:
        return True  # "six personnes tuées le 5 janvier"
    if words.code == "fr":
        lead = {each.word for each in tokens[max(0, index - 2) : index]}
        return token.word.endswith(words.endings["participle"]) and bool(lead & words.cue["auxiliary_past"])
    return token.word not in words.cue["auxiliary_past"] and _verb(token.word, words) == "past"


def _is_undone(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Whether what was looked forward to is over: "had been due"."""
    before = [token.word for token in tokens[max(0, index - 3) : index]]
    return any(
        " ".join(before[-n:]) in words.cue["undone"] or " ".join(before[-n - 1 : -1]) in words.cue["undone"]
        for n in (1, 2)
    )


def _verb(word: str, words: Words) -> str | None:
    """Return which way a verb looks, ``None`` for other words."""
    if word in words.cue["future"] or (len(word) > 4 and word.endswith(words.endings["future"])):
        return "future"
    if word in words.cue["past"] or (
        len(word) > 4 and word.endswith(words.endings["past"]) and word not in words.cue["no_past"]
    ):
        return "past"
    return "future" if word in words.cue["timetable"] else None
