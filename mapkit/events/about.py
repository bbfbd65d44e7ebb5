"""What an article is about: war or an act of violence, or games, business, courts, accidents told in such words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from mapkit.events import grammar
from mapkit.events.party import OF_WAR, Party, is_police
from mapkit.events.weights import weights
from mapkit.model import Article, Evidence, Issue

_SHORT = 400
"""Characters up to which one armed actor makes an article a story about force; a longer one names two."""

_BRIEF = 1_500
"""Characters up to which two armed actors or words of war together do."""

_WORDS = 3
"""Words of war that make an article with one armed actor a story about force; twice as many do without any."""

_COURT = 5
"""Words of a court that make an article one about a trial, with half as many as it has of forces and war."""

_GAMES = 3
"""Words of sport, elections, courts or business that a story of them has at least."""

_STEPS = (1, 2, 3, 4, 6, 9, 13, 20)
"""How many forces and words of war an article has is weighed in these steps."""

_LEAST = 90
"""Different words below which an article is too short for each of them to count for more."""

_SHARE = 100
"""What the words weigh together, as against what is counted; ``data/build/weights.py`` learns it so."""

_WRITTEN = re.compile(r"[\w’']*\w")
_STEM_OF_WORD = re.compile(r"(?<![^\W\d_])[a-zß-öø-ÿœ][^\W\d_]{2,4}")
"""The first letters of a word that may say what an article is about: no name, and nothing that opens a sentence."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article is about.

    Attributes
    ----------
    armed, of_war
        How many mentions of forces and how many words of war it has; of the words, twice ``_WORDS`` at most.
    violent
        Whether it has words of an act of violence, whoever did it.
    of_force
        Whether these make it a story about force.
    peaceful
        The words by which it is none all the same, three at most; empty for a story of war.
    """

    armed: int
    of_war: int
    violent: bool
    of_force: bool
    peaceful: tuple[str, ...] = ()


def subject_of(article: Article, parties: Sequence[Party]) -> Subject:
    """Return what an article is about.

    Parameters
    ----------
    article
        The article.
    parties
        The actors that it names.
    """
    length = article.body[1] - article.body[0]
    armed = sum(p.cls in OF_WAR or _rules_by_force(p) for p in parties)
    armed += any(grammar.THEIR_FORCES.fullmatch(p.pronoun) for p in parties)
    of_war = count_words(grammar.OF_WAR, article, _STEPS[-1])
    violence = count_words(grammar.OF_VIOLENCE, article, _STEPS[-1])
    violent = violence > 0
    words = min(of_war, 2 * _WORDS)
    short = length <= _SHORT
    # a few lines need less: "a drone hit X, the governor said"
    of_force = armed >= 2 or (armed and words >= _WORDS) or words >= 2 * _WORDS or (short and armed + words > 0)
    brief = length <= _BRIEF and armed + words >= 2
    of_force = bool(of_force or brief or violent)
    police = sum(map(is_police, parties))
    if police and armed == police and words < (1 if short else _WORDS) and not violent:
        of_force = False  # crime, and no war
    peaceful: tuple[str, ...] = ()
    if of_force:
        peaceful = () if violent else _words_of_games(article, armed + words, parties)
        peaceful = peaceful or peaceful_words(article, parties, of_war, violence)
    counted = max(armed, 2) if words >= _WORDS or short or brief else armed
    if violent and armed - police < 2 and not short:
        counted = armed - police  # the police come after a bomb; it is no war
    return Subject(counted, words, violent, of_force, peaceful)


def is_of_court(article: Article, subject: Subject) -> bool:
    """Whether an article is about a trial: a court rules on what is long past."""
    tried = max(_COURT, (subject.armed + subject.of_war + 1) // 2)
    return count_words(grammar.OF_COURT, article, tried) == tried


def left_out(article: Article, subject: Subject) -> Issue:
    """Return the issue that says why nothing is reported from an article that names forces or things of war."""
    told = ", ".join(repr(word) for word in subject.peaceful)
    return Issue(
        code="article-of-peace",
        message=f"{article.name} has words of war, but the words round them ({told}) are not those of a story of war;"
        " nothing is reported from it.",
        evidence=(_evidence(article, subject.peaceful[0]),),
    )


def features_of_article(
    article: Article, parties: Sequence[Party], of_war: int, violence: int
) -> tuple[list[str], list[str]]:
    """Return the words by which an article can be one of war or of peace, and what is counted of it, each once.

    ``of_war`` and ``violence`` are how many words of war and of acts of violence it has; more than the last of
    :data:`_STEPS` tell no more.
    """
    stems = {*_STEM_OF_WORD.findall(article.text, *article.body)}
    counts = {
        "named": sum(p.specific and p.cls in OF_WAR for p in parties),
        "armed": sum(p.cls in OF_WAR for p in parties),
        "war": of_war,
        "violence": violence,
        "games": count_words(grammar.OF_GAMES, article, _STEPS[-1]),
    }
    return sorted(stems), [f"{what}>={step}" for what, count in counts.items() for step in _STEPS if count >= step]


def share_of(words: Sequence[str]) -> float:
    """Return what each of an article's words counts for: the longer it is, the less."""
    return _SHARE / max(_LEAST, len(words))


def count_words(words: re.Pattern[str], article: Article, most: int) -> int:
    """Return how often one of the words stands in an article, ``most`` at most."""
    return sum(1 for _ in islice(words.finditer(article.text, *article.body), most))


def _rules_by_force(party: Party) -> bool:
    """Whether a party is a government that the tables of armed actors name: one of two that fight over a country."""
    if party.actor is None or not party.specific:
        return False
    return party.cls in ("government", "authority") and not party.actor.id.startswith("actor:government-")


def _words_of_games(article: Article, of_war: int, parties: Sequence[Party]) -> tuple[str, ...]:
    """Return words of sport, elections, courts or business where a story has so many that it is one of them.

    Where a force is named, more than those of war: rebels do attack polling stations.
    """
    named = any(p.specific and p.cls in OF_WAR for p in parties)
    least = of_war + 1 if named else max(_GAMES, of_war // 2 + 1)
    found = [match.group() for match in islice(grammar.OF_GAMES.finditer(article.text, *article.body), least)]
    return tuple(dict.fromkeys(found[:3])) if len(found) == least else ()


def peaceful_words(article: Article, parties: Sequence[Party], of_war: int, violence: int) -> tuple[str, ...]:
    """Return the words that weigh most for an article to be none of war; none where it is one, as far as is known."""
    table = weights("subjects")
    words, counts = features_of_article(article, parties, of_war, violence)
    (counted,), (written,) = table.sums(counts), table.sums(words, [0.0])
    if counted + share_of(words) * written <= 0:
        return ()
    weighed = [(table.of_label(word, "peace"), word) for word in words]
    most = {stem for _, stem in sorted(weighed, reverse=True)[:3]}
    first: dict[str, str] = {}
    for match in _STEM_OF_WORD.finditer(article.text, *article.body):
        if match.group() in most and match.group() not in first:
            whole = _WRITTEN.match(article.text, match.start())
            first[match.group()] = whole.group() if whole is not None else match.group()
    return tuple(first.values())


def _evidence(article: Article, word: str) -> Evidence:
    # a whole word: not the "art" of "party"
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(article.text, *article.body)
    start, end = found.span() if found is not None else (article.body[0], article.body[1])
    return Evidence(article_id=article.id, start=start, end=end, quote=article.text[start:end])
