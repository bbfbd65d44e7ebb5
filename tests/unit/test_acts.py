"""Acts of violence in towns at peace: bombs and shots of unknown hand are reported, accidents are not."""

from __future__ import annotations

from datetime import date

import pytest

import mapkit as mk
from mapkit.model import Event
from mapkit.reading import article_from_text

BOMB = """LIMA, March 22 (Reuters) - Flowers were laid on Friday outside a shopping arcade across the street from the Spanish
embassy, two days after a car bomb killed nine people there on the eve of a state visit.

Nobody has claimed responsibility for the blast. Investigators said 50 kilograms of explosives had been packed into a
stolen car. "It was the work of terrorists," the interior minister told a radio station.

Thirty people were wounded, hospital officials said. Police stood guard outside embassies and hotels in the city.
"""

ATTENTAT = """TUNIS, 20 mars (AFP) - Le musée du Bardo restait fermé vendredi, deux jours après l'attentat qui a coûté la vie à 21
touristes étrangers à Tunis.

Deux hommes armés de kalachnikovs avaient ouvert le feu mercredi sur les visiteurs qui descendaient d'un autocar, avant
d'être abattus. L'attaque n'a pas été revendiquée. Le gouvernement a promis de renforcer la sécurité des sites
touristiques. Des bougies ont été allumées devant les grilles, où des habitants ont déposé des fleurs.
"""

GAS = """MARSEILLE, May 3 (AP) - A gas explosion brought down a four-story apartment building in Marseille before dawn Monday, killing
five people, firefighters said.

Neighbors had complained of a smell of gas since the weekend, the mayor said. The blast shattered windows two streets
away. Rescuers with dogs were still searching the rubble at noon for a couple who lived on the ground floor. The
company that supplies the gas said it had sent a technician on Sunday, who found no leak. Prosecutors opened an inquiry.
"""

GAZ = """DIJON, 4 mai (AFP) - Une explosion de gaz a soufflé mardi matin un immeuble de trois étages à Dijon, faisant trois morts, ont
annoncé les pompiers.

Des voisins s'étaient plaints d'une odeur de gaz depuis le week-end, selon la mairie. La déflagration a brisé les vitres
de plusieurs commerces. Une enquête a été ouverte par le parquet et les secouristes cherchaient encore deux locataires
sous les décombres. Le fournisseur avait envoyé un technicien dimanche, sans trouver de fuite.
"""


def told(text: str, day: date) -> tuple[Event, ...]:
    return tuple(mk.build([article_from_text(text, name="a.txt")], published={"a.txt": day})._events)


@pytest.mark.parametrize(
    ("text", "published", "place", "day"),
    [
        (BOMB, date(2002, 3, 22), "Lima", date(2002, 3, 20)),
        (ATTENTAT, date(2015, 3, 20), "Tunis", date(2015, 3, 18)),
    ],
    ids=["en", "fr"],
)
def test_a_bomb_of_unknown_hand_is_an_attack_in_its_town(text: str, published: date, place: str, day: date) -> None:
    attacks = [e for e in told(text, published) if e.kind == "attack"]
    assert [(e.place.name, e.when.day) for e in attacks if e.place and e.when] == [(place, day)]


def test_the_wounded_of_another_sentence_are_the_bomb_s() -> None:
    assert {e.kind for e in told(BOMB, date(2002, 3, 22))} <= {"attack", "deployment"}


def test_whose_embassy_it_is_is_not_where_it_is() -> None:
    assert all(e.place is None or e.place.country != "ES" for e in told(BOMB, date(2002, 3, 22)))


@pytest.mark.parametrize(("text", "published"), [(GAS, date(1999, 5, 3)), (GAZ, date(1999, 5, 4))], ids=["en", "fr"])
def test_an_accident_is_none(text: str, published: date) -> None:
    assert told(text, published) == ()
