from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mapkit._resources import load_toml
from mapkit.errors import ConfigError
from mapkit.frames import PLACE_KINDS
from mapkit.model import Basis, EventKind, Status
from mapkit.words import LANGUAGES, Words, plural_category

CATEGORIES = {
    "en": {"one", "other"},
    "fr": {"one", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def messages(language: str) -> dict[str, dict[str, str]]:
    """Every message of a catalogue by its key; one without plural forms has the one form ``""``."""

    def walk(table: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, str]]]:
        for key, value in table.items():
            name = f"{path}.{key}".lstrip(".")
            if isinstance(value, str):
                yield name, {"": value}
            elif set(value) <= CATEGORIES["ar"]:
                yield name, value
            else:
                yield from walk(value, name)

    return dict(walk(load_toml("interface", f"{language}.toml"), ""))


def placeholders(forms: dict[str, str]) -> set[str]:
    return {name for form in forms.values() for name in PLACEHOLDER.findall(form)}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    assert messages(language).keys() == messages("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_has_the_placeholders_and_the_plural_forms_of_its_language(language: str) -> None:
    english = messages("en")
    for key, forms in messages(language).items():
        assert placeholders(forms) == placeholders(english[key]), key
        plural = "" not in english[key]
        assert set(forms) == (CATEGORIES[language] if plural else {""}), key
        # only a form for one exact number may do without the number
        for category, form in forms.items():
            wanted = placeholders(forms) - ({"n"} if category in ("zero", "one", "two") else set())
            assert wanted <= set(PLACEHOLDER.findall(form)), (key, category)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_enumerated_value_has_a_word(language: str) -> None:
    have = messages(language)
    wanted = [
        *(f"kind.{kind}" for kind in EventKind),
        *(f"title.at.{kind}" for kind in EventKind if kind is not EventKind.HELD),
        *(f"title.in.{kind}" for kind in EventKind if kind is not EventKind.HELD),
        *(f"status.{status}" for status in Status),
        *(f"title.status.{status}" for status in Status if status is not Status.HAPPENED),
        *(f"basis.{basis}" for basis in Basis),
        *(f"place_kind.{kind}" for kind in PLACE_KINDS),
    ]
    assert [key for key in wanted if key not in have] == []


def test_french_has_its_narrow_spaces_and_arabic_its_punctuation() -> None:
    for key, forms in messages("fr").items():
        for form in forms.values():
            assert not re.search(r" [:;?!%»]|« |[^\s\u00a0\u202f][;?!%»]|[^\s\u00a0]:(?!\w)", form), key
            assert "'" not in form, f"{key}: a French apostrophe is curly"
    for key, forms in messages("ar").items():
        if key not in ("locale", "number.group", "number.decimal"):
            assert not any(re.search(r"[,;?]", form) for form in forms.values()), key


@pytest.mark.parametrize(
    ("language", "by_category"),
    [
        # the samples of the CLDR plural rules
        ("en", {"one": [1], "other": [0, 2, 10, 1000, 1.5, 0.5]}),
        ("fr", {"one": [0, 1, 1.5, 0.5], "many": [1_000_000, 3_000_000], "other": [2, 17, 100, 1000, 2.5, 1_000_001]}),
        (
            "ar",
            {
                "zero": [0], "one": [1], "two": [2], "few": [3, 10, 103, 110, 1003], "many": [11, 26, 99, 111, 1011],
                "other": [100, 102, 200, 202, 1000, 1_000_000, 0.1, 3.5],
            },
        ),
    ],
)  # fmt: skip
def test_plural_categories_are_those_of_the_cldr(language: str, by_category: dict[str, list[float]]) -> None:
    for category, numbers in by_category.items():
        assert {n: plural_category(language, n) for n in numbers} == dict.fromkeys(numbers, category)


def test_visible_decimals_count() -> None:
    assert plural_category("en", 1, decimals=2) == "other"
    assert plural_category("ar", 1, decimals=2) == "one"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "1 article"),
        ("en", 3, "3 articles"),
        ("fr", 0, "0 article"),
        ("fr", 1200, "1\u202f200 articles"),
        ("fr", 1_000_000, "1\u202f000\u202f000 d’articles"),
        ("ar", 1, "مقال واحد"),
        ("ar", 2, "مقالان"),
        ("ar", 5, "5 مقالات"),
        ("ar", 12, "12 مقالًا"),
        ("ar", 100, "100 مقال"),
    ],
)
def test_a_number_chooses_its_form(language: str, n: int, text: str) -> None:
    assert Words(language)("page.articles", n=n) == text


def test_numbers_are_written_as_the_language_does() -> None:
    assert [Words(language).number(1234.5, 2) for language in LANGUAGES] == ["1234.50", "1\u202f234,50", "1,234.50"]
    assert [Words(language).number(330.0) for language in LANGUAGES] == ["330"] * 3


HOSTILE = "{who} {0} {place.__class__} %s \\1 <b>{{7*7}}</b>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_and_markup_in_a_name_stay_what_they_are(language: str) -> None:
    text = Words(language)("title.state-held", place=HOSTILE, who="{place}")
    assert text.replace("\u2068", "").replace("\u2069", "").count(HOSTILE) == 1
    assert "{place}" in text


def test_a_latin_name_or_a_date_is_isolated_in_arabic() -> None:
    words = Words("ar")
    assert words("title.state-held", place="كيدال", who="M23") == "كيدال: تحت سيطرة \u2068M23\u2069"
    assert "\u20682023-10-31\u2069" in words("value.dated", edtf="2023-10-31", basis="مستنتج")
    assert "\u2068" not in words("page.articles", n=1234)


def test_an_unknown_language_is_told_which_there_are() -> None:
    with pytest.raises(ConfigError, match="'de'") as error:
        Words("de")
    assert all(language in error.value.hint for language in LANGUAGES)
    assert error.value.key == "language"


def test_a_value_without_a_word_is_its_own_word() -> None:
    assert Words("fr").term("status", "rumoured") == "rumoured"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_gets_its_words_and_the_terms(language: str) -> None:
    page = Words(language).page
    assert page["lang"] == language
    assert page["dir"] == ("rtl" if language == "ar" else "ltr")
    assert set(page["articles"]) == CATEGORIES[language]
    assert page["status"]["claimed"] == Words(language).term("status", "claimed")


def test_the_page_asks_for_words_that_there_are_and_needs_all_of_them() -> None:
    """A key stands in the script as it is; ``filter-`` and ``area.`` begin those that are put together there."""
    package = Path(__file__).resolve().parents[2] / "mapkit"
    script = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted((package / "render" / "static").glob("*.js"))
    )
    python = "\n".join(file.read_text(encoding="utf-8") for file in sorted((package / "render").glob("*.py")))
    page = Words("en").explore
    asked = set(re.findall(r"\b(?:t|pieces)\(\s*\"([\w.-]*\w)\"|\"((?:explore|fact)\.[\w.-]*\w)\"", script))
    asked = {called or stored for called, stored in asked}
    assert len(asked) > 50
    for key in asked:
        table, _, name = key.partition(".")
        assert table in page, key
        assert not name or name in page[table], key
    begun = tuple(re.findall(r"\"([a-z]+-)\" \+", script))
    spare = [
        key
        for key in messages("en")
        if key.startswith("page.")
        and not (name := key.split(".")[1]).startswith(begun)
        and f'"{name}"' not in script
        and f'"{name}.' not in script
        and not re.search(rf"page\.{name}\b", python)
    ]
    assert spare == []
    spare = [key for key in page["explore"] if f'"explore.{key}"' not in script + python]
    assert spare == []


def test_no_message_of_the_page_of_many_events_stands_twice() -> None:
    told = [(form, key) for key, forms in messages("en").items() for form in set(forms.values())]
    own = [form for form, key in told if key.startswith("explore.")]
    assert len(own) > 50
    others = {form for form, key in told if not key.startswith("explore.")}
    assert sorted(form for form in own if form in others or own.count(form) > 1) == []


def test_the_picture_needs_all_of_its_words() -> None:
    """``scale-`` begins those that are put together there."""
    folder = Path(__file__).resolve().parents[2] / "mapkit" / "render" / "picture"
    source = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    asked = set(re.findall(r"\"((?:page|picture|status)\.[a-z-]*[a-z])\"", source))
    assert len(asked) > 20
    assert asked <= set(messages("en"))
    names = [key.removeprefix("picture.") for key in messages("en") if key.startswith("picture.")]
    assert [n for n in names if not n.startswith("scale-") and not re.search(rf"(picture\.|'){n}\b", source)] == []
    told = [form for key, forms in messages("en").items() if key.startswith("picture.") for form in forms.values()]
    others = {
        form for key, forms in messages("en").items() if not key.startswith("picture.") for form in forms.values()
    }
    assert not others & set(told), "no message stands twice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_town_has_a_name(language: str) -> None:
    terms = load_toml("vocabulary", "sites.toml")["sites"]
    assert load_toml("interface", f"{language}.toml")["site"].keys() == terms.keys()
