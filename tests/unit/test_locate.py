"""Which of the bearers of a name is meant, and when that must stay open."""

from __future__ import annotations

import pytest

from mapkit.errors import ConfigError
from mapkit.find import find_places
from mapkit.gazetteer import locate, open_gazetteer
from mapkit.model import Evidence, Mention, PlaceMatch


def match(text: str, name: str, **options: object) -> PlaceMatch:
    return next(m for m in find_places(text, **options) if m.mention.evidence.quote == name)  # type: ignore[arg-type]


def country(text: str, name: str, **options: object) -> str | None:
    place = match(text, name, **options).place
    return place.country if place else None


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("A bomb in Tripoli, Lebanon.", "Tripoli", "LB"),
        ("Libyan forces entered Tripoli. Libya is split.", "Tripoli", "LY"),
        ("The car was found in Paris, Texas.", "Paris", "US"),
        ("Shots were heard in Paris.", "Paris", "FR"),
        ("Georgia and Armenia signed; Tbilisi agreed.", "Georgia", "GE"),
        ("Troops held Ber, Léré and Goundam in Mali.", "Ber", "ML"),
        ("Troops held Ber, Léré and Goundam in Mali.", "Léré", "ML"),
        ("Malian troops retook Lere; Mali's army said so.", "Lere", "ML"),
        ("The Malian army left Gao for Kidal.", "Gao", "ML"),
        ("Boko Haram struck in Borno, Nigeria, and in Lere, Nigeria.", "Lere", "NG"),
        ("Rebels seized Tripoli on Monday in Lebanon, residents said.", "Tripoli", "LB"),
        ("Gunmen killed a mayor in Armenia, Colombia.", "Armenia", "CO"),
        ("Exports to Canada, China, Mexico.", "China", "CN"),
        ("He worked in Russia, U.S. officials said.", "Russia", "RU"),
        ("Families fled to Yida, officials in South Sudan said.", "Yida", "SS"),
        ("Au Cameroun, la région du Nord-Ouest reste touchée.", "Nord-Ouest", "CM"),
    ],
)
def test_context_decides(text: str, name: str, code: str) -> None:
    assert country(text, name) == code


def test_nothing_to_go_by_stays_open() -> None:
    open_match = match("Fighting in Lere left ten dead.", "Lere")
    assert open_match.place is None
    assert open_match.others
    assert "nothing in the article" in open_match.reasons[0]
    assert open_match.score == 0


def test_home_and_box_are_context() -> None:
    text = "Fighting in Lere left ten dead."
    assert country(text, "Lere", home="ML") == "ML"
    assert country(text, "Lere", home="td") == "TD"
    assert country(text, "Lere", bbox=(-6.0, 15.0, -4.0, 16.5)) == "ML"


def test_a_name_nobody_knows_is_unresolved_with_a_reason() -> None:
    unknown = match("The village of Xyztown burned.", "Xyztown")
    assert unknown.place is None
    assert unknown.others == ()
    assert "no gazetteer entry" in unknown.reasons[0]


def test_base_town_and_region_of_one_name_are_three_places() -> None:
    text = "The Kidal base, the town of Kidal and the Kidal region, in Mali."
    matches = [m.place for m in find_places(text) if m.mention.evidence.quote == "Kidal"]
    assert [p.kind for p in matches if p] == ["base", "town", "region"]
    base, town, region = matches
    assert base is not None
    assert town is not None
    assert region is not None
    assert base.id == f"{town.id}/base"
    assert base.parent == town.id
    assert (base.lon, base.lat) == (town.lon, town.lat)
    assert base.radius_m == 5_000
    assert town.parent == region.id
    assert region.radius_m > 100_000


def test_a_base_is_no_finer_than_the_words_that_place_it() -> None:
    # the gazetteer knows the very camp, six kilometres off; the text says only which town it is at
    camp = match("They left their camp in Tessalit, Mali.", "Tessalit").place
    assert camp is not None
    assert (camp.id, camp.kind, camp.parent) == ("geonames:2449893/base", "base", "geonames:2449893")


def test_populated_place_goes_before_a_well_of_its_name() -> None:
    chosen = match("Rebels in northern Mali hold Aguelhok and Anefis.", "Aguelhok")
    assert chosen.place is not None
    assert chosen.place.id == "geonames:2461247"


@pytest.mark.parametrize(
    ("text", "name", "identifier"),
    [
        ("The Timbuktu region of Mali is calm.", "Timbuktu", "geonames:2449066"),
        ("Fighting near Tombouctou, Mali.", "Tombouctou", "geonames:2449067"),
        ("The president flew to Washington.", "Washington", "geonames:4140963"),
        ("He lives in New York.", "New York", "geonames:5128581"),
        ("A warm day in Mexico.", "Mexico", "geonames:3996063"),
    ],
)
def test_bare_names_and_named_regions(text: str, name: str, identifier: str) -> None:
    place = match(text, name).place
    assert place is not None
    assert place.id == identifier


def test_a_district_known_only_by_its_town_is_not_drawn_as_the_town() -> None:
    place = match("dans le cercle de Goundam, au Mali", "Goundam").place
    assert place is not None
    assert place.kind == "district"
    assert place.radius_m >= 40_000


def test_roles_come_with_the_place() -> None:
    seat = match("deals struck with Bamako in 2015", "Bamako")
    assert seat.role == "metonym"
    assert seat.place is not None
    assert match("the Stabilization Mission in Haiti left. Haiti wept.", "Haiti").role == "in_name"


def test_one_sense_in_an_article_and_none_across_articles() -> None:
    def mention(article: str, name: str, value: str | None = None) -> Mention:
        evidence = Evidence(article_id=article, start=0, end=len(name), quote=name)
        return Mention(kind="place", evidence=evidence, value=value, extractor="test")

    world = open_gazetteer()
    mentions = [
        mention("a", "Tripoli", "in:Lebanon"),
        mention("b", "Tripoli"),
        mention("a", "Tripoli"),
        mention("b", "Libya"),
    ]
    assert [m.place.country for m in locate(mentions, gazetteer=world) if m.place] == ["LB", "LY", "LB", "LY"]


def test_matches_keep_order_and_every_place_mention_has_one() -> None:
    text = "From Bamako to Gao, then Kidal, Mali; later Niamey, Niger."
    matches = find_places(text)
    assert [m.mention.evidence.start for m in matches] == sorted(m.mention.evidence.start for m in matches)
    assert locate((), gazetteer=open_gazetteer()) == ()
    assert find_places("") == ()
    assert all(0 <= m.score <= 1 and m.reasons for m in matches)


def test_the_answer_does_not_change_between_runs() -> None:
    text = "Clashes in Bria, Bambari and Birao; Bangui, Central African Republic."
    assert find_places(text) == find_places(text)


def test_names_of_many_places_vote_together() -> None:
    text = "They beat Sunderland. A defeat to Reading followed. Then a goal against Norwich, and Leeds came next."
    assert {m.place.country for m in find_places(text) if m.place} == {"GB"}


def test_another_transliteration_resolves_with_its_reason() -> None:
    found = match("Syrian forces shelled Kamechly on Monday, Syria said.", "Kamechly")
    assert found.place is not None
    assert (found.place.country, found.place.name) == ("SY", "Al Qāmishlī")
    assert any("spelled" in reason for reason in found.reasons)


def test_size_alone_is_marked_and_support_is_not() -> None:
    assert match("Fighting was reported in Gao on Monday.", "Gao").ambiguous
    assert not match("Fighting was reported in Gao on Monday, the Malian army said.", "Gao").ambiguous
    assert not match("Fighting was reported in Gao on Monday.", "Gao", home="ML").ambiguous
    assert not match("Shots were heard in Paris.", "Paris").ambiguous


def test_places_passed_over_are_kept_among_the_losers() -> None:
    found = match("Rebels in Mali hold Aguelhok.", "Aguelhok")
    assert [p.kind for p in found.others] == ["feature"]
    assert any("goes before" in reason for reason in found.reasons)


@pytest.mark.parametrize("home", ["XX", "Mali", "", "M"])
def test_a_home_that_is_no_country_is_an_error(home: str) -> None:
    with pytest.raises(ConfigError, match="home") as caught:
        find_places("Fighting in Gao.", home=home)
    assert "ML" in caught.value.hint


@pytest.mark.parametrize(
    "bbox", [(5, 10, -5, 20), (0, 0, 1), (0, 50, 1, 40), (-181, 0, 0, 1), "0,0,1,1", (0, 0, "1", 1)]
)
def test_a_box_that_is_none_is_an_error(bbox: object) -> None:
    with pytest.raises(ConfigError, match="bbox"):
        find_places("Fighting in Gao.", bbox=bbox)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bomb went off at the Paradise hotel in Mombasa, Kenya.", "Paradise"),
        ("Il est enterré au cimetière juif de Vestre, à Copenhague, au Danemark.", "Vestre"),
    ],
)
def test_what_only_a_building_is_called_is_no_town_elsewhere(text: str, name: str) -> None:
    found = {m.mention.evidence.quote: m.place for m in find_places(text)}
    assert found.get(name) is None
    assert any(place is not None and place.kind == "town" for place in found.values())


def test_a_small_town_across_the_border_is_not_known_by_its_other_names() -> None:
    found = {
        m.mention.evidence.quote: m.place for m in find_places("Serbian troops shelled Lapusnik, in Kosovo, and Peja.")
    }
    assert found["Lapusnik"] is None or found["Lapusnik"].country == "XK"
