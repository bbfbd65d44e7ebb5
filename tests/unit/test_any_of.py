"""Alternatives by their first letter match what plain alternatives do."""

from __future__ import annotations

import re

import pytest

from mapkit._resources import load_toml
from mapkit._text import any_of, first_letters

PARTS = (
    "is",
    "(?:is|are) due",
    "isn.t",
    "s?he",
    "kin",
    "(?<=no )nie(?:nt)?",
    "[ij]t",
    "É[td]at",
    "état",
    "(?:un|a)?safe",
    "",
)
TEXT = "Is it she? ISN'T he Kin, \u017fafe \u212ain nor \u0130t; no nient État étAT unsafe iſ are due safe"


@pytest.mark.parametrize("ignore_case", [True, False])
@pytest.mark.parametrize("shift", range(len(PARTS)))
def test_the_same_words_match_in_any_order_of_the_parts(shift: int, *, ignore_case: bool) -> None:
    parts, flags = (*PARTS[shift:], *PARTS[:shift]), re.IGNORECASE if ignore_case else 0
    plain = re.compile(rf"\b(?:{'|'.join(parts)})\b", flags)
    fast = re.compile(rf"\b{any_of(parts, ignore_case=ignore_case)}\b", flags)
    assert [m.span() for m in fast.finditer(TEXT)] == [m.span() for m in plain.finditer(TEXT)]


@pytest.mark.parametrize("letter", "aeiksåéçœzÿ")
def test_a_letter_stands_for_the_same_letters_as_in_re(letter: str) -> None:
    plain, fast = re.compile(letter, re.IGNORECASE), re.compile(any_of([letter]), re.IGNORECASE)
    everything = "".join(map(chr, range(0x3000)))
    assert fast.findall(everything) == plain.findall(everything)


@pytest.mark.parametrize(
    "file",
    [
        ("vocabulary", "cues.toml"),
        ("vocabulary", "grammar.toml"),
        ("vocabulary", "triggers_en.toml"),
        ("vocabulary", "triggers_fr.toml"),
        ("actors", "generic.toml"),
    ],
)
def test_no_vocabulary_has_a_bar_or_a_group_that_would_be_torn_apart(file: tuple[str, str]) -> None:
    for part in _strings(load_toml(*file)):
        bare = part
        while bare != (bare := re.sub(r"\((?:\?[:=!<]+)?[^()]*\)", "", bare)):
            pass
        assert "|" not in bare, part
        assert re.compile(part).groups == 0, part


def _strings(table: object) -> list[str]:
    if isinstance(table, str):
        return [table]
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return [each for item in inner for each in _strings(item)]


def test_first_letters_match_wherever_the_parts_do() -> None:
    classes = load_toml("actors", "generic.toml")["class"].values()
    parts = [w for entry in classes for key in ("heads", "of_a_state", "prefix") for w in entry.get(key, ())]
    parts += [
        "(?<=[Tt]he )Kurds",
        "(?:(?<=les )|(?<=aux ))hommes",
        "(?:air|sea) force",
        r"(?:\d+|[IVX]+)e division",
        "rebels?",
    ]
    text = (
        "The Kurds and les hommes of the air force met rebels, a rebel column, la rébellion, the 3e division, U.N. troops, "
        "l'ONU, the security forces, government soldiers, peace-keepers, casques bleus and armed men in uniform."
    )
    first = re.compile(rf"(?={any_of(sorted(set(first_letters(parts))))})", re.IGNORECASE)
    openings = {m.start() for m in first.finditer(text)}
    found = {m.start() for part in parts for m in re.finditer(rf"(?<![\w-])(?:{part})", text, re.IGNORECASE)}
    assert len(found) > 12
    assert found <= openings
