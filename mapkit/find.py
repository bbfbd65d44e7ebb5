"""One-call answers about a single text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mapkit.gazetteer import Gazetteer
    from mapkit.model import PlaceMatch, TimeMatch


def find_places(
    text: str,
    *,
    home: str | None = None,
    bbox: tuple[float, float, float, float] | None = None,
    gazetteer: Gazetteer | None = None,
    language: str | None = None,
) -> tuple[PlaceMatch, ...]:
    """Find the place names of a text and locate them.

    Parameters
    ----------
    text
        English or French.
    home
        ISO 3166-1 alpha-2 code of the country the text is about, when known.
    bbox
        West, south, east, north in degrees: places inside are preferred.
    gazetteer
        Where places are; the shipped world index by default.
    language
        BCP 47 tag; by default what the words tell, English or French.

    Returns
    -------
    tuple of PlaceMatch
        In text order, offsets into ``text``; unresolved names have ``place=None`` and a reason. Empty text
        gives ``()``.

    Raises
    ------
    ConfigError
        When ``home`` is no country or ``bbox`` no box.

    Examples
    --------
    >>> [m.place.country for m in find_places("Shells fell on Abéché in eastern Chad.")]
    ['TD', 'TD']
    """
    from mapkit.extraction.toponyms import find_toponyms
    from mapkit.gazetteer import locate, open_gazetteer
    from mapkit.gazetteer.locate import check_hints
    from mapkit.reading import language_of

    known = gazetteer or open_gazetteer()
    check_hints(known, home, bbox)
    mentions = find_toponyms(text, gazetteer=known, home=home, language=language or language_of(text))
    return locate(mentions, gazetteer=known, home=home, bbox=bbox)


def find_times(text: str, *, published: date | None = None, language: str | None = None) -> tuple[TimeMatch, ...]:
    """Find the time expressions of a text and resolve them.

    Parameters
    ----------
    text
        English or French news.
    published
        The day of publication. Without it only complete dates are resolved; today's date is never used.
    language
        BCP 47 tag; anything but French is read as English.

    Returns
    -------
    tuple of TimeMatch
        In text order, offsets into ``text``; what cannot be decided has ``when=None``. Empty text gives ``()``.

    Raises
    ------
    ConfigError
        When ``published`` is no day.

    Examples
    --------
    >>> from datetime import date
    >>> [m.when.edtf for m in find_times("Shells fell last June.", published=date(2023, 10, 31))]
    ['2023-06']
    """
    from mapkit._dates import check_day
    from mapkit.chronology import anchor
    from mapkit.extraction.times import find_time_mentions
    from mapkit.model import Article, TimeBasis, When

    article = Article(
        id=Article.id_of(text),
        text=text,
        body=(0, len(text)),
        name="",
        published=None if published is None else When.on(check_day(published, "published")),
        published_basis=TimeBasis.NONE if published is None else TimeBasis.STATED,
    )
    mentions = find_time_mentions(text, article_id=article.id, language=language)
    return anchor(mentions, articles=(article,))
