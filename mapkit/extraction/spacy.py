"""Place names found by a spaCy pipeline: an optional part beside the rules.

Needs the extra ``spacy`` and a pipeline that is already installed: nothing is ever downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from os import PathLike, fspath
from typing import TYPE_CHECKING

from mapkit.errors import ConfigError, PartError
from mapkit.extraction._pieces import pieces
from mapkit.model import Article, Evidence, Mention

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = ("GPE", "LOC", "FAC")
"""Entity labels that name places: states and towns, landscapes, buildings."""

# An entity model takes about 1 GB of memory for 100,000 characters; articles are rarely a tenth of this.
_LONGEST = 50_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_AROUND = ' \t\r\n\u00a0\u202f\u2009\u200b\ufeff"“”„«»‹›,;:–—-'
_BEFORE = _AROUND + "'‘’"  # at the end an apostrophe is a possessive, or part of the name
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:the|les?|la)\s+|l['’]\s*)(?=\w)", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?…:\n])[\s\"“”„«»‹›'‘’()\[\]]*$")


class SpacyPlaces:
    """Finds the place names of articles with the named entities of a spaCy pipeline.

    Its mentions join those of the rules in :func:`mapkit.extraction.extract`, which settles what both found and adds
    the hints of the words around. Parts of a pipeline that no entity needs can be left out for speed:
    ``SpacyPlaces(spacy.load("en_core_web_sm", exclude=["parser", "lemmatizer"]))``.

    Parameters
    ----------
    pipeline
        A loaded ``spacy.Language``, or the name or the folder of an installed pipeline. A ``Language`` is used as it
        is, and never changed.
    labels
        Entity labels to take for places; give the labels of your own pipeline where they differ.

    Attributes
    ----------
    name
        ``spacy:`` with the name and the version that the pipeline's ``meta`` states: ``spacy:en_core_web_sm/3.8.0``.

    Raises
    ------
    PartError
        When spaCy or the pipeline is not installed, when no component of the pipeline finds entities, or when none
        of its entities bears one of ``labels``.
    ConfigError
        When ``pipeline`` is neither a ``Language`` nor a name or a path, or ``labels`` is empty or one text.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Faya"}])
    >>> SpacyPlaces(nlp).name
    'spacy:en_pipeline/0.0.0'
    """

    def __init__(self, pipeline: Language | str | PathLike[str], *, labels: Collection[str] = LABELS) -> None:
        if isinstance(labels, str) or not labels:
            message = f"labels is {labels!r}, not a collection of entity labels"
            raise ConfigError(message, hint=f"Give for example labels={LABELS}", key="labels")
        self._nlp = _opened(pipeline)
        self._labels = frozenset(labels)
        self.name = "spacy:{lang}_{name}/{version}".format_map(self._nlp.meta)
        self._check()

    def extract(self, article: Article) -> Iterable[Mention]:
        """Yield the places named in the article's body, in text order.

        Offsets are code points of ``article.text``. Leading articles, possessive endings, quotation marks and blanks
        are left outside. An article known to be in another language than the pipeline's gives nothing, as does an
        empty body. Long bodies are read in pieces, cut between paragraphs or sentences.
        """
        text = article.text
        start, stop = article.body
        if not self._speaks(article.language):
            return
        for begin, end in pieces(text, start, stop, min(_LONGEST, self._nlp.max_length)):
            # spaCy cannot encode a lone surrogate; a replacement of the same length keeps the offsets
            for entity in self._nlp(_SURROGATE.sub("\ufffd", text[begin:end])).ents:
                if entity.label_ not in self._labels:
                    continue
                first, last = _trimmed(text, start, begin + entity.start_char, begin + entity.end_char)
                if first < last:
                    evidence = Evidence(article_id=article.id, start=first, end=last, quote=text[first:last])
                    yield Mention(kind="place", evidence=evidence, value=None, extractor=self.name)

    def _speaks(self, language: str | None) -> bool:
        """Tell whether the pipeline reads this language; ``xx`` is spaCy's name for any."""
        return not language or self._nlp.lang in ("xx", language.replace("_", "-").partition("-")[0].lower())

    def _check(self) -> None:
        """Make sure that the pipeline can find a place at all: silence would look like articles without places."""
        parts = [part for part in self._nlp.pipe_names if _finds_entities(self._nlp, part)]
        if not parts:
            message = f"no component of {self.name} finds entities: it has {', '.join(self._nlp.pipe_names) or 'none'}"
            raise _refused(message, "Use a pipeline with 'ner' or 'entity_ruler', and do not exclude or disable it")
        offered = {label for part in parts for label in self._nlp.pipe_labels.get(part, ())}
        # a component that states no labels may find any
        if all(self._nlp.pipe_labels.get(part) for part in parts) and not offered & self._labels:
            message = f"{self.name} finds {', '.join(sorted(offered))}, and none of {', '.join(sorted(self._labels))}"
            raise _refused(message, "Give those of its labels that name places as labels=(...)")


def _opened(pipeline: Language | str | PathLike[str]) -> Language:
    try:
        from spacy import load
        from spacy.language import Language
    except ImportError as error:
        message = f"spaCy cannot be imported: {error}"
        raise _refused(message, 'Install it: pip install "mapkit[spacy]"') from error
    if isinstance(pipeline, Language):
        return pipeline
    if not isinstance(pipeline, (str, PathLike)) or not fspath(pipeline):
        message = f"{pipeline!r} is neither a spaCy pipeline nor the name or the folder of one"
        raise ConfigError(message, hint='Give for example "en_core_web_sm", once it is installed', key="pipeline")
    try:
        return load(fspath(pipeline))
    except Exception as error:
        message = f"the spaCy pipeline {fspath(pipeline)!r} cannot be opened: {error}"
        hint = "mapkit downloads none; install one beforehand, for example: python -m spacy download en_core_web_sm"
        raise _refused(message, hint) from error


def _refused(message: str, hint: str) -> PartError:
    return PartError(message, hint=hint, group="mapkit.extractors", name="spacy")


def _finds_entities(nlp: Language, part: str) -> bool:
    """Tell whether a component sets entities; one that declares nothing is trusted to."""
    meta = nlp.get_pipe_meta(part)
    if getattr(nlp.get_pipe(part), "annotate_ents", False) or "doc.ents" in meta.assigns:
        return True
    return not (meta.assigns or meta.requires or meta.retokenizes)


def _trimmed(text: str, floor: int, start: int, end: int) -> tuple[int, int]:
    """Return the bare name within ``[start, end)``; what stands before ``floor`` is not looked at.

    An article with a capital belongs to the name ("The Hague", "La Paz") unless it opens a sentence.
    """
    before = -1, -1
    while (start, end) != before:
        before = start, end
        while start < end and text[start] in _BEFORE:
            start += 1
        while start < end and text[end - 1] in _AROUND:
            end -= 1
        if cut := _POSSESSIVE.search(text, start, end):
            end = cut.start()
        article = _ARTICLE.match(text, start, end)
        if article and (article.group()[0].islower() or _OPENS.search(text[max(floor, start - 20) : start])):
            start = article.end()
    return start, end
