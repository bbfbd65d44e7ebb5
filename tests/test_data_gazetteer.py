"""Every row of the gazetteer tables is in range, and every file is what its source entry says."""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from mapkit.gazetteer import open_gazetteer
from mapkit.model import Place

DATA = Path(__file__).parents[1] / "data"
TABLES = ["countries.csv", "admin1.csv", "regions.csv", "supplement.csv"]
KINDS = {"site", "base", "town", "district", "region", "country", "feature"}
FREE = {"CC-BY-4.0", "CC0-1.0", "public domain"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "gazetteer" / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def sources() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    return [
        entry for entry in found if entry["path"].startswith("gazetteer/") or entry["path"].endswith("toponyms.toml")
    ]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_complete_and_in_range(name: str) -> None:
    seen = set()
    for row in rows(name):
        identifier = row.get("id") or row["alpha2"]
        assert identifier not in seen, identifier
        seen.add(identifier)
        assert row["name"].strip() == row["name"] != "", row
        assert -180 <= float(row["lon"]) <= 180, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert 1_000 <= float(row["radius_m"]) <= 7_000_000, row
        assert row.get("kind", "region") in KINDS, row
        assert None not in row, row
    assert seen


def test_parents_and_admin_codes_exist() -> None:
    codes = {row["code"] for row in rows("admin1.csv")}
    for row in rows("supplement.csv"):
        assert not row["admin1"] or row["admin1"] in codes, row
        assert not row["parent"] or open_gazetteer().by_id(row["parent"]) is not None, row
        assert row["source"], row


def test_each_file_has_a_source_a_free_licence_and_its_hash() -> None:
    listed = {entry["path"] for entry in sources()}
    shipped = {f"gazetteer/{p.name}" for p in (DATA / "gazetteer").iterdir()}
    assert shipped <= listed
    for entry in sources():
        assert entry["licence"] in FREE, entry
        for key in ("origin", "retrieved", "rebuild"):
            assert entry[key], entry
        if entry["licence"].startswith("CC-BY"):
            assert entry["attribution"], entry
        assert sha256((DATA / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]


def test_the_built_index_stays_small() -> None:
    assert (DATA / "gazetteer" / "world.npz").stat().st_size < 15_000_000


# Country, latitude and longitude (degrees, from any atlas, to the half) and the names as English and French press writes
# them; a point may lie so many kilometres off, for the middle of a large region is a matter of opinion.
COUNTRIES = """
AE 24 54.5 EAU|UAE|Émirats arabes unis; CD -2.5 23.5 DRC|RDC|DR Congo|Congo-Kinshasa|RD Congo;
CG -1 15.5 Congo-Brazzaville; CF 7 21 CAR|RCA|Centrafrique; CI 8 -5.5 Ivory Coast|Côte d'Ivoire;
MM 21 96 Burma|Myanmar|Birmanie; SZ -26.5 31.5 Swaziland|Eswatini; NL 52 6 Holland|Pays-Bas;
GM 13.5 -15.5 the Gambia|Gambie; TL -9 126 Timor-Leste|East Timor; CV 16 -24 Cape Verde|Cap-Vert;
CZ 50 15 Czechia|Czech Republic; MK 41.5 22 North Macedonia|Macédoine du Nord; TR 39 35 Türkiye|Turquie;
BA 44 18 Bosnia|Bosnie; GB 55 -2.5 Britain|UK|Royaume-Uni; KP 40 127 North Korea|DPRK|RPDC;
KR 36.5 128 South Korea|ROK|Corée du Sud; PS 32 35 Palestine|Palestinian territories|Territoires palestiniens;
EH 24.5 -12.5 Western Sahara|Sahara occidental; XK 42.5 21 Kosovo; US 40 -98.5 U.S.|États-Unis;
RU 60 100 Russie|Russian Federation; SS 7.5 30 South Sudan|Soudan du Sud; ZA -29 24 Afrique du Sud;
SY 35 38 Syrian Arab Republic; IR 32 53 Islamic Republic of Iran; SA 25 45 KSA; TD 15 19 Tchad;
VA 42 12.5 Holy See|Saint-Siège
"""
REGIONS = """
GB 52.5 -1.5 England|Angleterre; GB 57 -4 Scotland|Écosse; GB 52.5 -4 Wales|Pays de Galles;
GB 54.5 -6.5 Northern Ireland; CD -0.5 28.5 Nord-Kivu|North Kivu; CD -3 28 Sud-Kivu|South Kivu;
CD 3 28 Haut-Uele|Haut-Uélé; CD 0.5 19 Équateur; CD -5 21 Kasaï; CD -6 22.5 Kasaï-Central; CD -6 23.5 Kasaï-Oriental;
CD 2 30 Ituri; CD 0 25.5 Tshopo; CD -5.5 14.5 Kongo-Central; CD -10.5 28 Haut-Katanga; CD -6.5 28 Tanganyika;
CM 11 14.5 Extrême-Nord|Far North; CM 5 9.5 South-West Region; CM 6.5 10.5 North-West Region; CM 7 13 Adamaoua;
SD 16.5 25.5 North Darfur|Darfour-Nord|Darfour du Nord; SD 11 24.5 South Darfur|Darfour-Sud;
SD 14 23 West Darfur|Darfour occidental; SD 11 26.5 East Darfur; SD 12.5 23.5 Central Darfur;
SD 11 30.5 South Kordofan|Kordofan du Sud; SD 11.5 28 West Kordofan; SD 14 30 North Kordofan; SD 14.5 33.5 Gezira;
SD 14 35.5 Gedaref; SD 11.5 34 Blue Nile; SD 13.5 32.5 White Nile; SD 13 34 Sennar; SD 16 35.5 Kassala;
SS 10 33 Upper Nile|Haut-Nil; SS 7.5 32.5 Jonglei; SS 9 30 Unity State; SS 5.5 28.5 Western Equatoria;
SS 9 27 Northern Bahr el Ghazal; SS 8 29 Warrap; SO 2 44.5 Lower Shabelle|Bas-Shabelle; SO 3 46 Middle Shabelle;
SO 0 42 Lower Juba; SO 1 42.5 Middle Juba; SO 3 42 Gedo; SO 4 45.5 Hiran; SO 6.5 48 Mudug; SO 5 47 Galgaduud;
SO 2 45.5 Banadir; ET 14 38.5 Tigray|Tigré; ET 11.5 38 Amhara; ET 7.5 38.5 Oromia; ET 12 41 Afar; ET 8 34 Gambella;
ET 10.5 35.5 Benishangul-Gumuz; IQ 33 41.5 Al Anbar|Anbar; IQ 36 42.5 Nineveh|Ninawa|Ninive; IQ 34.5 43.5 Salahaddin;
IQ 34 45 Diyala; IQ 35.5 44 Kirkouk; IQ 37 43 Dohuk; IQ 30.5 47.5 Bassora; SY 35 40.5 Deir ez-Zor|Deir Ezzor;
SY 36.5 41 Hasakah|Hassaké; SY 36 37.5 Alep|Aleppo; SY 34.5 38.5 Homs; SY 33.5 36.5 Damas;
SY 33.5 37 Rif Dimashq|Rural Damascus; SY 36 36.5 Idlib; SY 33 37 Sweida; SY 33 36 Daraa; SY 35.5 36 Lattaquié;
SY 36 39 Raqqa; YE 16.5 49.5 Hadramawt|Hadhramaut; YE 15.5 45.5 Marib; YE 17 44 Saada; YE 15 43 Hodeidah;
YE 13.5 44 Taiz; YE 15 47 Shabwa; YE 16.5 45.5 Al-Jawf; LB 33.5 35.5 South Lebanon|Sud-Liban; LB 33.5 36 Bekaa;
LB 33.5 35.5 Nabatiyeh; LB 34 35.5 Mont-Liban; PS 32 35 West Bank|Cisjordanie; PS 31.5 34.5 Gaza Strip|bande de Gaza;
UA 48 37.5 Donetsk|oblast de Donetsk|Donetsk region; UA 49 39 Luhansk|Louhansk; UA 49.5 36.5 Kharkiv;
UA 47.5 35.5 Zaporizhzhia|Zaporijjia; UA 46.5 33.5 Kherson region; UA 45.5 34.5 Crimea|Crimée; UA 51 34 Sumy Oblast;
RU 43.5 45.5 Chechnya|Tchétchénie; RU 43 47 Dagestan; RU 43 45 Ingushetia; RU 51.5 36 Kursk region; AF 31 64 Helmand;
AF 35 71 Kunar; AF 34.5 70.5 Nangarhar; AF 31 65.5 Kandahar; AF 33 66 Uruzgan; AF 33.5 70 Khost; AF 35.5 70 Panjshir;
MM 19.5 93.5 Rakhine|Arakan; MM 26 97.5 Kachin State; MM 21.5 98 Shan State; MM 22 93.5 Chin State;
MM 24 95.5 Sagaing; MM 17 98 Kayin State; MM 17 95 Irrawaddy; MZ -12.5 39.5 Cabo Delgado; NG 12 13 Borno;
NG 12.5 11.5 Yobe; NG 9.5 12.5 Adamawa; NG 12 6.5 Zamfara; NG 9 9.5 Plateau State; NG 10 5.5 Niger State;
NG 5 7 Rivers State; NE 14 2 Tillabéri|Tillabery; NE 16 13 Diffa; NE 19.5 10.5 Agadez; BF 14 -0.5 Sahel Region;
BF 12.5 -3.5 Boucle du Mouhoun; BF 13 -1 Centre-Nord; ML 19.5 1 Kidal; ML 16.5 0 Gao; ML 14.5 -3.5 Mopti;
ML 17 -3 Timbuktu Region|Tombouctou; ML 16.5 3 Ménaka; ML 21 -4 Taoudenni; TD 16.5 23 Ennedi-Est; TD 13.5 21 Ouaddaï;
TD 21 16.5 Tibesti; CF 6.5 25.5 Haut-Mbomou; CF 10 22.5 Vakaga; CF 6 21 Ouaka; CF 5 18 Ombella-M'Poko;
PK 28.5 66 Balochistan|Baloutchistan; PK 34 71.5 Khyber Pakhtunkhwa; PK 26 69 Sindh; IN 34 76.5 Jammu and Kashmir;
IN 24.5 94 Manipur; IN 21 82 Chhattisgarh; CN 41 85 Xinjiang; CN 31.5 88 Tibet; GE 43 41 Abkhazia|Abkhazie;
EG 30.5 33.5 North Sinai|Nord-Sinaï; LY 31.5 20.5 Benghazi; LY 31.5 14.5 Misrata; LY 32 22.5 Derna; CO 6.5 -71 Arauca;
CO 2.5 -77 Cauca; CO 1.5 -78 Nariño; HT 19.5 -72.5 Artibonite; ID -2.5 138.5 Papua; ID 4.5 97 Aceh;
US 37 -119.5 California|Calif.; US 39 -77 District of Columbia|D.C.; CA 55 -114.5 Alberta; CA 54.5 -124.5 B.C.;
CA 53 -72 Québec; AU -32 147 NSW; AU -22.5 144.5 Queensland
"""
WORLD_REGIONS = """
14 2.5 Sahel; 19.5 -2 Azawad; 14.5 0 Liptako-Gourma; 14.5 0 trois frontières; 14.5 25 Darfur|Darfour;
12.5 29.5 Kordofan; 9.5 45.5 Somaliland; 8.5 49 Puntland; 1.5 42 Jubaland; 48.5 38.5 Donbas; 33.5 37.5 Levant;
36 44.5 Kurdistan Region; 36.5 40 Rojava; 33 36 Golan Heights; 29.5 33.5 Sinai; 12.5 -15.5 Casamance; 7 43.5 Ogaden;
47.5 29.5 Transnistria; 42.5 44 South Ossetia; 40 47 Nagorno-Karabakh|Haut-Karabakh; 8 41.5 Horn of Africa;
-1.5 30 Great Lakes Region; 12 13.5 Lake Chad Basin; 27 3.5 Maghreb; 28.5 44.5 Middle East|Proche-Orient;
13 -86 Central America; 42.5 21.5 Balkans; 43 44 Caucasus; 34.5 76 Kashmir; 7.5 124.5 Mindanao; 7 124 Bangsamoro;
22 99 Wa State; -44 -69 Patagonia; 15 -1 West Africa|Afrique de l'Ouest; 1 20.5 Sub-Saharan Africa;
-9.5 -65 Latin America; 11 108.5 Southeast Asia; 50 4 Western Europe; 5 31 Greater Equatoria; 2.5 45 Shabelle;
32.5 70 Waziristan
"""
WATERS = """
14.5 32.5 Nile|Nile River; 12.5 -1.5 Niger River; -2.5 18 Congo River; 34.5 41.5 Euphrates|Euphrate; 35 44 Tigris;
48 33.5 Dnipro River|Dnieper; 33.5 35.5 Litani River; -2.5 -59.5 Amazon River; 20 39 Red Sea|mer Rouge;
43.5 35 Black Sea; 26.5 56.5 Strait of Hormuz|détroit d'Ormuz; 12.5 43.5 Bab el-Mandeb; 12 46.5 Gulf of Aden;
27 52 Persian Gulf; 25 119.5 Taiwan Strait; 30.5 32.5 Suez Canal; 13.5 14 Lake Chad|lac Tchad; 15 104 Mekong
"""
Case = tuple[str, str, str, float, float, float]


def cases() -> Iterator[Case]:
    for table, kind, within in (
        (COUNTRIES, "country", 60.0),
        (REGIONS, "region", 100.0),
        (WORLD_REGIONS, "region", 250.0),
        (WATERS, "feature", 250.0),
    ):
        for entry in table.replace("\n", " ").split(";"):
            words = entry.split()
            country = words.pop(0) if words[0].isalpha() else ""
            lat, lon = float(words[0]), float(words[1])
            for name in " ".join(words[2:]).split("|"):
                yield name, country, kind, lat, lon, within


def km(lat: float, lon: float, place: Place) -> float:
    a, b = math.radians(lat), math.radians(place.lat)
    return 6371 * math.acos(
        min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(math.radians(lon - place.lon)))
    )


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case[0])
def test_press_names_find_their_place(case: Case) -> None:
    name, country, kind, lat, lon, within = case
    found = [p for p in open_gazetteer().lookup(name) if p.kind == kind and (p.country or "") == country]
    assert found, name
    assert min(km(lat, lon, p) for p in found) < within, [(p.name, p.lat, p.lon) for p in found]


def test_points_say_where_they_come_from() -> None:
    assert {row["point"] for row in rows("countries.csv")} == {"GeoNames"}
    assert {row["point"] for row in rows("admin1.csv")} == {"Natural Earth", "around its towns"}
    by_hand = [row["id"] for row in rows("regions.csv") if row["source"] == "own knowledge, rounded"]
    assert by_hand == ["mapkit:southern-ocean"]


def test_members_of_world_regions_exist_and_hold_no_circle() -> None:
    members = {row["id"]: [m for m in row["members"].split(";") if m] for row in rows("regions.csv")}
    known = {row["alpha2"] for row in rows("countries.csv")} | {row["code"] for row in rows("admin1.csv")}

    def leaves(member: str, above: tuple[str, ...] = ()) -> set[str]:
        assert member not in above, above
        return (
            {leaf for m in members[member] for leaf in leaves(m, (*above, member))} if member in members else {member}
        )

    for identifier in members:
        found = leaves(identifier) - {identifier}
        towns = {leaf for leaf in found if leaf[2:3] == ":"}
        assert towns in (set(), found), identifier  # areas or towns, not both
        assert found - towns <= known, identifier


def test_first_order_regions_bear_numbers_of_geonames() -> None:
    numbered = [row["id"].startswith("geonames:") for row in rows("admin1.csv")]
    assert sum(numbered) > 0.98 * len(numbered)
