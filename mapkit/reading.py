"""Files and folders become articles: decoded text, the extent of the body, and what the page states about itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mapkit._dates import FROM_ADDRESS, FROM_NAME, SAME_DATE, date_in_name, date_in_url, label_of, stated_date
from mapkit._resources import load_toml
from mapkit._text import writable
from mapkit.errors import ConfigError, ReadError
from mapkit.model import Article, Issue, TimeBasis, When

SUFFIXES = (".txt", ".text", ".md", ".markdown")
MAX_BYTES = 20_000_000
"""A single article larger than this is taken for a mistake: it is some four thousand pages."""


def read(source: str | os.PathLike[str] | Iterable[Article]) -> tuple[Article, ...]:
    """Read articles.

    Parameters
    ----------
    source
        A folder (searched with its subfolders for ``.txt``, ``.text``, ``.md`` and ``.markdown``), one file, or
        articles, which are passed through.

    Returns
    -------
    tuple of Article
        Sorted by name. ``published`` holds only what the page itself states; the rest is for
        :func:`mapkit.chronology.date_articles`. Two files with the same text are both returned.

    Raises
    ------
    ReadError
        When the source does not exist, holds no article, or a file is empty, binary, too large or not decodable.
    """
    if not isinstance(source, (str, os.PathLike)):
        return _given(source)
    path = Path(source)
    if not str(source).strip() or "\x00" in str(source):
        message = f"{str(source)!r} is no path"
        raise ReadError(message, hint="Give a folder of .txt or .md files, or one such file", path=path)
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        message = f"{path} does not exist"
        raise ReadError(message, hint="Give a folder of .txt or .md files, or one such file", path=path)
    if not path.is_file():
        message = f"{path} is neither a file nor a folder"
        raise ReadError(message, hint="Give a folder of .txt or .md files, or one such file", path=path)
    return (read_file(path, name=path.name),)


def _given(articles: object) -> tuple[Article, ...]:
    """Return articles that were made elsewhere, sorted by name."""
    found = tuple(articles) if isinstance(articles, Iterable) else (articles,)
    strange = next((a for a in found if not isinstance(a, Article)), None)
    if strange is not None or found == (None,):
        message = f"the source holds a {type(strange).__name__}, not an Article"
        raise ConfigError(message, hint="Give a path, or articles as mapkit.read returns them", key="source")
    return tuple(sorted((a for a in found if isinstance(a, Article)), key=lambda a: (a.name, a.id)))


def _read_folder(folder: Path) -> tuple[Article, ...]:
    # a link that leads nowhere is no file, yet it stands for an article: reading it says that it cannot be read
    files = sorted(
        p for p in folder.rglob("*") if (p.is_file() or p.is_symlink()) and not _is_hidden(p.relative_to(folder))
    )
    chosen = [p for p in files if p.suffix.lower() in SUFFIXES and not p.is_dir()]
    if not chosen:
        seen = ", ".join(sorted({p.suffix or p.name for p in files})[:5]) or "nothing"
        message = f"{folder} holds no article (found {seen})"
        raise ReadError(message, hint=f"Articles are files ending in {', '.join(SUFFIXES)}", path=folder)
    return tuple(read_file(p, name=p.relative_to(folder).as_posix()) for p in chosen)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_file(path: Path, *, name: str) -> Article:
    """Read one file as an article called ``name``.

    Raises
    ------
    ReadError
        When the file is unreadable, empty, binary, too large or not decodable.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{path} has {size:,} bytes, more than one article can have"
            raise ReadError(message, hint="Split it into one file an article", path=path)
        raw = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
        raise ReadError(message, hint="Check the path and its permissions", path=path) from error
    return article_from_text(_decode(raw, path), name=name)


def _decode(raw: bytes, path: Path) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\x00" in raw:
            message = f"{path} is not text: it holds a zero byte at offset {raw.index(0)}"
            raise ReadError(message, hint="Save the article as plain text in UTF-8", path=path)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"{path} is not valid {encoding.removesuffix('-sig').upper()}: line {line}, byte {error.start}"
        raise ReadError(
            message, hint="Save it in UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)", path=path, line=line
        ) from error
    if not text.strip():
        message = f"{path} is empty"
        raise ReadError(message, hint="Remove it or put the article's text in it", path=path)
    return text


@dataclass(frozen=True, slots=True)
class _Line:
    """A run of text without a paragraph break inside it."""

    start: int
    end: int
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph and not like a heading, a date or a label."""
        words = self.text.split()
        return len(words) >= 25 or (len(words) >= 6 and self.text.endswith((".", "!", "?", "”", '"', "»", ".)", "…")))


def article_from_text(text: str, *, name: str) -> Article:
    """Make an article of a text: find its body, its title and what it states about itself.

    An empty or blank ``text`` gives an article with an empty body.
    """
    text, name = writable(text), writable(name)  # a file name of bytes that are no UTF-8, too
    lines = _lines(text)
    head: dict[str, str] = {}
    first = _read_header(lines, head)
    lines = lines[first:]
    start = next((i for i, line in enumerate(lines) if line.is_prose and not _matches(line.text, "furniture")), 0)
    if start and _YEAR_ALONE.fullmatch(lines[start - 1].text):
        start -= 1  # the first heading of a timeline
    stop = next((i for i in range(start + 1, len(lines)) if _ends_article(lines, start, i)), len(lines))
    end = stop
    while stop - 1 > start and (_matches(lines[stop - 1].text, "furniture") or stated_date(lines[stop - 1].text)):
        stop -= 1
    body = (lines[start].start, lines[stop - 1].end) if lines else (0, 0)
    language = head.get("language") or language_of(text[body[0] : body[1]])
    page = _Page(lines[:start], lines[start:stop], lines[stop:end], lines[end:])
    published, reasons = _stated(page, head, name, day_first=(language or "").startswith("fr"))
    return Article(
        id=Article.id_of(text),
        text=text,
        body=body,
        name=name,
        title=head.get("title") or _title(page.above),
        publisher=head.get("publisher"),
        url=head.get("url"),
        published=When.on(published) if published else None,
        published_basis=TimeBasis.STATED if published else TimeBasis.NONE,
        published_reasons=reasons,
        language=language,
    )


def _lines(text: str) -> list[_Line]:
    """Cut into lines, joining those that a hard wrap cut apart."""
    found: list[tuple[int, int]] = []
    offset = 0
    previous = ""
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        start = offset + raw.find(stripped) if stripped else offset
        offset += len(raw)
        if not stripped:
            previous = ""
            continue
        # "vendredi 17 novembre 2023" under a title is no part of it
        goes_on = stripped[0].islower() or _is_wrapped(previous)
        if previous and goes_on and not (stated_date(stripped) or stated_date(previous)):
            found[-1] = (found[-1][0], start + len(stripped))
        else:
            found.append((start, start + len(stripped)))
        previous = stripped
    return [_Line(start, end, text[start:end]) for start, end in found]


def _is_wrapped(row: str) -> bool:
    return 55 <= len(row) <= 100 and not row.endswith((".", "!", "?", "”", '"', "»", ":"))


_HEADER = re.compile(
    r"(title|titre|headline|date|(?:date[ _-]?)?published(?:[ _-]?(?:time|date|at|on))?|pub(?:lish)?[ _-]?date"
    r"|publication[ _-]date|publié(?:e| le)?|date de publication|source|publisher|site|url|link|canonical"
    r"|lang(?:uage)?|author)\s*:\s+(.+)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[\w-]{1,30}\s*:|-\s")
_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*")
NEAR_TOP = 4
"""Lines of the body among which a date may still be the page's own."""

LONGEST_LABEL = 5
"""Words of a line that begins with "Published" or "Modified" and is no headline."""

LONGEST_NAME = 6
"""Words of a publisher's name."""

MAX_HEADER = 24
"""Lines at the top among which a header is looked for."""

_KEYS = {
    "titre": "title",
    "headline": "title",
    "source": "publisher",
    "publisher": "publisher",
    "site": "publisher",
    "link": "url",
    "canonical": "url",
    "lang": "language",
}


def _read_header(lines: list[_Line], head: dict[str, str]) -> int:
    """Take ``Key: value`` lines and a Markdown heading off the top; return how many lines they were."""
    taken, fences = 0, 0
    for line in lines[:MAX_HEADER]:
        rows = [row.strip() for row in line.text.splitlines()]
        fences += rows.count("---")
        matches = [_field(row) for row in rows if row != "---"]
        # between the fences of front matter any key may stand
        fenced = rows[0] != "---" and fences == 1 and all(_FIELD.match(row) for row in rows if row != "---")
        if matches and (all(matches) or fenced or (rows[0] == "---" and fences < 3)):
            for match in matches:
                if match:
                    head.setdefault(_key(match[1]), match[2].strip().strip("\"'"))
        elif taken == 0 and rows[0].startswith("# ") and len(rows) == 1:
            head.setdefault("title", rows[0][2:].strip())
        elif rows != ["---"]:
            break
        taken += 1
    return taken


def _field(row: str) -> re.Match[str] | None:
    """Return label and content; a headline such as "Source: militia killed forty at the river, doctors say" is none."""
    match = _HEADER.fullmatch(row)
    return None if match and _key(match[1]) == "publisher" and len(match[2].split()) > LONGEST_NAME else match


def _key(label: str) -> str:
    """Return what a label of the header says: "datePublished", "Publié le" and the like are the date."""
    folded = label.casefold()
    return _KEYS.get(folded, "date" if "publi" in folded or "pub" in folded else folded)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page round the body of its article."""

    above: list[_Line]
    body: list[_Line]
    foot: list[_Line]
    """Directly under the body, such as a date or "Share this article"."""
    below: list[_Line]
    """What belongs to the article no more, such as related stories."""

    def dates(self, *, day_first: bool) -> tuple[list[tuple[date, str]], list[tuple[date, str]]]:
        """Return the days that lines state, with the lines: when the page was published, and when it was changed.

        The one to be believed first stands first.
        """
        inside = _dated(self.body, day_first=day_first)
        headings = sum(not label_of(text) for _, text in inside)
        # a headline that ends like a sentence, or the sentence under it, may stand above the date
        top = _dated(self.body[:NEAR_TOP], day_first=day_first)
        above = _dated(self.above, day_first=day_first) + [d for d in top if headings == 1 or label_of(d[1])]
        foot = _dated(self.foot, day_first=day_first)
        below = [d for d in _dated(self.below[-3:], day_first=day_first) if label_of(d[1])]
        # of the dates without a label the one nearest to the text counts; in a timeline they are headings
        plain = [] if headings > 1 else [d for d in (*reversed(above), *foot) if not label_of(d[1])]
        labelled = [*above, *foot, *below]
        stated = [d for d in labelled if label_of(d[1]) == "published"] + plain
        return stated, [d for d in labelled if label_of(d[1]) == "changed"]


def _dated(lines: Iterable[_Line], *, day_first: bool) -> list[tuple[date, str]]:
    """Return the days that lines state, with the lines."""
    return [(day, line.text) for line in lines if (day := stated_date(line.text, day_first=day_first))]


def _stated(page: _Page, head: Mapping[str, str], name: str, *, day_first: bool) -> tuple[date | None, tuple[str, ...]]:
    """Return the day that a page states of itself, with how it says so and what on it contradicts that."""
    header, url = head.get("date"), head.get("url")
    stated, changed = page.dates(day_first=day_first)
    # that a page was changed later contradicts nothing
    found = [(day, f"a line of the page says {text!r}") for day, text in stated or changed[:1]]
    if header and (day := stated_date(header, day_first=day_first)):
        found.insert(0, (day, f"the article's header says {header!r}"))
    if found:
        day, reason = found[0]
        others = [why for other, why in found[1:] if abs((other - day).days) > SAME_DATE]
        return day, (reason, *others[:1])
    if url and (day := date_in_url(url)):
        return day, (f"{FROM_ADDRESS} {url!r} holds the date",)
    if day := date_in_name(name):
        return day, (f"{FROM_NAME} {name!r} holds the date",)
    return None, (f"the article's header says {header!r}, which cannot be read in one way only",) if header else ()


def _is_furniture(line: str) -> bool:
    labelled = label_of(line) and len(line.split()) <= LONGEST_LABEL  # "Modified: 06/11/2023 - 12:45"
    return bool(labelled) or _matches(line, "furniture")


def _title(above: list[_Line]) -> str | None:
    candidates = [
        line.text
        for line in above
        if len(line.text.split()) >= 4 and not stated_date(line.text) and not _is_furniture(line.text)
    ]
    return " ".join(candidates[-1].split()) if candidates else None


@cache
def _patterns(name: str) -> re.Pattern[str]:
    parts: list[str] = load_toml("vocabulary", "furniture.toml")[name]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


def _ends_article(lines: list[_Line], start: int, number: int) -> bool:
    """Whether nothing after a line belongs to the article: "Read also" may stand in the middle of one, too."""
    if not _matches(lines[number].text, "ends_article"):
        return False
    before = sum(len(line.text) for line in lines[start:number] if line.is_prose)
    return sum(len(line.text) for line in lines[number:] if line.is_prose) < before / 2


def _matches(line: str, name: str) -> bool:
    return len(line) <= 200 and _patterns(name).match(line) is not None


# The commonest words of a language that the other does not have.
_ENGLISH = (
    "the of and in to is was for with that from by has have were its their which said they after who not but are had"
)
_FRENCH = (
    "le la les des du et en dans est une pour par sur que qui avec au aux ont été l d qu il ils elle se ce cette ces"
    " sa ses leur leurs plus pas ne mais où selon après contre sous"
)
_WORDS = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}


def language_of(body: str) -> str | None:
    """Return the BCP 47 tag of the language, ``None`` when neither English nor French is plain."""
    words = re.findall(r"[^\W\d_]+", body[:6000].casefold())
    counts = {tag: sum(word in known for word in words) for tag, known in _WORDS.items()}
    best, count = max(counts.items(), key=lambda item: item[1])
    return best if words and count / len(words) > 0.08 and count > 2 * min(counts.values()) else None


def distinct(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Issue, ...], dict[str, str]]:
    """Keep one of the articles that have the same text, and say so; name the kept one for each left out."""
    kept: dict[str, Article] = {}
    twins: dict[str, str] = {}
    issues = []
    for article in articles:
        if article.id in kept:
            message = f"{article.name} has the same text as {kept[article.id].name} and counts once"
            issues.append(Issue(code="duplicate-article", message=message))
            if article.name != kept[article.id].name:
                twins[article.name] = kept[article.id].name
        else:
            kept[article.id] = article
    return tuple(kept.values()), tuple(issues), twins
