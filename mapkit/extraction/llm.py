"""Events read by a language model at an address of the user's choice: an optional part beside the rules.

Needs the extra ``llm`` and an endpoint of the OpenAI chat-completions form, on this machine or elsewhere. Nothing is
sent before :meth:`LanguageModelExtractor.extract` is called; then the bodies of the articles are, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from os import PathLike
from typing import TYPE_CHECKING, Any

from mapkit._version import __version__
from mapkit.errors import ConfigError, PartError
from mapkit.extraction._asking import cache_folder, check_numbers, checked_options, endpoint, key_from
from mapkit.extraction._guide import VERSION, messages
from mapkit.extraction._kept import Answer, keep_answer, read_answer
from mapkit.extraction._pieces import pieces
from mapkit.extraction._quoting import AnswerError, Row, mentions_of, rows_of
from mapkit.extraction._tally import ModelReport, Tally
from mapkit.model import Article, Evidence, Issue, Mention

if TYPE_CHECKING:
    import httpx

_MOST_BYTES = 1_000_000
"""Of one answer: more is no list of quotations."""
_PATIENCE = 5
"""Articles in a row that may fail before no more are asked about."""
_REFUSALS = (401, 402, 403, 404)
"""Answers that every article would get: a wrong key, no money, a wrong address."""
_PASSING = (408, 409, 425, 429)
"""Answers below 500 that may be others the next time."""
_ADDRESS = re.compile(r"(?P<model>.+?)@(?P<url>https?://\S+)")


class LanguageModelExtractor:
    """Reads the events of articles with a language model behind an OpenAI-compatible endpoint.

    Each event is a cue whose evidence is a quotation that stands in the article, word for word; places, times and
    actors are taken only as far as their words stand there, kinds, statuses and roles only from closed lists. All else
    is rejected and counted in :attr:`report`. The cues and their places join what the rules find.

    An article that cannot be read is an issue of the dossier and does not stop the others. After five in a row, or when
    the endpoint refuses the key, the model or the address, no more are sent: make a new extractor to go on.

    Parameters
    ----------
    base_url
        Where the endpoint is: ``http://127.0.0.1:11434/v1``. ``/chat/completions`` is added where it is missing.
        Proxies of the environment are used, except for this machine; redirects are not followed.
    model
        Its name there.
    api_key, key_env
        The key, or the environment variable that holds it; none is sent by default.
    timeout_s
        Seconds to wait for a connection, for the beginning of an answer and for the whole of it.
    retries
        How often a request that failed is repeated.
    wait_s, longest_wait_s
        Seconds before the first repetition, doubled with each further one, and the most to wait; a server that asks for
        more (``Retry-After``) is not asked again.
    cache
        A folder that keeps the answers, one JSON file an article; made when missing. A run that was broken off asks
        only for what is missing.
    prices
        For a million tokens in and a million out, in any currency.
    max_chars
        Of one request; longer articles are read in pieces, cut between paragraphs or sentences.
    max_events
        Of one answer; a longer one is a failure.
    options
        Further fields of the request, such as ``{"max_completion_tokens": 8000}``; ``None`` takes a field out
        (``{"temperature": None}``).
    strict
        Whether an article that cannot be read is a ``PartError``.

    Attributes
    ----------
    name
        ``llm:MODEL/1``; the number is that of the guide that the model is given.

    Raises
    ------
    PartError
        When httpx is not installed.
    ConfigError
        When an argument is wrong, or the environment variable is not set.

    Examples
    --------
    >>> LanguageModelExtractor("http://127.0.0.1:11434/v1", "some-model").name
    'llm:some-model/1'
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        api_key: str | None = None,
        key_env: str | None = None,
        timeout_s: float = 120.0,
        retries: int = 3,
        wait_s: float = 1.0,
        longest_wait_s: float = 60.0,
        cache: str | PathLike[str] | None = None,
        prices: tuple[float, float] | None = None,
        max_chars: int = 24_000,
        max_events: int = 200,
        options: Mapping[str, object] | None = None,
        strict: bool = False,
    ) -> None:
        try:
            import httpx  # noqa: F401  # said here that it is missing, not after hours
        except ImportError as error:
            message = f"httpx cannot be imported: {error}"
            raise _refused(message, 'Install it: pip install "mapkit[llm]"') from error
        self._url, self._is_here = endpoint(base_url)
        if not isinstance(model, str) or not model.strip() or not model.isprintable():
            message = f"model is {model!r}, not the name of one"
            raise ConfigError(message, hint="Give the name that the endpoint lists under /models", key="model")
        self.name, self._model = f"llm:{model}/{VERSION}", model
        self._key = key_from(api_key, key_env)
        check_numbers(
            prices,
            timeout_s=timeout_s,
            retries=retries,
            wait_s=wait_s,
            longest_wait_s=longest_wait_s,
            max_chars=max_chars,
            max_events=max_events,
        )
        self._timeout, self._retries, self._wait, self._longest_wait = timeout_s, retries, wait_s, longest_wait_s
        self._max_chars, self._max_events, self._prices, self._strict = max_chars, max_events, prices, strict
        self._cache = cache_folder(cache)
        self._options = checked_options(options or {})
        self._formatted = True  # until the endpoint refuses to be asked for JSON
        self._stopped = ""
        self._in_a_row = 0
        self._known: dict[str, Answer] = {}
        self._tally = Tally()

    @classmethod
    def at(cls, address: str, **arguments: Any) -> LanguageModelExtractor:
        """Return the extractor for an address of the form ``MODEL@URL``, as the command line names it."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            message = f"{address!r} is not MODEL@URL"
            raise ConfigError(message, hint="Write for example llm:MODEL@http://127.0.0.1:11434/v1", key="extractor")
        return cls(match["url"], match["model"], **arguments)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} at {self._url}>"

    @property
    def report(self) -> ModelReport:
        """What was asked so far and what came of it; an article read again counts once."""
        return self._tally.report(self.name, self._prices)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read or kept: an issue an article, which quotes its beginning."""
        return self._tally.issues

    def extract(self, article: Article) -> Sequence[Mention]:
        """Return a cue for each event that the model quotes from the article's body, and the places of these events.

        Sends the body, unless its answer is at hand or it is blank. The cues' values are
        ``event:<kind>;form:told;status:<status>`` with the spans and names that
        :func:`mapkit.events.told.told_reports` reads.

        Raises
        ------
        PartError
            With ``strict``, when the article cannot be read.
        """
        parts = [p for p in pieces(article.text, *article.body, self._max_chars) if article.text[slice(*p)].strip()]
        if not parts:
            return ()
        started = time.monotonic()
        try:
            answer = self._answer(article, [article.text[start:end] for start, end in parts])
        except _FailureError as failure:
            self._give_up(article, failure)
            return ()
        finally:
            self._tally.seconds += time.monotonic() - started
        mentions: list[Mention] = []
        rejected: Counter[str] = Counter()
        for part, rows in zip(parts, answer, strict=True):
            found, refused = mentions_of(article, rows, span=part, extractor=self.name)
            mentions += found
            rejected += refused
        self._tally.failed.pop(article.id, None)
        self._tally.read[article.id] = sum(m.kind == "cue" for m in mentions), rejected
        # a place of two pieces is one mention
        return tuple(dict.fromkeys(mentions))

    def _give_up(self, article: Article, failure: _FailureError) -> None:
        message = f"{article.name} was not read by {self.name}: {failure}"
        self._tally.failed[article.id] = Issue(
            code="extraction-failed", message=message, evidence=(_beginning(article),)
        )
        if not self._stopped:
            self._in_a_row += 1
            if failure.refuses_all:
                self._stopped = f"the endpoint refused an article before ({failure})"
            elif self._in_a_row >= _PATIENCE:
                self._stopped = f"{_PATIENCE} articles in a row failed, the last because {failure}"
        if self._strict:
            raise _refused(message, "Check the endpoint; with a cache the next run asks only for what is missing")

    # ------------------------------------------------------------------------------------------ answers
    def _answer(self, article: Article, texts: Sequence[str]) -> Answer:
        """Return the events told in each piece: as known, as kept in the cache, or as asked for now."""
        asked = json.dumps([texts, self._model, VERSION, self._options], sort_keys=True)
        key = hashlib.sha256(asked.encode()).hexdigest()
        kept = self._known.get(key)
        if kept is None and self._cache is not None:
            kept = read_answer(self._cache, key, pieces=len(texts), most=self._max_events)
            if kept is not None:
                self._tally.cached.add(article.id)
        if kept is None:
            kept = self._ask_for(texts)
            self._keep(article, key, kept)
        self._known[key] = kept
        return kept

    def _keep(self, article: Article, key: str, answer: Answer) -> None:
        if self._cache is None:
            return
        try:
            keep_answer(self._cache, key, answer, model=self._model)
        except OSError as error:
            message = f"the answer for {article.name} cannot be kept in {self._cache}: {error.strerror or error}"
            issue = Issue(code="answer-not-kept", message=message, evidence=(_beginning(article),))
            self._tally.unkept[article.id] = issue

    # ------------------------------------------------------------------------------------------ requests
    def _ask_for(self, texts: Sequence[str]) -> Answer:
        if self._stopped:
            message = f"it was not asked, because {self._stopped}"
            raise _FailureError(message)
        with self._client() as client:
            answer = [self._ask(client, text) for text in texts]
        self._in_a_row = 0
        return answer

    def _client(self) -> httpx.Client:
        import httpx

        headers = {"Accept-Encoding": "identity", "User-Agent": f"mapkit/{__version__}"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            # a server on this machine is never reached through a proxy
            return httpx.Client(headers=headers, timeout=self._timeout, trust_env=not self._is_here)
        except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
            # certificates or proxies named by the environment that cannot be used
            message = f"no connection can be made: {self._clean(str(error))}"
            raise _FailureError(message, refuses_all=True) from error

    def _ask(self, client: httpx.Client, text: str) -> list[Row]:
        """Ask about one piece, again where that may help."""
        attempt, formless = 0, False
        while True:
            self._tally.requests += 1
            try:
                return self._once(client, text)
            except _FormError:
                self._formatted, formless = False, True
            except _FailureError as failure:
                wait = failure.wait_s if failure.wait_s is not None else self._wait * 2.0 ** min(attempt, 60)
                self._formatted |= formless and failure.final  # it was not the form that was refused
                if failure.final or failure.refuses_all or attempt == self._retries:
                    raise
                if failure.wait_s is not None and wait > self._longest_wait:
                    message = f"{failure}, and asks to wait {wait:.0f} s, longer than {self._longest_wait:g}"
                    raise _FailureError(message) from failure
                attempt += 1
                self._sleep(min(wait, self._longest_wait))
            self._tally.retries += 1

    _sleep = staticmethod(time.sleep)

    def _once(self, client: httpx.Client, text: str) -> list[Row]:
        import httpx

        body: dict[str, object] = {"model": self._model, "messages": messages(text), "temperature": 0, "stream": False}
        if self._formatted:
            body["response_format"] = {"type": "json_object"}
        body = {name: value for name, value in (body | self._options).items() if value is not None}
        try:
            with client.stream("POST", self._url, json=body) as response:
                content = self._content(response)
        except httpx.TimeoutException as error:
            message = f"no answer came within {self._timeout:g} s"
            raise _FailureError(message) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            message = f"the endpoint cannot be reached: {self._clean(str(error) or type(error).__name__)}"
            raise _FailureError(message) from error
        if response.status_code != httpx.codes.OK:
            raise self._refusal(response, content)
        try:
            return rows_of(self._counted(content), self._max_events)
        except AnswerError as error:
            raise _FailureError(str(error)) from error

    def _content(self, response: httpx.Response) -> bytes:
        """Read an answer that may never end."""
        deadline, content = time.monotonic() + self._timeout, bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _MOST_BYTES:
                message = f"the answer is longer than {_MOST_BYTES} bytes"
                raise _FailureError(message)
            if time.monotonic() > deadline:
                message = f"the answer was not complete within {self._timeout:g} s"
                raise _FailureError(message)
        return bytes(content)

    def _refusal(self, response: httpx.Response, content: bytes) -> Exception:
        """Say what an answer other than 200 means, in the server's own words where it gives any."""
        status = response.status_code
        said = ""
        with suppress(ValueError, LookupError, TypeError, RecursionError):
            raw = json.loads(content)
            said = str(raw["error"]["message"] if isinstance(raw["error"], dict) else raw["error"])
        said = f": {self._clean(said)}" if said else ""
        if response.is_redirect:
            return _FailureError(f"the endpoint answered {status}, a redirect: it is not followed", refuses_all=True)
        if status in (400, 422) and self._formatted and "response_format" not in self._options:
            return _FormError(status)  # some servers know no such field
        passing = status in _PASSING or status >= 500
        return _FailureError(
            f"the endpoint answered {status}{said}",
            final=not passing,
            refuses_all=status in _REFUSALS,
            wait_s=_retry_after(response.headers.get("retry-after")) if passing else None,
        )

    def _counted(self, content: bytes) -> str:
        """Return the words of a completion, and count its tokens."""
        try:
            completion = json.loads(content)
            usage = completion.get("usage")
            choice = completion["choices"][0]
            words = choice["message"]["content"]
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            self._tally.uncounted += 1
            message = "the answer is no chat completion"
            raise AnswerError(message) from error
        counts = [
            usage.get(name) if isinstance(usage, dict) else None for name in ("prompt_tokens", "completion_tokens")
        ]
        tokens_in, tokens_out = (n if type(n) is int and n >= 0 else None for n in counts)
        self._tally.tokens_in += tokens_in or 0
        self._tally.tokens_out += tokens_out or 0
        self._tally.uncounted += tokens_in is None or tokens_out is None
        if choice.get("finish_reason") == "length":
            message = "the answer was cut off at the endpoint's limit"
            raise AnswerError(message)
        if isinstance(words, list):  # some servers answer in parts
            words = "".join(str(part.get("text") or "") for part in words if isinstance(part, dict))
        if words is not None and not isinstance(words, str):
            message = "the answer is no text"
            raise AnswerError(message)
        return words or ""

    def _clean(self, said: str) -> str:
        """Return somebody else's words short, printable and without the key."""
        said = said.replace(self._key, "***") if self._key else said
        said = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return said if len(said) <= 200 else f"{said[:199]}…"


class _FailureError(Exception):
    """An article, or a request of it, came to nothing."""

    def __init__(
        self, message: str, *, final: bool = False, refuses_all: bool = False, wait_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.final, self.refuses_all, self.wait_s = final, refuses_all, wait_s


class _FormError(Exception):
    """The endpoint may not know that an answer can be asked for as JSON."""


def _refused(message: str, hint: str) -> PartError:
    return PartError(message, hint=hint, group="mapkit.extractors", name="llm")


def _beginning(article: Article) -> Evidence:
    """Quote the first words of an article's body, which tell an editor which one is meant."""
    start, stop = article.body
    while start < stop and article.text[start].isspace():
        start += 1
    end = min(stop, start + 80)
    if end < stop and (blank := article.text.rfind(" ", start + 1, end)) > start:
        end = blank
    return Evidence(article_id=article.id, start=start, end=end, quote=article.text[start:end])


def _retry_after(value: str | None) -> float | None:
    """Return the seconds that a ``Retry-After`` asks for; ``None`` when it is missing or says nothing."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
