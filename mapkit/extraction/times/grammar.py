"""The rules: rows of token classes (see :mod:`mapkit.extraction.times.tokens`) and what they mean.

At each place the longest match wins; among equals the rule that stands first. No part repeats without bound, so that
the time spent on a text grows with its length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from mapkit._timevalue import TimeValue
from mapkit.extraction.times import lengths
from mapkit.extraction.times import meanings as say
from mapkit.extraction.times.row import Row

Rule = tuple[re.Pattern[str], Callable[[Row], TimeValue | None]]

_COUNT = r"(?:(?P<n>[ND]|n(?:-?n){0,8}|D?-?v)(?:h(?:[ND]|n(?:-?n){0,8}))?)"

_SHARED: tuple[tuple[str, Callable[[Row], TimeValue | None]], ...] = (
    (r"(?P<i>I)", say.figures),
    (r"q?(?P<c>[Cc])z?", say.clock),
    (r"q?(?P<c>C)(?P<u>U)", say.clock),
    (r"q?(?P<n>%)", lengths.length_in_a_word),
    (r"(?P<r>[Rrj])", say.vague),
    (r"T?(?P<b>b)?-?a?(?P<y>[YZ])", say.year),
    (r"q?E(?P<n>[ND]|n(?:-?n){0,8})?a{0,3}(?P<u>[uU])", lengths.habit),
    (r"T?(?P<b>b)?-?a?(?P<y>Y)[-/](?P<e>[NDY])", say.years),
    (r"E(?P<u>[WwMSPK])(?P<p>P)?", lengths.habit),
    (r"T?(?P<u>K)(?P<p>P)?", lengths.habit),
    (r"(?P<u>L)", lengths.habit),
    (r"T?(?P<b>B)o", say.opening),
    (r"(?P<b>B)-?(?P<y>Y)", say.year),
    (r"(?P<d>D)-(?P<m>[Mm])-(?P<y>Y)", say.day),
    (r"(?P<m>[Mm])(?P<cut>[-/&h])(?P<e>[Mm])[o,]?(?P<y>Y)", say.months),
    (r"T?(?P<d>D)(?P<cut>(?:,D){1,4},?&)T?(?P<e>D)o?(?P<m>[Mm])(?:,?(?P<y>Y))?", say.days),
    (r"(?P<n>!)[-,o]?(?P<y>Y)", say.quarter),
)

_ENGLISH = (
    *_SHARED,
    (r"(?:(?P<w>[Ww]),?)?(?P<m>[Mm])(?P<d>[DO])(?P<cut>[h&-])T?(?P<e>[DO])(?![uUMm])(?:,?(?P<y>Y))?", say.days),
    (r"T?(?P<d>[DO])(?P<cut>[h&/-])T?(?P<e>[DO])o?(?P<m>[Mm])(?:,?(?P<y>Y))?", say.days),
    (r"(?P<m>[Mm])(?P<d>D)(?P<cut>(?:,D){1,4},?&)(?P<e>D)(?![uUMm])(?:,?(?P<y>Y))?", say.days),
    (r"(?P<s>[lxt])?(?P<f>H)(?:o?(?P<y>Y))?", say.feast),
    (r"(?:(?P<w>[Ww]),?)?(?P<s>[ltx])?(?P<m>[Mm])T?(?P<d>[DO])(?:,?(?P<y>Y))?", say.day),
    (r"(?:(?P<w>[Ww]),?)?T?(?P<d>[DO])o?(?P<m>[Mm])(?:,?(?P<y>Y))?", say.day),
    (r"(?P<b>[bef])?-?(?P<s>[lxt]{0,3}|T?[dyx])(?P<m>[Mm])(?:[o,]?(?P<y>Y))?", say.month),
    (r"(?P<b>B)-(?P<m>[Mm])(?:[o,]?(?P<y>Y))?", say.month),
    (r"(?P<b>b)?(?P<m>[Mm])o?(?P<r>[lxt])(?P<u>u)", say.month),
    (r"(?P<b>[bef])?(?P<s>[lxtd]|T?[y])?(?P<w>[Ww])(?P<p>P)?", say.weekday),
    (r"(?P<s>T?[lxdy]|[tT])?(?P<b>[bef])?-?(?P<p>P)", say.part_of_day),
    (r"(?P<b>[bef])-?(?P<s>T?[lxdy]|[tT])(?P<p>P)", say.part_of_day),
    (r"(?P<b>[bef])?(?P<x>X)(?P<p>P)?", say.deictic),
    (r"(?P<b>[bef])?-?(?P<p>P)(?P<x>X)", say.deictic),
    (r"(?P<b>[bef])?-?(?P<p>P)(?P<s>[lx])?(?P<w>W)", say.weekday),
    (r"(?P<b>[bef])?T?(?P<s>[lxt])a{0,3}(?P<u>u)", say.relative),
    (r"T?(?P<s>y)a{0,3}(?P<u>u)", say.relative),
    (r"T(?P<s>l)", say.the_past),
    (r"T(?P<u>u)(?P<s><)", say.the_day_before),
    (r"T(?P<p>P)(?P<s><)", say.the_night_before),
    (r"T?(?P<u>[uP])(?P<s><)(?P<l>[lx])", say.before_last),
    (r"T?(?P<u>u)(?P<s><)(?P<x>X)", say.deictic_day_away),
    (r"(?P<w>W)T(?P<d>O)", say.day_of_week),
    (r"T?(?P<s>[lO])(?P<w>[Ww])(?P<of>[o.])(?P<m>[Mm])(?:,?(?P<y>Y))?", say.nth_weekday),
    (r"T(?P<d>O)", say.day_of_month),
    (r"q?(?P<c>D)T?(?P<s>[xdy])(?P<p>P)", say.hour_told),
    (r"(?P<y>nn(?:-?n)?)", say.spoken_year),
    (r"(?P<s>Tj|Ta|Td|T|d)a?(?P<u>u)", say.told),
    (rf"T?(?P<s>[lx]){_COUNT}?a{{0,3}}(?P<u>U)", lengths.span),
    (r"T?(?P<s>r)(?P<u>U)", lengths.span),
    (rf"q{{0,3}}T?{_COUNT}-?a{{0,3}}(?P<u>[uU])~?(?P<g>[gef])?", lengths.duration),
    (r"q{0,3}(?P<n>A)a{0,3}(?P<u>u)(?P<half>n)?~?(?P<g>[gef])?", lengths.duration),
    (rf"q{{0,3}}T?{_COUNT}-?a{{0,3}}(?P<u>[uU])(?P<g><)(?P<that>d)?", lengths.duration),
    (r"q{0,3}(?P<n>A)a{0,3}(?P<u>u)(?P<g><)(?P<that>d)?", lengths.duration),
    (r"(?P<n>)(?P<u>U)(?P<g>[gef])?", lengths.duration),
    (r"(?P<u>[uU])-(?P<z>[*a])", lengths.lasting),
    (r"T?[adj]{0,3}(?P<y>Y)?a{0,3}(?P<o>O)-?a{0,3}(?P<u>u)(?P<e>=)?", say.ordinal),
    (r"T?(?P<b>b)-?(?P<o>O)-?(?P<u>u)(?P<e>=)?", say.ordinal),
    (r"(?P<s>[lxt])upa{0,3}(?P<o>O)-?(?P<u>u)", say.ordinal),
    (rf"T?O{_COUNT}a{{0,3}}(?P<u>U)", lengths.initial_span),
    (r"(?P<s>[lxtTdy]{0,3})(?P<b>[bef])?-?(?P<n>[SF])(?:o?(?P<y>Y)(?:[-/][NDY])?)?", say.season),
    (r"(?P<b>[bef])-?(?P<s>[lxtTdy]{1,3})(?P<n>[SF])(?:o?(?P<y>Y)(?:[-/][NDY])?)?", say.season),
    (r"T?d?(?P<g>G)(?P<u>[uV])?", say.year_ago),
    (r"T?[dl](?P<u>V)(?:o?(?P<l>[lxt])u)?", say.period),
    (r"(?P<s>l)up(?P<u>[uV])", say.year_ago),
    (r"T(?P<y>Y)(?P<u>[uV])", say.period_of_year),
    (r"T?(?P<u>u)(?P<y>n(?:-?n){1,3})", say.year_in_words),
    (r"q?(?P<r>Q)", say.end_of_unit),
)

_FRENCH = (
    *_SHARED,
    (r"T?(?P<d>[DO])(?P<cut>[h&/-])T?(?P<e>[DO])(?P<m>[Mm])(?P<y>Y)?", say.days),
    (r"(?P<f>H)(?:(?P<y>Y)|(?P<s>[lx]))?", say.feast),
    (r"T?(?:(?P<w>[Ww]),?)?T?(?P<d>[DO])(?P<m>[Mm])(?:(?P<y>Y)|(?P<s>[lx]))?", say.day),
    (r"T?(?P<b>[bk])?-?(?P<m>[Mm])(?:o?(?P<y>Y)|(?P<s>[lx]))?", say.month),
    (r"T?(?:(?P<w>[Ww]),?)?T?(?P<d>[DO])(?P<m>M)(?P<yy>N)(?![,uU])", say.day),
    (r"T?(?P<b>b)?-?(?P<m>M)(?P<yy>N)(?![,uU])", say.month),
    (r"(?P<s>[td])?T?(?P<w>[Ww])(?P<p>P)?", say.weekday),
    (r"T?(?P<w>[Ww])(?P<s>[lxy])(?P<p>P)?", say.weekday),
    (r"(?P<s>[tTd])?(?P<p>P)", say.part_of_day),
    (r"T?(?P<p>P)(?P<s>[ly])", say.part_of_day),
    (r"(?P<s>t)(?P<p>P)@", say.told_there),
    (r"(?P<s>t)(?P<u>u)@", say.told_there),
    (r"(?P<s>t)(?P<n>[SF])@", say.told_there),
    (r"(?P<s>t)(?P<w>W)@", say.told_there),
    (r"T?(?P<w>[Ww])(?P<d>[DO])", say.day_of_week),
    (r"(?P<t>T)(?P<d>[DO])", say.day_alone),
    (r"T?(?P<u>U)(?P<y>[NY])", say.decade),
    (r"q?(?P<c>[Dn])(?P<u>U)(?P<m>D)?z?", say.clock_in_words),
    (r"(?P<b>b)o(?P<u>u)", say.part_under_way),
    (r"(?P<u>u)", say.weekend),
    (r"(?P<x>X)(?:o?T?(?P<b>b)?o?(?P<p>P))?", say.deictic),
    (r"(?P<b>b)?[To]?(?P<u>[uU])(?P<s>[lxyk])", say.relative),
    (r"(?P<s>[td])(?P<u>u)", say.relative),
    (r"T(?P<s>[lx])(?P<u>u)", say.relative),
    (r"(?P<s>T|d)(?P<u>u)", say.told),
    (r"[Tt]?(?P<n>[ND]|n(?:-?n){0,8})?(?P<s>[lx])(?P<u>U)", lengths.span),
    (r"[Tt]?(?P<n>[ND]|n(?:-?n){0,8})(?P<u>U)(?P<s>[lx])", lengths.span),
    (r"[Tt]?(?P<s>[lx])(?P<n>[ND]|n(?:-?n){0,8})(?P<u>U)", lengths.span),
    (rf"(?P<g>[gi])q{{0,3}}(?:{_COUNT}|(?P<a>A))-?a{{0,3}}(?P<u>[uU])", lengths.duration),
    (rf"q{{0,3}}{_COUNT}-?a{{0,3}}(?P<u>[uU])(?P<half>n)?(?P<g>[ef])?", lengths.duration),
    (r"q{0,3}(?P<n>A)a{0,3}(?P<u>[uU])(?P<half>n)?(?P<g>[ef])?", lengths.duration),
    (rf"q{{0,3}}{_COUNT}-?a{{0,3}}(?P<u>[uU])(?P<g><)", lengths.duration),
    (r"q{0,3}(?P<n>A)a{0,3}(?P<u>[uU])(?P<g><)", lengths.duration),
    (r"(?P<n>)t?(?P<u>U)", lengths.duration),
    (r"T?(?P<o>O)a{0,3}(?P<u>u)(?:o?(?P<y>Y))?", say.ordinal),
    (r"T?u(?P<y>Y)", say.year),
    (r"(?P<s>[tT]{0,3})(?P<n>[SF])(?:o?(?P<y>Y)(?:[-/][NDY])?)?", say.season),
    (r"T?(?P<n>[SF])(?P<s>[lx])", say.season),
    (r"T?(?P<s>[lO])(?P<w>[Ww])(?P<of>[o.])(?P<m>[Mm])(?P<y>Y)?", say.nth_weekday),
    (r"(?P<r>J)", say.day_after),
)


_SOURCES = {"en": _ENGLISH, "fr": _FRENCH}


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, compiled."""
    return tuple((re.compile(pattern), meaning) for pattern, meaning in _SOURCES[language])


@cache
def openings(language: str) -> re.Pattern[str]:
    """Return a pattern that matches wherever some rule of a language does and an expression may begin."""
    bare = "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern, _ in _SOURCES[language])
    return re.compile(rf"(?![.,/opsh&~-])(?:{bare})")
