from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import mapkit as mk
from mapkit.errors import ReadError
from mapkit.model import TimeBasis, When


def body(article: mk.Article) -> str:
    return article.text[article.body[0] : article.body[1]]


def test_the_five_articles_keep_every_character(seeds: Path) -> None:
    articles = mk.read(seeds)
    assert [a.name for a in articles] == sorted(p.name for p in seeds.glob("*.txt"))
    for article in articles:
        assert article.text.encode() == (seeds / article.name).read_bytes()
        assert article.language == "en"


def test_page_furniture_stays_outside_the_body(seeds: Path) -> None:
    by_number = {a.name[:3]: a for a in mk.read(seeds)}
    assert "Casablanca" not in body(by_number["002"])
    assert body(by_number["002"]).endswith("take back their control.")
    assert by_number["002"].title == "UN peacekeepers evacuate strategic northern Mali camp amid rising insecurity"
    assert body(by_number["003"]).startswith("The recent takeover")
    assert by_number["003"].title == "Fall of Kidal in Mali: Local and Regional Implications"
    for number in ("000", "001", "004"):
        assert body(by_number[number]) == by_number[number].text.strip()


def test_a_date_line_is_stated_and_nothing_else_is(seeds: Path) -> None:
    by_number = {a.name[:3]: a for a in mk.read(seeds)}
    assert by_number["003"].published == When.on(date(2023, 11, 17))
    assert by_number["003"].published_basis is TimeBasis.STATED
    assert [by_number[n].published for n in ("000", "001", "002", "004")] == [None] * 4


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


PROSE = "Government troops entered the town of Bor on Saturday after two days of fighting, the mayor said."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
        ("Le départ de l'armée".encode("latin-1"), "not valid UTF-8: line 1, byte 4"),
    ],
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, content: bytes, words: str) -> None:
    path = write(tmp_path, "bad.txt", content)
    with pytest.raises(ReadError, match=words) as caught:
        mk.read(tmp_path)
    assert caught.value.path == path
    assert "bad.txt" in str(caught.value)
    assert caught.value.hint


def test_the_line_of_a_coding_fault_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "bad.txt", b"one\ntwo\nthr\xe9e")
    with pytest.raises(ReadError) as caught:
        mk.read(path)
    assert caught.value.line == 3


def test_a_folder_without_articles_says_what_it_holds(tmp_path: Path) -> None:
    write(tmp_path, "data.csv", "a,b")
    with pytest.raises(ReadError, match=r"holds no article \(found \.csv\)"):
        mk.read(tmp_path)
    with pytest.raises(ReadError, match="does not exist"):
        mk.read(tmp_path / "nowhere")


def test_markdown_with_a_header(tmp_path: Path) -> None:
    header = "---\ntitle: Troops enter Bor\ndate: 2014-01-18\nsource: The Daily\nurl: https://example.org/bor\n---\n\n"
    write(tmp_path, "bor.md", header + PROSE)
    (article,) = mk.read(tmp_path)
    assert (article.title, article.publisher, article.url) == (
        "Troops enter Bor",
        "The Daily",
        "https://example.org/bor",
    )
    assert article.published == When.on(date(2014, 1, 18))
    assert body(article) == PROSE


@pytest.mark.parametrize(
    "label",
    [
        "Date",
        "Published",
        "datePublished",
        "date_published",
        "Publication date",
        "pubDate",
        "Publié le",
        "Published at",
    ],
)
def test_the_header_states_the_day_by_many_names(tmp_path: Path, label: str) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        f"---\n{label}: 2023-10-31T08:00:00+01:00\npublisher: AFP\n---\n\nRebels left the town on Tuesday.\n"
    )
    (article,) = mk.read(file)
    assert article.published == When.on(date(2023, 10, 31))
    assert article.publisher == "AFP"


def test_the_address_states_the_day(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("url: https://example.org/2023/oct/31/convoy\n\nRebels left the town on Tuesday.\n")
    (article,) = mk.read(file)
    assert article.published == When.on(date(2023, 10, 31))
    assert "address" in article.published_reasons[0]


def test_a_heading_a_byline_and_a_date_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        "bor.md",
        f"# Troops enter Bor\n\nBy Ann Other\n\n18 January 2014\n\n{PROSE}\n\nRelated stories\n\nA town in Kenya\n",
    )
    (article,) = mk.read(tmp_path)
    assert article.title == "Troops enter Bor"
    assert article.published == When.on(date(2014, 1, 18))
    assert body(article) == PROSE


def test_subfolders_are_read_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", "a.txt", PROSE)
    write(tmp_path, ".hidden.txt", PROSE)
    assert [a.name for a in mk.read(tmp_path)] == ["deep/a.txt"]


def test_utf_16_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", PROSE.encode("utf-16"))
    write(tmp_path, "b.txt", b"\xef\xbb\xbf" + PROSE.encode())
    assert {a.text for a in mk.read(tmp_path)} == {PROSE}


def test_a_hard_wrapped_text_is_body_from_its_first_line(tmp_path: Path) -> None:
    wrapped = "The mayor of the town said on Saturday that government soldiers had\nentered it after two days of fighting and that the rebels were now\nfleeing into the bush around the town."
    write(tmp_path, "a.txt", wrapped)
    (article,) = mk.read(tmp_path)
    assert body(article) == wrapped
    assert article.title is None


def test_french_is_told_from_english(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.txt",
        "Les rebelles ont quitté la ville de Goma dans la nuit, et les soldats sont entrés dans le camp avec des blindés.",
    )
    assert mk.read(tmp_path)[0].language == "fr"


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Rebels leave Bor\ntags: [war, Bor]\ndate: 2023-11-17\ncategories:\n  - war\n---",
        "Updated Nov 20, 2023\nPublished Nov 17, 2023",
        "Nov 25, 2026\n\nRebels leave the town of Bor\n\nNov 17, 2023",
        "Les rebelles quittent la ville de Bor\nvendredi 17 novembre 2023",
    ],
)
def test_the_day_of_publication_is_found_among_others(tmp_path: Path, head: str) -> None:
    (article,) = mk.read(write(tmp_path, "a.txt", f"{head}\n\n{PROSE}\n"))
    assert article.published == When.on(date(2023, 11, 17))
    assert body(article) == PROSE


def test_a_date_that_can_be_read_two_ways_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f"title: Rebels leave Bor\ndate: 03/04/2023\n\n{PROSE}\n")
    dossier = mk.build(tmp_path)
    assert dossier.articles[0].published is None
    (issue,) = [issue for issue in dossier.issues if issue.code == "undated-article"]
    assert "03/04/2023" in issue.message


def test_a_day_given_for_a_copy_dates_the_one_that_is_kept(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, PROSE)
    dossier = mk.build(tmp_path, published={"b.txt": date(2023, 11, 17)})
    assert [(a.name, a.published) for a in dossier.articles] == [("a.txt", When.on(date(2023, 11, 17)))]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_make_a_map(tmp_path: Path, day: date) -> None:
    text = "M23 rebels attacked Goma on Friday, the army said. The army fought M23 rebels in eastern Congo last week."
    write(tmp_path, "a.txt", text)
    dossier = mk.build(tmp_path, published={"a.txt": day})
    dossier.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").exists()


@pytest.mark.parametrize(
    "page",
    [
        f"Rebels leave the town of Bor\n\n{PROSE}\n\nPublished 17 November 2023\n",
        f"Rebels leave the town of Bor\n\n{PROSE}\n\n17 November 2023\n\nShare this article\n",
        f"Issued on: 17/11/2023 - 12:45\n\n{PROSE}\n",
        f"Rebels leave the town of Bor\n\nBy John Smith, November 17, 2023\n\n{PROSE}\n",
        f"Gao, 3 March 2013\n\n17 November 2023\n\n{PROSE}\n",
        f"Updated 25 November 2023\n\nPublished 17 November 2023\n\n{PROSE}\n",
        f"Rebels leave Bor\n\nBOR, 17 November 2023\n\n{PROSE}\n",
        f"M23 rebels seize eastern city Goma after three weeks of fighting\nPublished 17 November 2023\n\n{PROSE}\n",
        f"Title\nPublié le 17 novembre 2023 à 12h45, modifié le 18 novembre 2023 à 07h00\n{PROSE}",
        f"Issued on: 17/11/2023 - 12:45\nModified: 18/11/2023 - 12:45\n\n{PROSE}\n",
    ],
)
def test_a_page_states_its_day_above_or_below(tmp_path: Path, page: str) -> None:
    write(tmp_path, "a.txt", page)
    dossier = mk.build(tmp_path)
    assert dossier.articles[0].published == When.on(date(2023, 11, 17))
    assert body(dossier.articles[0]) == PROSE
    assert "date-conflict" not in {issue.code for issue in dossier.issues}


@pytest.mark.parametrize(
    "page",
    [
        f"{PROSE}\n\nRelated articles\n\nCoup leader sworn in\n\nMarch 12, 2020\n",
        f"Published 3 March 2011 letter shows that he knew\n\n{PROSE}\n",
        f"Halabja, 16 March 1988\n\n{PROSE}\n",
        f"Timeline of the war\n\n15 April 2023\n\n{PROSE}\n\n20 May 2023\n\n{PROSE}\n\n15 June 2023\n\n{PROSE}\n",
    ],
)
def test_a_date_of_something_else_is_not_the_page_s(tmp_path: Path, page: str) -> None:
    (article,) = mk.read(write(tmp_path, "a.txt", page))
    assert article.published is None


def test_days_of_one_page_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f"Published 17 November 2023\n\nPublished 17 November 2013\n\n{PROSE}\n")
    dossier = mk.build(tmp_path)
    assert dossier.articles[0].published == When.on(date(2023, 11, 17))
    (issue,) = [issue for issue in dossier.issues if issue.code == "date-conflict"]
    assert "2013" in issue.message


def test_figures_on_a_french_page_have_the_day_first(tmp_path: Path) -> None:
    prose = "Les rebelles ont quitté la ville de Bor vendredi matin, a dit l'armée dans une déclaration lue à la radio."
    (article,) = mk.read(write(tmp_path, "a.txt", f"10/11/2023 - 12:45\n\n{prose}\n"))
    assert article.published == When.on(date(2023, 11, 10))


def test_a_headline_that_asks_stands_above_the_day(tmp_path: Path) -> None:
    page = f"Why is the army fighting in Bor?\n\nBy Jane Doe\n\nIssued on: 05/11/2023 - 12:45\n\n{PROSE}\n"
    (article,) = mk.read(write(tmp_path, "a.txt", page))
    assert article.published == When.on(date(2023, 11, 5))


def test_a_link_that_leads_nowhere_is_an_article_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KIDAL, Mali. The army is back.", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match=r"b\.txt cannot be read"):
        mk.read(tmp_path)
