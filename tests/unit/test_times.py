"""What the words of time say, and the days they come to."""

from datetime import date
from time import process_time

import pytest

from mapkit._resources import load_toml
from mapkit.extraction.times import find_time_mentions
from mapkit.find import find_times

PUBLISHED = date(2023, 10, 31)

# phrase, TIMEX3 value, EDTF of the days, precision, relation
CONVENTIONS = [
    ("It happened on Tuesday, October 31st.", "2023-10-31", "2023-10-31", "day", "at"),
    ("We left the town this morning.", "2023-10-31TMO", "2023-10-31", "day", "at"),
    ("It was supported last June.", "2023-06", "2023-06", "month", "at"),
    ("The rulers in June ordered it out.", "2023-06", "2023-06", "month", "at"),
    ("It began in early July.", "2023-07", "[2023-07-01..2023-07-10]", "part_of_month", "at"),
    ("It began as early as July.", "2023-07", "2023-07", "month", "since"),
    (
        "It was planned for the second half of November.",
        "2023-11",
        "[2023-11-16..2023-11-30]",
        "part_of_month",
        "at",
    ),
    ("It fell in late 2022.", "2022", "[2022-10-01..2022-12-31]", "interval", "at"),
    ("They must leave by the end of the year.", "2023", "[..2023-12-31]", "before", "by"),
    ("The deadline is December 31.", "2023-12-31", "2023-12-31", "day", "at"),
    ("They fought between 2012 and 2014.", "2012", "[2012-01-01..2014-12-31]", "interval", "at"),
    ("It got worse in recent months.", "PXM", "[2023-08-01~..2023-10-31~]", "interval", "at"),
    ("It recently changed.", "PAST_REF", "[..2023-10-31]", "before", "at"),
    ("It happens in the coming days.", "FUTURE_REF", "[2023-10-31..]", "after", "at"),
    ("It is currently closed.", "PRESENT_REF", "2023-10-31", "day", "at"),
    ("They are there since 2012.", "2012", "2012", "year", "since"),
    ("It fell at 3 p.m. on Friday.", "2023-10-27T15:00", "2023-10-27", "day", "at"),
    ("The troops will arrive on Friday.", "2023-11-03", "2023-11-03", "day", "at"),
    ("Shells fell on Tuesday.", "2023-10-31", "2023-10-31", "day", "at"),
    ("Shells fell last Tuesday.", "2023-10-24", "2023-10-24", "day", "at"),
    ("Shells fell three days ago.", "2023-10-28", "2023-10-28", "day", "at"),
    ("Shells fell three years ago.", "2020", "2020", "year", "at"),
    ("Shells fell last week.", "2023-W43", "[2023-10-23..2023-10-29]", "interval", "at"),
    ("Shells fell in June of last year.", "2022-06", "2022-06", "month", "at"),
    ("Shells fell in the summer of 2021.", "2021-SU", "[2021-06-01..2021-08-31]", "season", "at"),
    ("Shells fell in the 1990s.", "199", "[1990-01-01..1999-12-31]", "interval", "at"),
    ("They met on 12 November 2014.", "2014-11-12", "2014-11-12", "day", "at"),
    ("They will meet on November 3.", "2023-11-03", "2023-11-03", "day", "at"),
    ("They will meet on Friday, November 3.", "2023-11-03", "2023-11-03", "day", "at"),
    ("It fell the day before yesterday.", "2023-10-29", "2023-10-29", "day", "at"),
    ("It fell the week before last.", "2023-W42", "[2023-10-16..2023-10-22]", "interval", "at"),
    ("It fell on Friday the 13th.", "2023-10-13", "2023-10-13", "day", "at"),
    ("It fell on the last Sunday of September.", "2023-09-24", "2023-09-24", "day", "at"),
    ("It fell in the week ending October 22.", "2023-W42", "[2023-10-16..2023-10-22]", "interval", "at"),
    ("It fell two days after the 10 October vote.", "P2D", "2023-10-12", "day", "at"),
    ("The siege lasted from Friday until Sunday.", "2023-10-27", "[2023-10-27..2023-10-29]", "interval", "at"),
    ("It fell at 7 am (0500 GMT) on Monday.", "2023-10-30T07:00", "2023-10-30", "day", "at"),
    ("They fought in March-June 2022.", "2022-03", "[2022-03-01..2022-06-30]", "interval", "at"),
    ("It fell on October 3, 10 and 17.", "2023-10-03", "[2023-10-03..2023-10-17]", "interval", "at"),
    ("It fell in Q3 2022.", "2022-Q3", "[2022-07-01..2022-09-30]", "interval", "at"),
    ("It fell on 17-Oct-2023.", "2023-10-17", "2023-10-17", "day", "at"),
    ("It fell on 2023/10/7.", "2023-10-07", "2023-10-07", "day", "at"),
    ("It lasted from 28 September-3 October.", "2023-09-28", "[2023-09-28..2023-10-03]", "interval", "at"),
    ("It fell three days after the coup of 10 October.", "P3D", "2023-10-13", "day", "at"),
    ("It fell between March and May.", "2023-03", "[2023-03-01..2023-05-31]", "interval", "at"),
    ("Between Monday and Wednesday last week it fell.", "2023-10-23", "[2023-10-23..2023-10-25]", "interval", "at"),
    ("Last week, on Tuesday, it fell.", "2023-10-24", "2023-10-24", "day", "at"),
    ("Two days after Monday's raid it fell.", "P2D", "2023-10-25", "day", "at"),
    ("On October 17 hospital staff fled.", "2023-10-17", "2023-10-17", "day", "at"),
    ("In 2015 2,000 people died.", "2015", "2015", "year", "at"),
    ("It fell on 10/11/2023.", "2023-10-11", "[2023-10-11..2023-11-10]", "interval", "at"),
    ("The revolt of '68 failed.", "1968", "1968", "year", "at"),
    ("They met on April 24 and 25, 2022.", "2022-04-24", "[2022-04-24..2022-04-25]", "interval", "at"),
    ("They met from 3 to 5 May.", "2023-05-03", "[2023-05-03..2023-05-05]", "interval", "at"),
    ("They fought between November and February.", "2023-11", "[2023-11-01..2024-02-29]", "interval", "at"),
    ("It fell in the late 1970s.", "197", "[1977-01-01..1979-12-31]", "interval", "at"),
    ("They meet this weekend.", "2023-W44-WE", "[2023-11-04..2023-11-05]", "interval", "at"),
    ("It was shelled over the weekend.", "2023-W43-WE", "[2023-10-28..2023-10-29]", "interval", "at"),
    ("The wounded were to be escorted out early Thursday.", "2023-11-02", "2023-11-02", "day", "at"),
    ("They met last Christmas.", "2022-12-25", "2022-12-25", "day", "at"),
    ("They bought it in February.", "2023-02", "2023-02", "month", "at"),
    ("They met in the third quarter.", "2023-Q3", "[2023-07-01..2023-09-30]", "interval", "at"),
    ("They met in the week of October 3.", "2023-W40", "[2023-10-02..2023-10-08]", "interval", "at"),
    ("It fell in the last week of August.", "2023-W35", "[2023-08-28..2023-09-03]", "interval", "at"),
    ("It fell in the early hours of Thursday.", "2023-10-26TMO", "2023-10-26", "day", "at"),
    ("It was shelled at dawn Wednesday.", "2023-10-25TMO", "2023-10-25", "day", "at"),
    ("It was shelled on the night of 5 to 6 June.", "2023-06-05TNI", "2023-06-05", "day", "at"),
    ("He came in the year two thousand.", "2000", "2000", "year", "at"),
    ("It was so over the past year.", "2022", "[2022-10-31..2023-10-31]", "interval", "at"),
    ("It fell in 2006-07.", "2006", "[2006-01-01..2007-12-31]", "interval", "at"),
    ("It began on Easter Monday.", "2023-04-10", "2023-04-10", "day", "at"),
    ("They ate at Thanksgiving 2022.", "2022-11-24", "2022-11-24", "day", "at"),
    ("They met on 31.12.2022.", "2022-12-31", "2022-12-31", "day", "at"),
    ("They fought between January and May 2021.", "2021-01", "[2021-01-01..2021-05-31]", "interval", "at"),
    ("The offer had been due to expire Friday.", "2023-10-27", "2023-10-27", "day", "at"),
    ("They would look for ways around Friday's ruling.", "2023-10-27", "2023-10-27", "day", "at"),
    ("The show returns to the city on Friday.", "2023-11-03", "2023-11-03", "day", "at"),
    ("Shells fell two and a half years ago.", "2021", "2021", "year", "at"),
]

FRENCH = [
    ("Le camp a été évacué mardi 31 octobre.", "2023-10-31", "2023-10-31"),
    ("Elle a quitté la ville ce matin.", "2023-10-31TMO", "2023-10-31"),
    ("Il est parti hier soir.", "2023-10-30TEV", "2023-10-30"),
    ("Elle a été soutenue en juin dernier.", "2023-06", "2023-06"),
    ("Elle partira fin 2024.", "2024", "[2024-10-01..2024-12-31]"),
    ("C'était prévu pour la seconde moitié de novembre.", "2023-11", "[2023-11-16..2023-11-30]"),
    ("C'était il y a trois jours.", "2023-10-28", "2023-10-28"),
    ("C'était la semaine dernière.", "2023-W43", "[2023-10-23..2023-10-29]"),
    ("Elle partira le samedi 4 novembre à 15 h 45.", "2023-11-04T15:45", "2023-11-04"),
    ("Elle est partie mardi à l'aube.", "2023-10-31TMO", "2023-10-31"),
    ("Elle est partie lundi en fin d'après-midi.", "2023-10-30TAF", "2023-10-30"),
    ("Elle est partie dans la nuit du 3 au 4 octobre.", "2023-10-03TNI", "2023-10-03"),
    ("Elle est partie dans la nuit de dimanche à lundi.", "2023-10-29TNI", "2023-10-29"),
    ("C'était dans les années 80.", "198", "[1980-01-01..1989-12-31]"),
    ("C'était au XIXe siècle.", "18", "[1800-01-01..1899-12-31]"),
    ("C'était en octobre 98.", "1998-10", "1998-10"),
    ("C'était au second semestre 2014.", "2014-H2", "[2014-07-01..2014-12-31]"),
    ("C'était il y a une semaine.", "2023-W43", "[2023-10-23~..2023-10-25~]"),
    ("C'était le lundi de Pâques.", "2023-04-10", "2023-04-10"),
    ("La mission doit partir d'ici la fin de l'année.", "2023", "[..2023-12-31]"),
    ("Elle est là depuis juin.", "2023-06", "2023-06"),
    ("C'était il y a trois ans.", "2020", "2020"),
    ("Elle est tombée le 10/11/2022.", "2022-11-10", "2022-11-10"),
    ("Elle est tombée le dernier dimanche de septembre.", "2023-09-24", "2023-09-24"),
    ("Le tournoi est prévu samedi 4.", "2023-11-04", "2023-11-04"),
]


@pytest.mark.parametrize(("text", "timex", "edtf", "precision", "relation"), CONVENTIONS)
def test_phrases_come_to_the_days_of_the_conventions(text, timex, edtf, precision, relation):
    match = find_times(text, published=PUBLISHED)[0]
    assert match.when is not None
    assert (match.timex_value, match.when.edtf, match.precision.value, match.relation) == (
        timex,
        edtf,
        precision,
        relation,
    )


@pytest.mark.parametrize(("text", "timex", "edtf"), FRENCH)
def test_french_phrases(text, timex, edtf):
    match = find_times(text, published=PUBLISHED, language="fr")[0]
    assert match.when is not None
    assert (match.timex_value, match.when.edtf) == (timex, edtf)


@pytest.mark.parametrize(("text", "value"), [("It took a decade.", "P10Y"), ("After 11 years it fell.", "P11Y")])
def test_a_length_is_no_date(text, value):
    (match,) = find_times(text, published=PUBLISHED)
    assert match.when is None
    assert (match.timex_type, match.timex_value) == ("DURATION", value)


def test_two_years_named_are_two_times():
    assert [m.timex_value for m in find_times("deals struck in 2014 and 2015")] == ["2014", "2015"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Theresa May spoke.",
        "He killed 2012 people.",
        "It cost $1999.",
        "2,000 troops",
        "the first to arrive",
        "Go as soon as he can.",
        "330 kilometers (200 miles) away",
        "a second camp",
        "a man in his 30s",
        "a 52-year-old officer",
        "F-16 jets and B-52 bombers flew with the 3rd Battalion under Resolution 2690.",
        "M23 rebels with AK-47s, T-55 tanks and S-300 missiles",
        "Call +223 20 22 45 00 or 1-800-555-1998 or (212) 555-2014.",
        "They won 3-2 and 24-10; the vote was 15-0.",
        "see pp. 12-14, room 2014, Article 2024, Highway 1984",
        "He saw 1998 soldiers, 2000 troops.",
        "the Six-Day War, the Thirty Years' War and the Winter War",
        "the February Revolution, the 14 February Coalition and the Good Friday Agreement",
        "Theresa May and April Jones",
        "Bloody Sunday, the Sunday Times and the Daily Telegraph",
        "three-quarters of the town, school hours and work days",
        "four flights a week, one train an hour",
        "a man aged 12 years",
        "the treaty was signed soon after",
        "+254 20 2023 1999, Box 2019, Act No. 1998/42, flight PT-1990",
        "1500 hours of talks; some 1950 were hurt, 2014 of them children; 2014 CFA francs",
        "The November 17 group met in 30 June Street; Black September did not.",
        "",
    ],
)
def test_words_that_only_look_like_times(text):
    assert find_times(text, published=PUBLISHED) == ()


@pytest.mark.parametrize(
    "text",
    [
        "la planète Mars, M. Juillet et Avril Lavigne",
        "rue du 8-Mai-1945, place du 11-Novembre",
        "une seconde fois, la seconde ville",
        "les 24 Heures du Mans, 2000 soldats",
        "âgé de 12 ans, une fille de 6 ans, les moins de 26 ans",
        "les heures d'ouverture, ses jours ne sont pas en danger",
        "à trois heures de route",
        "la place du 13 Mai, la rue du 26 mars",
    ],
)
def test_french_words_that_only_look_like_times(text):
    assert [m.mention.evidence.quote for m in find_times(text, published=PUBLISHED, language="fr")] in (
        [],
        ["trois heures"],  # a length, and no clock time
    )


def test_the_day_that_an_attack_is_named_by_is_kept():
    (match,) = find_times("The 7 October attack changed all.", published=PUBLISHED)
    assert match.timex_value == "2023-10-07"


def test_a_day_of_another_weekday_is_not_looked_for_years_away():
    (match,) = find_times("They met on Saturday, November 3.", published=PUBLISHED)
    assert match.when is None
    assert "2023-11-03 is a Friday" in match.reasons[0]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They took the town in March 2016 and lost it in December.", ["2016-03", "2016-12"]),
        ("He was held on 3 March 2011 and released on 5 April.", ["2011-03-03", "2011-04-05"]),
        ("A year ago, on 24 February, it began.", ["2022", "2022-02-24"]),
        ("It began in May 2015. On October 6 it fell.", ["2015-05", "2023-10-06"]),
        ("Since the coup of 1 May 2021 it has shrunk; on October 6 it fell.", ["2021-05-01", "2023-10-06"]),
        (
            "The village, which fell in May 2022, was hit on Tuesday and on October 6.",
            ["2022-05", "2023-10-31", "2023-10-06"],
        ),
        ("He died on 20 October 2011, soon after it began on 15 May.", ["2011-10-20", "2011-05-15"]),
    ],
)
def test_the_year_of_a_day_holds_for_the_sentence(text, timex):
    assert [m.timex_value for m in find_times(text, published=PUBLISHED)] == timex


def test_signs_that_nobody_sees_part_no_date():
    text = "They left on 1\u200b4 Novem\u00adber 2022."
    (match,) = find_times(text)
    assert match.timex_value == "2022-11-14"
    assert match.mention.evidence.quote == "1\u200b4 Novem\u00adber 2022"
    assert text[match.mention.evidence.start : match.mention.evidence.end] == match.mention.evidence.quote


def values(text, **options):
    return [(m.mention.evidence.quote, m.timex_value) for m in find_times(text, **options)]


def test_what_has_ended_lies_behind():
    assert values("It earned more in the year ended December 31.", published=PUBLISHED)[-1] == (
        "December 31",
        "2022-12-31",
    )


def test_two_days_of_one_month_are_two_times():
    assert values("They met on April 24 and 25, 2022.") == [("April 24", "2022-04-24"), ("25, 2022", "2022-04-25")]
    assert values("It fell between 28 and 30 May 1999.") == [("28", "1999-05-28"), ("30 May 1999", "1999-05-30")]


HISTORY = """The war began in 1912, when the allies of 1908 declared it. Fighting broke out on October 8. The next day a
fort fell, and two weeks later the town was taken. By the end of the year the treaty of 1830 was dead.

In January the guns spoke again. The siege lasted until March 26, 1913. That night the garrison left; on the 30th it
reached the coast. The following summer was quiet. It is remembered today. The painter died in 1950. In August peace
was signed."""


def test_a_history_tells_its_years_by_the_way():
    assert values(HISTORY, published=date(2010, 4, 19)) == [
        ("1912", "1912"),
        ("1908", "1908"),
        ("October 8", "1912-10-08"),
        ("The next day", "1912-10-09"),
        ("two weeks later", "1912-W43"),
        ("the end of the year", "1912"),
        ("1830", "1830"),
        ("January", "1913-01"),
        ("March 26, 1913", "1913-03-26"),
        ("That night", "1913-03-26TNI"),
        ("the 30th", "1913-03-30"),
        ("The following summer", "1913-SU"),
        ("today", "PRESENT_REF"),
        ("1950", "1950"),
        ("August", "1913-08"),
    ]


def test_a_history_needs_no_day_of_publication_when_it_names_many_years():
    text = "It ran from 1853 to 1856. " + " ".join(f"In {year} it was so." for year in range(1840, 1848))
    assert values(f"{text} In 1854 it began. In March a fort fell.")[-1] == ("March", "1854-03")


DECEMBER = date(2023, 12, 10)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed at least 12 people, including four children, on January 13.", "en"),
        ("On January 13 gunmen killed 12.", "en"),
        ("By January 13, gunmen had killed 12.", "en"),
        ("Between January 13 and January 15, rebels killed 40.", "en"),
        ("The strike on January 13 killed six.", "en"),
        ("It was on January 13 that gunmen killed six.", "en"),
        ("He has been in jail since January 13.", "en"),
        ("L'armée a été attaquée à Tessit le 13 janvier.", "fr"),
        ("Six personnes tuées le 13 janvier à Djibo", "fr"),
        ("L'attaque du 13 janvier a fait six morts.", "fr"),
        ("C'est le 13 janvier que douze personnes ont été tuées.", "fr"),
    ],
)
def test_what_was_done_does_not_lie_ahead(text, language):
    assert {m.when.latest.year for m in find_times(text, published=DECEMBER, language=language)} == {2023}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The commission set the vote for January 13.", "en"),
        ("Leaders gathered ahead of elections on January 13.", "en"),
        ("The parties picked January 13.", "en"),
        ("The court barred him from running on January 13.", "en"),
        ("The truce ended and talks open on January 13.", "en"),
        ("The council extended the mandate until January 13.", "en"),
        ("Le procès a été renvoyé au 13 janvier.", "fr"),
        ("La France a accepté de retirer ses troupes le 13 janvier.", "fr"),
    ],
)
def test_what_was_arranged_may_lie_ahead(text, language):
    assert {m.when.latest.year for m in find_times(text, published=DECEMBER, language=language)} == {2024}


def test_after_a_day_of_long_ago_a_weekday_is_of_its_week():
    text = "The war began on Monday, 5 June 1967. On Wednesday a city fell."
    assert values(text, published=PUBLISHED)[-1] == ("Wednesday", "1967-06-07")


def test_a_sentence_of_a_history_goes_on():
    text = (
        HISTORY
        + "\n\nThe river was crossed on 1 February 1864, and the war ended on 30 October. Two days after that Vienna signed."
    )
    assert values(text, published=date(2012, 3, 4))[-3:] == [
        ("1 February 1864", "1864-02-01"),
        ("30 October", "1864-10-30"),
        ("Two days after that", "1864-11-01"),
    ]


def test_the_hour_of_another_place_keeps_its_day():
    found = values("The hill slid at 6 am (2200 GMT Friday); Xinhua said so on Saturday.", published=date(2017, 6, 24))
    assert found[:2] == [("6 am", "2017-06-24T06:00"), ("2200 GMT Friday", "2017-06-23T22:00")]


def test_news_with_a_past_stays_news():
    text = "On October 3 the convoy left. Coups came in 2012, 2015, 2018, 2019 and 2020."
    assert values(text, published=PUBLISHED)[0] == ("October 3", "2023-10-03")


def test_years_before_the_common_era_are_told_but_not_drawn():
    text = "It lasted from 431 to 404 BC. In 415 BC the fleet sailed; that summer a siege began. In 413 it failed."
    assert values(text, published=date(2009, 1, 1)) == [
        ("431", "BC0431"),
        ("404 BC", "BC0404"),
        ("415 BC", "BC0415"),
        ("that summer", "BC0415-SU"),
        ("413", "BC0413"),
    ]
    assert all(m.when is None and "common era" in m.reasons[0] for m in find_times(text, published=date(2009, 1, 1)))


def test_an_hour_later_is_a_clock_time_when_one_was_told():
    text = "At 9:50 a.m. on 8 October 1879 he fell, and an hour later the ship was lost."
    assert values(text)[-1] == ("an hour later", "1879-10-08T10:50")


def test_what_is_counted_from_a_time_told_is_relative_to_it():
    first, second = find_times("It began on 3 May 2021. Two days later it ended.")
    assert (first.basis.value, second.basis.value) == ("stated", "relative")
    assert "2021-05-03" in second.reasons[0]


def test_some_day_after_a_month_is_between_bounds():
    match = find_times("It fell in May 2021, and ten days later it burned.")[-1]
    assert match.timex_value == "XXXX-XX-XX"
    assert match.when.edtf == "[2021-05-11..2021-06-10]"


def test_without_a_day_of_publication_only_complete_dates_are_resolved():
    matches = find_times("On Tuesday, October 31, he said that in 2020 it was like yesterday.")
    assert [m.when.edtf if m.when else None for m in matches] == [None, "2020", None]


def test_the_following_day_counts_from_the_day_told_before():
    assert [m.timex_value for m in find_times("It began on 3 May 2021. The following day it ended.")] == [
        "2021-05-03",
        "2021-05-04",
    ]


def test_offsets_hold_inside_a_span():
    text = "Monday.\n\nIt fell on 5 May 2022, and on Friday it rose."
    start = text.index("It")
    for mention in find_time_mentions(text, span=(start, len(text)), article_id="x"):
        evidence = mention.evidence
        assert evidence.start >= start
        assert text[evidence.start : evidence.end] == evidence.quote


def test_impossible_days_are_not_invented():
    assert all(
        m.when is None for m in find_times("on 31 February 2023", published=PUBLISHED) if "-02-" in m.timex_value
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_has_one_class(language):
    seen: dict[str, str] = {}
    for name, section in load_toml("vocabulary", f"times_{language}.toml").items():
        if isinstance(section, dict) and len(name) == 1:
            for word in section:
                assert word not in seen, f"{word} is in {seen.get(word)} and {name}"
                assert word == word.lower()
                seen[word] = name


@pytest.mark.parametrize("word", ["about ", "two ", "last ", "full ", "the ", "1 ", "\n", "- ", "early "])
def test_the_time_spent_grows_with_the_length_only(word):
    began = process_time()
    find_times(word * 20_000, published=PUBLISHED)
    assert process_time() - began < 10


@pytest.mark.parametrize(
    ("text", "timex", "edtf"),
    [
        ("It lasted two weekends.", "P2WE", None),
        ("It fell in the last fortnight.", "P2W", "[2023-10-17..2023-10-31]"),
        ("It fell in the second half of the 2010s.", "201", "[2015-01-01..2019-12-31]"),
        ("It fell on the fifth Sunday of February.", "XXXX-@2:5:7", None),
    ],
)
def test_units_and_their_parts(text, timex, edtf):
    (match,) = find_times(text, published=PUBLISHED)
    assert (match.timex_value, match.when and match.when.edtf) == (timex, edtf)


def test_a_stretch_of_years_in_passing_does_not_hold_for_later_days():
    matches = find_times("He sat there in 1957-58. On 3 March 2020 it fell.")
    assert "within" not in matches[-1].mention.hints


def test_a_line_that_was_wrapped_is_one_sentence():
    text = "The town fell on 3 March 2011 and the army\nwithdrew on 12 June."
    assert values(text, published=PUBLISHED)[-1] == ("12 June", "2011-06-12")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        (
            "2021\n\nApril 15: It began.\n\n2022\n\nMay 10: It fell. A month later it burned.",
            ["2021-04-15", "2022-05-10", "2022-06"],
        ),
        ("26 October 2021 - It began.\n\n18 December - It fell.", ["2021-10-26", "2021-12-18"]),
        ("2021: On 26 October, it began. In December, it fell.", ["2021-10-26", "2021-12"]),
        ("The 2006 war\n\nOn 12 July it began.\n\nWhat next\n\nOn October 3 it fell.", ["2006-07-12", "2023-10-03"]),
        ("File photo, March 2013\n\nOn October 26 it fell.", ["2013-03", "2023-10-26"]),
    ],
)
def test_the_year_over_an_entry_holds_for_it(text, timex):
    found = [m.timex_value for m in find_times(text, published=PUBLISHED)]
    assert [value for value in found if len(value) > len("2021")] == timex


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("It fell the day after the coup of 18 October.", "en", "2023-10-19"),
        ("It fell the day before the 10 October vote.", "en", "2023-10-09"),
        ("Elle est tombée au lendemain de l'attaque du 7 octobre.", "fr", "2023-10-08"),
        ("Elle est tombée à la veille de la visite du président, le 18 octobre.", "fr", "2023-10-17"),
        ("Elle est tombée au lendemain de la visite du président.", "fr", None),
        ("The next day it fell.", "en", None),
    ],
)
def test_the_day_beside_an_event_is_counted_from_its_day(text, language, edtf):
    match = find_times(text, published=PUBLISHED, language=language)[0]
    assert (match.when and match.when.edtf) == edtf


def test_nothing_is_counted_from_before_a_time_that_is_not_known():
    (year, monday, later) = find_times("It fell in June 2022. It rose on Monday. Two days later it fell again.")
    assert year.when.edtf == "2022-06"
    assert (monday.when, later.when) == (None, None)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("He was born on 3 March 1961 and was killed on 29 October.", "en", "2023-10-29"),
        ("The truce of 23 October 2020 was broken on October 29.", "en", "2023-10-29"),
        ("War since 2014\n\nRussian forces shelled the town on 26 October.", "en", "2023-10-26"),
        ("Source: ACLED, 2022\n\nOn 12 October the army attacked.", "en", "2023-10-12"),
        ("Vision 2030\n\nOn 12 October the army attacked.", "en", "2023-10-12"),
        ("Né le 3 mars 1961, il a été tué le 29 octobre.", "fr", "2023-10-29"),
        ("La trêve expire le 3 novembre, a souligné le médiateur.", "fr", "2023-11-03"),
    ],
)
def test_an_old_year_near_by_does_not_age_the_news(text, language, day):
    assert find_times(text, published=PUBLISHED, language=language)[-1].timex_value == day


def test_the_day_after_is_that_of_the_day_just_told():
    text = "Rebels attacked on 12 October. The day after the attack, they left. Two days later they came back."
    assert [m.timex_value for m in find_times(text, published=PUBLISHED)] == ["2023-10-12", "2023-10-13", "2023-10-15"]
