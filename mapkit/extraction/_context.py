"""Words around a place name, and what they say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from mapkit._resources import load_toml
from mapkit._text import fold
from mapkit.extraction.actor_tables import known_actors
from mapkit.extraction.inflection import verb_forms
from mapkit.model import Place

Words = Mapping[str, frozenset[str]]
_WORD = re.compile(
    r"(?:[ldjmntsLDJMNTS]|[Qq]u)['’](?=[^\W\d_]{3}|[A-Za-z][a-z]-|[AE][a-z] [A-Z])|[^\W\d_]+(?:[.'’‘][^\W_]+)*"
)
_JOIN = re.compile(r"[ \u00a0\u202f\-‐'’]{0,2}|\. ")
_STOP = re.compile(r"[.!?;:\n“”\"]")
STARTS = re.compile(r"(?:[.!?…][\"”’»')]?\s+|\n\s*)[\"“‘«'(•*-]?\s?\Z")
"""What stands before the beginning of a sentence."""
_BRACKETS = r"(?:\s*\([A-ZÀ-Þ][^)\n]{1,30}\))?"
_DATELINE = re.compile(rf"{_BRACKETS}(?:,(?:[^.\n]|\.(?=\s+[\d(])){{2,45}}?)?{_BRACKETS}\s*(?:[-–—]{{1,2}}|:)\s")
_SHORT = frozenset("St Ste Mt Ft Mr Mrs Ms Dr Gen Col Lt Sgt Capt Sen Rep Gov".split())  # noqa: SIM905  # reads better
_INCLUDING = frozenset(("including", "dont", "y", "notamment"))
_INTO_NAME = frozenset(("in", "of", "for", "to", "du", "de", "des", "pour", "au", "en", "d", "and", "la"))
_PARTNER = frozenset(("with", "by", "avec", "par", "between", "entre", "of", "against"))
_IN = re.compile(
    r",?\s+(?:in|au|en)\s+(?:the\s+)?(?:(?:north|south|east|west)\w*\s+)?"
    r"|,\s+dans\s+(?:le|la|l[’'])\s*(?:nord|sud|est|ouest)\s+(?:du|de la)\s+"
)
_POSSESSIVE = re.compile(r"['’]s?$")


class Token(NamedTuple):  # cheap to make: a text has thousands
    """A word.

    ``joined`` when only a blank or a hyphen parts it from the word before, ``hyphen`` when a hyphen does, ``owned``
    when the word before is a possessive: "Jordan's King" is a king, Jordan Kings might be a man.
    """

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    hyphen: bool
    owned: bool


class Named(Protocol):
    """An accepted name, as the recogniser holds it."""

    first: int
    last: int
    start: int
    end: int
    name: str
    places: Sequence[Place]
    container: str
    hints: list[str]


@cache
def load_words(*, french: bool = False) -> Words:
    """Return the vocabulary; ``types`` joins all type words, ``actors`` are the folded names of the actor tables.

    In French "de" and "par" stand before places, in English they are part of names.
    """
    words = {key: frozenset(value.split()) for key, value in load_toml("vocabulary", "toponyms.toml").items()}
    words["phrases"] = frozenset(w.replace("_", " ") for w in words["phrases"])
    words["first_names"] = frozenset(fold(w) for w in words["first_names"])
    words["actors"] = frozenset(fold(n) for actor in known_actors() for n in (actor.name, *actor.aliases))
    if french:
        words["prepositions"] |= words["prepositions_fr"]
    kinds = ("towns", "regions", "districts", "features", "sites", "bases")
    words["buildings"] |= words["venues"] | words["sites"]
    words["types"] = frozenset().union(*(words[k] for k in kinds))
    # what a name that no gazetteer knows must be called to be a place; "state of emergency", "Islamic State" are none
    words["units"] = words["types"] | words["settlements"] | words["camps_and_crossings"]
    words["deeds"] |= words["holdings"] | _inflected(words, "verbs_of_forces")
    words["moves"] |= _inflected(words, "verbs_of_places")
    words["known_moves"] = words["moves"] | _inflected(words, "verbs_of_known_places")
    words["units"] -= frozenset(("state", "territory", "région", "region", "capital", "department"))
    families = ("months", "days", "titles", "first_names", "organisations", "weapons")
    words["no_places"] = frozenset().union(*(words[k] for k in families))
    return words


def _inflected(words: Words, family: str) -> frozenset[str]:
    """Return every form of the English and French verbs of a family."""
    listed = ((verb, language) for language, key in (("en", family), ("fr", f"{family}_fr")) for verb in words[key])
    return frozenset(form for verb, language in listed for form, _ in verb_forms(verb, language))


ARTICLES = frozenset(
    ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ech", "ed", "en", "er", "es", "esh", "et", "ez", "ul")
)
"""Articles of Arabic names, as they are written before a hyphen."""
_HYPHENED = re.compile(r"-[A-ZÀ-Þ]")


# what stands before the names of a list: "captured four towns in two days"
LISTED_BEHIND = re.compile(
    r"(?:towns|villages|cities|settlements|districts|provinces|bases|villes|villages|localités|bourgs|bourgades)\b[^.;:\n]{0,40}\s?:\s+"
    r"(?:the |la |le |l[’'])?\Z"
)
_FRENCH = re.compile(r"(?<!\w)(?:les|des|dans|une|sont|est|aux|du)(?!\w)")
_TELLS_LANGUAGE = 2000
"""Characters of a text whose small words tell that it is French."""


def tokens_of(text: str, span: tuple[int, int] | None) -> list[Token]:
    """Cut ``text`` into words, without possessive endings; elided articles stand alone."""
    start, stop = span if span is not None else (0, len(text))
    found: list[Token] = []
    last = -1
    owned = False
    french = len(_FRENCH.findall(text, start, min(stop, start + _TELLS_LANGUAGE))) > 1
    for match in _WORD.finditer(text, start, stop):
        word = match.group()
        begin, close = match.span()
        if text[last:begin] == " " and last > 0 and not owned and word.isalpha() and word not in ARTICLES:
            # as most are; by position, which is faster
            found.append(Token(begin, close, word, word.lower(), word[0].isupper(), True, False, False))
            last = close
            continue
        end = close
        if not word.isalpha() and ("'" in word or "’" in word):
            cut = _POSSESSIVE.search(word)
            if cut and len(word) > 3 and "." not in word and not (word[:2] == "Ra" and text[close : close + 1] == " "):
                word = word[: cut.start()]
            elif word[-1] in "'’":
                word = word[:-1]
            end = begin + len(word)
        gap = text[last:begin] if last >= 0 else "\n"
        joined = gap == " " or (
            _JOIN.fullmatch(gap) is not None and not (gap == ". " and not _abbreviated(found[-1].text))
        )
        # "el-Bur" is a name though its article is small
        capital = word[0].isupper() or (word in ARTICLES and _HYPHENED.match(text, end) is not None)
        at = french and word == "A" and not joined  # "A Paris": a preposition without its accent
        found.append(
            Token(begin, end, word, "à" if at else word.lower(), capital and not at, joined, "-" in gap, owned)
        )
        owned = 0 < close - end <= 2
        last = close if owned else end
    return found


def _abbreviated(word: str) -> bool:
    return len(word) == 1 or "." in word or word in _SHORT


# ---------------------------------------------------------------------------------------------- hints
def hints_of(
    text: str, tokens: list[Token], names: Sequence[Named], words: Words, is_capital: Callable[[str], bool]
) -> None:
    """Add to each accepted name what the words around it say."""
    previous: Named | None = None
    for name in names:
        near = back_of(text, tokens, name.first, 10)
        back = [t.lower for t in near]
        country = any(p.kind == "country" for p in name.places)
        # "the Republic of X" is the country, "X state" is not
        kind = _kind(text, tokens, name, words, [] if country else near)
        if kind is None and previous is not None and not previous.container and _continues(text, previous, name):
            kind = next((h for h in previous.hints if h.startswith("kind:")), None)
            if kind in ("kind:region", "kind:district") and text[previous.end : name.start] == ", ":
                kind = None  # "in the province of X, Y fell"
        if kind and not (country and kind in ("kind:base", "kind:town", "kind:site")):
            name.hints.append(kind)
        name.hints += _within_town(text, tokens, name, near, words)
        if kind == "kind:site":
            beside = [t.lower for t in tokens[name.last + 1 : name.last + 2]] + back[1:2] + back[:1]
            name.hints += [f"site:{word}" for word in beside if word in words["sites"]][:1]
        if name.container:
            name.hints.append(f"in:{name.container.replace(';', ' ')}")
        if _in_name(text, tokens, name, words):
            name.hints.append("role:in_name")
        elif fold(name.name) in words["blocs"] or _acts(
            text, tokens, name, words, back, seat=_is_seat(name, is_capital)
        ):
            name.hints.append("role:metonym")
        if is_dateline(text, tokens, name):
            name.hints.append("dateline")
        previous = name
    _pair_seats(text, tokens, names, words, is_capital)
    for one, two in pairwise(
        names
    ):  # "Azzan in Yemen", "in Yemen's Shabwa province" is no Azzano elsewhere, though none is known in Yemen
        plain = not one.container and not any(p.kind == "country" for p in one.places)
        wide = "kind:region" in two.hints or any(p.kind == "country" for p in two.places)
        if plain and wide and _IN.fullmatch(text, one.end, two.start):
            one.hints.append(f"in:{two.name.replace(';', ' ')}")


def _pair_seats(
    text: str, tokens: list[Token], names: Sequence[Named], words: Words, is_capital: Callable[[str], bool]
) -> None:
    """Mark "Washington and Moscow": two seats side by side, unless somebody travels."""
    for one, two in pairwise(names):
        if text[one.end : two.start] in (" and ", " et ") and _is_seat(one, is_capital) and _is_seat(two, is_capital):
            before = {t.lower for t in tokens[max(0, one.first - 4) : one.first]}
            if not before & (words["prepositions"] - {"between", "entre"}) and not before & words["travel"]:
                one.hints.append("role:metonym")
                two.hints.append("role:metonym")
    for one, two in reversed(list(pairwise(names))):  # in "Niamey and Bamako denied it" both did
        listed = text[one.end : two.start] in (", ", " and ", " et ", ", and ") and "role:metonym" in two.hints
        if listed and not tokens[one.first].joined and _is_seat(one, is_capital):
            one.hints.append("role:metonym")


def _continues(text: str, one: Named, two: Named) -> bool:
    return text[one.end : two.start] in (" and ", ", ", ", and ", " et ", " et de ", " et d'", " et d’", " or ")


def _kind(text: str, tokens: list[Token], name: Named, words: Words, back: list[Token]) -> str | None:
    """Return what the type words beside a name call it."""
    right = [t.lower for t in tokens[name.last + 1 : name.last + 3]] if _follows(tokens, name) else []
    left = [t.lower for t in back[:2]]
    base = _base_after(right, words) or _base_before(back, words)
    if base:
        return base
    near = {*right[:1], *left[:1]}
    if len(left) > 1 and left[0] in ("of", "de", "d", "du") and left[1] not in ("capital", "capitale"):
        near.add(left[1])  # "the town of X" is X, "the capital of X" lies in it
    if back and text[back[0].end : name.start].strip() and back[0].lower in words["regions"] | words["districts"]:
        near = set(right[:1])  # "two villages inside the region, X and Y", "a village in the region - X -"
    for family, kind in (("towns", "town"), ("regions", "region"), ("districts", "district"), ("sites", "site")):
        if near & words[family]:
            return f"kind:{kind}"
    # leaving, said of a force in a sentence about its bases, leaves the base
    left_one = any(t.lower in words["withdrawals"] for t in back_of(text, tokens, name.first, 3))
    if left_one and any(t.lower in words["bases"] for t in back_of(text, tokens, name.first, 40)):
        return "kind:base"
    return None


def _follows(tokens: list[Token], name: Named) -> bool:
    return name.last + 1 < len(tokens) and tokens[name.last + 1].joined


def _base_after(right: list[str], words: Words) -> str | None:
    first, second = [*right, "", ""][:2]
    if first in words["civil_camps"] or (first in ("camp", "camps") and second == "for"):
        return "kind:site"
    military = first in words["bases"] or (first in ("air", "military", "army", "naval") and second in words["bases"])
    return "kind:base" if military else None


def _base_before(back: list[Token], words: Words) -> str | None:
    """Find "its base in the strategic town of" before a name; a camp of refugees is a site."""
    nearer: Token | None = None
    for place, token in enumerate(back):
        if nearer is not None and not nearer.joined and nearer.lower not in _INCLUDING:
            return None
        word = token.lower
        if word in words["bases"]:
            civil = place + 1 < len(back) and back[place + 1].lower in words["civil_camps"]
            linked = nearer is not None and nearer.lower in words["base_links"]
            return None if not linked else "kind:site" if civil else "kind:base"
        if word not in words["base_links"] and word not in words["towns"]:
            return None
        nearer = token
    return None


def _within_town(text: str, tokens: list[Token], name: Named, near: Sequence[Token], words: Words) -> Iterator[str]:
    """Yield what only bears a name within a town: "the X road", "the X hotel", "la gare de X", "l'hôtel X"."""
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    next_word = after.lower if after is not None and after.joined else ""
    if next_word in words["ways"]:
        yield "way"
    behind = [t.lower for t in near[:3]]
    called = behind[:1] and behind[0] in words["venues"] and text[near[0].end : name.start] == " "
    of = behind[:1] in (["de"], ["d"], ["du"]) and not words["venues"].isdisjoint(behind[1:])
    if next_word in words["venues"] or called or of:
        yield "venue"


def back_of(text: str, tokens: list[Token], first: int, limit: int) -> list[Token]:
    """Return the tokens before ``first``, nearest first, no further than the start of the sentence."""
    found: list[Token] = []
    for i in range(first, 0, -1):
        before, token = tokens[i - 1], tokens[i]
        if len(found) == limit or (not token.joined and _STOP.search(text, before.end, token.start)):
            break
        found.append(before)
    return found


# ---------------------------------------------------------------------------------------------- roles
_WITHIN_TIME = frozenset(
    (
        "en",
        "dans",
        "à",
        "la",
        "l",
        "une",
        "un",
        "deux",
        "trois",
        "par",
        "sans",
        "in",
        "a",
        "few",
        "the",
        "at",
        "après",
        "après-midi",
        "fin",
        "de",
        "coup",
        "aucune",
        "le",
        "même",
        "grande",
    )
)


_MANNER = frozenset(("jour", "soir", "résistance", "combat", "combats", "combattre", "férir", "surprise", "nouveau"))
"""What the words between a verb and a place end in besides times: "ont quitté sans résistance X"."""


def before_times(tokens: list[Token], first: int, words: Words) -> str:
    """Return the word before a name and before the time of the deed: "ont repris lundi matin Xyz"."""
    i = last = first
    while i > 0 and tokens[i].joined:
        word = tokens[i - 1].lower
        if is_time(word, words) or word in _MANNER:
            last = i - 1
        elif not (word in _WITHIN_TIME and last < first):
            break
        i -= 1
    # "en quelques heures": what leads into the time stands before it, but "à Xyz" has none
    i = i if last < first else first
    return tokens[i - 1].lower if i > 0 and tokens[i].joined else ""


def done_by_force(tokens: list[Token], first: int, words: Words) -> str | None:
    """Return which force does something to the name at ``first``: "rebels have attacked Xyz", "qui tiennent Xyz"."""
    i = first - 1
    if i < 1 or not tokens[first].joined or tokens[i].lower not in words["deeds"]:
        return None
    while i > 1 and (tokens[i - 1].lower in words["perfects"] or tokens[i - 1].lower in words["adverbs"]):
        i -= 1
    force = tokens[i - 1].lower
    if not tokens[i].joined:
        return None
    if force in words["forces"]:
        return force
    if not tokens[i - 1].capital:
        return None
    named = (fold(" ".join(t.text for t in tokens[max(0, i - n) : i])) for n in (1, 2, 3))  # "Boko Haram attacked Xyz"
    return force if any(name in words["actors"] for name in named) else None


def partly_held(tokens: list[Token], first: int, words: Words) -> bool:
    """Tell "control most of Xyz", "ont pris une partie de Xyz"."""
    back = [t.lower for t in tokens[max(0, first - 4) : first]]
    if len(back) < _PARTLY or back[-1] not in ("of", "de", "d"):
        return False
    return back[-2] in _PARTS and not words["holdings"].isdisjoint(back[:-2])


_PARTLY = 3
"""Words of "control most of"."""
_PARTS = frozenset(("most", "much", "half", "part", "parts", "all", "whole", "majority", "bulk", "rest")) | frozenset(
    ("majorité", "partie", "moitié", "plupart", "totalité")
)


def aimed_at(tokens: list[Token], first: int, words: Words) -> str:
    """Return what somebody means to do to the name at ``first``: "they vowed to seize Xyz"."""
    if first < 2 or not (tokens[first].joined and tokens[first - 1].joined) or tokens[first - 2].lower != "to":
        return ""
    aim = tokens[first - 1].lower
    return aim if aim in words["aims"] or aim in words["aims_at_anybody"] else ""


def is_time(word: str, words: Words) -> bool:
    """Whether a word is a day of the week or a time of day."""
    return word in words["days"] or word in words["times_of_day"]


def _is_seat(name: Named, is_capital: Callable[[str], bool]) -> bool:
    return any(p.kind == "country" or is_capital(p.id) for p in name.places)


def _in_name(text: str, tokens: list[Token], name: Named, words: Words) -> bool:
    """Tell a name inside the name of an organisation: "Xyz Movements", "Mission for the Support of Xyz"."""
    for token in tokens[name.last + 1 : name.last + 4]:
        if not (token.joined and token.capital) or token.owned:
            break
        if token.lower in words["organisations"] or token.lower in words["newspapers"]:
            return True
    if not name.first or tokens[name.first - 1].lower not in _INTO_NAME:
        return False
    near = back_of(text, tokens, name.first, 12)[1:]
    if near and near[0].lower in words["buildings"]:
        return False  # "the Federal Building in Xyz"
    capitals = 0
    for token in near:
        if token.capital:
            capitals += 1
            if capitals > 1 and token.lower in words["organisations"]:
                return True
            if token.lower in words["newspapers"] or token.lower in ("voice", "communauté", "community"):
                return True
        elif token.lower in ("mission", "operation") and capitals == 0:
            continue  # "the United Nations mission in X": the head noun may be small
        elif token.lower not in words["connectors"] and token.lower not in ("for", "to", "pour"):
            return False
    return False


def _acts(  # all of it is context
    text: str, tokens: list[Token], name: Named, words: Words, left: list[str], *, seat: bool
) -> bool:
    """Tell a state, or a seat of government for its government, that acts from a place where things happen."""
    if not seat:
        return False
    behind = tokens[name.last + 1 : name.last + 5]
    # "quitteront X lundi, a indiqué Y": no verb of X
    stops = (k for k, token in enumerate(behind) if k and not token.joined and token.lower in words["perfects"])
    ends = next(stops, len(behind))
    after = [t.lower for t in behind[:ends]]
    first, *further = [*left, ""]
    accused = any(word in words["accusations"] for word in left)
    state = any(p.kind == "country" for p in name.places)
    opens = not tokens[name.first].joined or first in words["clause_openers"]
    opens = opens or text.endswith((", and ", ", but ", ", et ", ", mais "), 0, name.start)
    return (
        (state and _owns(text, name, words, left, after))
        or (left[:1] and left[0] in ("of", "de", "du") and left[1:2] and left[1] in words["governments"])
        or (_follows(tokens, name) and after[0] in words["governments"])
        or (_follows(tokens, name) and opens and _governs(after, words, state=state))
        or (first in ("by", "par") and further[0] not in words["passing"])
        or (state and first in ("against", "contre"))
        or (first in ("to", "auprès") and further[0] in words["envoys"])
        or (_follows(tokens, name) and after[0] in words["statements"] and first not in words["prepositions"])
        or first in words["accusations"]
        or left[:1] == ["selon"]
        or left[:2] == ["to", "according"]
        or (accused and after[:1] != [] and after[0] in ("of", "de", "d"))
        or (first in _PARTNER and any(word in words["dealings"] for word in further[:8]))
    )


def _governs(after: list[str], words: Words, *, state: bool) -> bool:
    """Tell the subject of what only a government does; "Damascus was shelled" is the town, "Damascus denied" is not."""
    perfect = any(w in words["perfects"] for w in after[:2])
    verb, *more = [w for w in after if w not in words["adverbs"] and w not in words["perfects"]] or [""]
    if verb in words["happenings"] or verb in words["prepositions"]:
        return False
    if verb in words["modals"]:
        return not more or more[0] not in ("be", "fall")
    if verb in words["passives"] and more[:1] == ["to"]:
        return True  # "Beirut is to deploy"
    if verb in words["passives"]:
        return state and not (more[:1] and (more[0].endswith("ed") or more[0] in words["happenings"]))
    return perfect or verb.endswith("ed") or verb in words["statements"]


def _owns(text: str, name: Named, words: Words, left: list[str], after: list[str]) -> bool:
    """Tell "the government of X" and "X's army", but not "X's army in"."""
    if left[:1] and left[0] in ("of", "de", "du") and left[1:2] and left[1] in words["institutions"]:
        return True
    organ = next((k for k, word in enumerate(after) if word in words["institutions"]), None)
    possessive = text[name.end : name.end + 2] in ("'s", "’s")
    return possessive and organ is not None and not any(word in words["prepositions"] for word in after[:organ])


def is_dateline(text: str, tokens: list[Token], name: Named) -> bool:
    """Tell "NAIROBI, Kenya (Reuters) —" at the head of a paragraph."""
    if name.first and "\n" not in text[tokens[name.first - 1].end : name.start]:
        return False
    return _DATELINE.match(text, name.end, name.end + 90) is not None
