"""What the learned weights add to the rules, what they leave alone, and how they say so."""

from __future__ import annotations

import json
from datetime import date

import pytest

import mapkit as mk
from mapkit._resources import data_file
from mapkit._text import fold
from mapkit.events.weights import Weights, weights
from mapkit.model import Event, EventKind, Role
from mapkit.reading import article_from_text

PUBLISHED = date(2023, 11, 15)
HOSTILE = "{{ 7*7 }}<script>alert(1)</script>{% raw %}"


def build(*texts: str) -> mk.Dossier:
    articles = [article_from_text(text, name=f"{n}.txt") for n, text in enumerate(texts)]
    return mk.build(articles, published={a.name: PUBLISHED for a in articles})


@pytest.mark.parametrize("name", ["whereabouts", "spots", "days", "takers", "subjects"])
def test_a_table_has_a_weight_for_labels_that_it_has(name: str) -> None:
    table = weights(name)
    assert len(table.labels) == len(table.bias)
    assert all(0 <= number < len(table.labels) and weight for row in table.of.values() for number, weight in row)


def test_a_table_holds_no_name_of_any_war() -> None:
    names = ("mali", "kidal", "goma", "syrie", "syria", "russi", "talib", "houth", "minus", "monus", "hezbo", "talib")
    for name in ("whereabouts", "spots", "days", "takers", "subjects"):
        features = json.loads(data_file("vocabulary", f"{name}.json").read_text(encoding="utf-8"))["weights"]
        words = {word for feature in features for word in feature.replace("|", ":").replace("_", ":").split(":")}
        assert not words & set(names)


def test_unknown_features_weigh_nothing() -> None:
    table = Weights(("a", "b"), (0.5, -1.0), {"x": ((0, 1.0), (1, 2.0))})
    assert table.sums([]) == [0.5, -1.0]
    assert table.sums(["never seen"]) == [0.5, -1.0]
    assert table.sums(["x"]) == [1.5, 1.0]
    assert table.sums(["x"], [0.0, 0.0]) == [1.0, 2.0]
    assert (table.of_label("x", "b"), table.of_label("y", "b")) == (2.0, 0.0)


ADDED = [
    # text, kind and place of what the rules alone do not tell
    (
        (
            "NATO jets bombed an ammunition depot at Hadzici, near Sarajevo, on Wednesday and a radar post outside Banja "
            "Luka. The Bosnian Serb army fired back."
        ),
        EventKind.ATTACK,
        "Banja Luka",
    ),
]


@pytest.mark.parametrize(("text", "kind", "place"), ADDED)
def test_what_is_told_of_one_place_is_told_of_the_other(text: str, kind: EventKind, place: str) -> None:
    events = [e for e in build(text)._events if e.kind is kind and e.place is not None and e.place.name == place]
    assert events
    (event,) = events
    assert event.evidence[0].quote in text
    assert any("as annotated news weighs them" in reason for reason in event.reasons)
    assert not event.quantities  # what is counted is counted where the rules read it


def test_who_retook_a_place_is_not_who_it_fell_to() -> None:
    text = "The Nigerian army said it had retaken Mubi, which fell in October. Boko Haram fighters fled."
    fell = [e for e in build(text)._events if e.when and e.when.latest == date(2023, 10, 31)]
    assert fell
    assert not any(a.name == "Nigerian armed forces" for e in fell for a in e.with_role(Role.TO))


LEFT_ALONE = [
    "Floods destroyed a bridge near Rutshuru on Tuesday. M23 rebels and the army fight.",
    "The M23 rebels are waiting for orders to leave Rutshuru. The army waits too.",
    "M23 rebels in the Congo refused to stop shooting near Goma. The army waits.",
    "A UN convoy of the army left Goma on Tuesday for Bukavu. M23 rebels watched.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_the_rules_refuse_or_tell_is_not_read_again(text: str) -> None:
    assert not [e for e in build(text)._events if any("as annotated news weighs" in reason for reason in e.reasons)]


def test_whoever_the_sentence_names_takes_the_place() -> None:
    text = "The army said rebels captured Goma on Monday. Soldiers and rebels fight in the Congo."
    (event,) = [e for e in build(text)._events if e.kind is EventKind.CONTROL_CHANGE]
    assert [a.name for a in event.with_role(Role.TO)] == ["Congolese rebels"]


HAMA = (
    "Fighters of Hayat Tahrir al-Sham (HTS) launched an offensive on Wednesday and entered Aleppo. HTS rebels were seen at "
    "its gates. {} Syrian rebels captured Hama on Thursday after three days of fighting, residents said. HTS has not said "
    "where it will go next."
)


def test_rebels_are_the_group_that_the_article_calls_so() -> None:
    (event,) = [e for e in build(HAMA.format("The Kurds of the SDF stayed out of it."))._events if is_taken(e, "Hamah")]
    assert [a.name for a in event.with_role(Role.TO)] == ["Hayat Tahrir al-Sham (HTS)"]
    assert any("rather than Syrian rebels, by all the article says of it" in reason for reason in event.reasons)


def test_rebels_stay_rebels_where_no_group_is_called_so() -> None:
    text = HAMA.replace("HTS rebels", "Cars").format("Fighters of the Syrian Democratic Forces (SDF) stayed out of it.")
    (event,) = [e for e in build(text)._events if is_taken(e, "Hamah")]
    assert [a.name for a in event.with_role(Role.TO)] == ["Syrian rebels"]


def is_taken(event: Event, place: str) -> bool:
    return event.kind is EventKind.CONTROL_CHANGE and event.place is not None and fold(event.place.name) == fold(place)


def test_the_only_party_of_an_article_takes_nothing_for_want_of_another() -> None:
    text = "Ghazni, in Afghanistan, had been taken on Thursday; its governor was arrested by the army as he drove to Kabul."
    changes = [e for e in build(text)._events if e.kind is EventKind.CONTROL_CHANGE]
    assert changes
    assert not [a for e in changes for a in e.with_role(Role.TO)]


def test_who_is_gone_took_nothing() -> None:
    text = (
        "Tessalit, Mali, changed hands overnight, residents said. The Malian army was nowhere to be seen while fighters of "
        "the Front of the Desert walked its streets."
    )
    assert not [a for e in build(text)._events for a in e.with_role(Role.TO) if a.name == "Malian armed forces"]


RACE = (
    "Egan Bernal waited until five kilometres from the top on Friday, then launched the attack that blew the race apart and "
    "put the yellow jersey on his shoulders. His rival, who had defended the lead for 11 days against every assault, had no "
    "answer, and was chasing him down the other side when hail blocked the road. Officials halted the stage and took the "
    "times at the top. “I came under fire from all directions and surrendered to somebody stronger,” the champion said. It "
    "was a cruel day for the riders of the host nation, and an army of supporters that had occupied the bends was left to "
    "trudge down in the rain. The team now controls the race; organisers shortened the last climb to Val Thorens, where its "
    "troops will mount a raid. “We will bombard them,” said one of its directors."
)


def test_a_race_told_in_words_of_war_is_left_out_and_said_to_be() -> None:
    dossier = build(RACE)
    assert dossier._events == ()
    (issue,) = [i for i in dossier.issues if i.code == "article-of-peace"]
    assert "0.txt" in issue.message
    assert issue.evidence[0].quote == RACE[issue.evidence[0].start : issue.evidence[0].end]
    assert issue.evidence[0].quote


def test_the_words_that_an_issue_quotes_are_whole_words_however_they_are_written() -> None:
    text = RACE.replace("the jersey", "l’étape qu’il gagne").replace("an army", "une armée d’amis")
    (issue,) = [i for i in build(text).issues if i.code == "article-of-peace"]
    (quoted,) = issue.evidence
    assert text[quoted.start : quoted.end] == quoted.quote
    assert not (text[quoted.start - 1] + text[quoted.end]).isalnum()


def test_the_same_words_of_a_war_are_a_story_of_war() -> None:
    text = (
        "M23 rebels launched an attack on Goma on Friday and put the army to flight. Soldiers who had defended the town "
        "for 11 days against every assault surrendered or withdrew to Bukavu. The rebels now control the road."
    )
    dossier = build(text)
    assert dossier._events
    assert not [i for i in dossier.issues if i.code == "article-of-peace"]


def test_hostile_words_are_quoted_and_nothing_else() -> None:
    text = (
        f"NATO jets bombed {HOSTILE} Hadzici on Wednesday and a radar post outside Banja Luka, the army of Bosnia said."
    )
    dossier = build(text)
    for event in dossier._events:
        assert event.evidence[0].quote in text
    assert "49" not in " ".join(reason for e in dossier._events for reason in e.reasons)


def test_the_order_and_the_names_of_the_articles_change_nothing() -> None:
    one, two = (
        ADDED[0][0],
        "Rebels took Sake on Tuesday. The Congolese army left Sake and Minova, then Goma fell on Monday.",
    )

    def told(*texts: str) -> set[tuple[str, str | None, tuple[str, ...]]]:
        return {
            (str(e.kind), e.place.name if e.place else None, tuple(a.name for _, a in e.actors))
            for e in build(*texts)._events
        }

    assert told(one, two) == told(two, one)
