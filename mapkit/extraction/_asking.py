"""Whom to ask and how: the settings of the language model, checked before anything is sent."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from mapkit.errors import ConfigError

_HERE = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")


def endpoint(base_url: str) -> tuple[str, bool]:
    """Return the address of the completions, and whether it is on this machine."""
    message = f"base_url is {base_url!r}, not the address of an endpoint"
    hint = "Write for example http://127.0.0.1:11434/v1, without a user or a password"
    try:
        parts = urlsplit(base_url.strip())
        plain = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except (ValueError, AttributeError, TypeError) as error:
        raise ConfigError(message, hint=hint, key="base_url") from error
    if not plain or parts.fragment or not base_url.isprintable():
        raise ConfigError(message, hint=hint, key="base_url")
    if "@" in parts.netloc:  # it would be shown wherever the address is
        message = "base_url holds a user or a password"
        raise ConfigError(message, hint="Give the key as api_key or in an environment variable", key="base_url")
    path = parts.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    here = _HERE.fullmatch(parts.hostname or "") is not None
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), here


def key_from(api_key: str | None, key_env: str | None) -> str:
    """Return the key given or held by an environment variable; empty when there is none."""
    if api_key is None and key_env is not None:
        api_key = os.environ.get(key_env)
        if not api_key:
            message = f"the environment variable {key_env!r}, which should hold the key, is not set"
            raise ConfigError(message, hint="Set it, or name another one", key="key_env")
    key = (api_key or "").strip()
    if not key.isascii() or not key.isprintable():
        message = "the key holds characters that no key has"  # and is not shown
        raise ConfigError(message, hint="Copy it again", key="api_key")
    return key


def check_numbers(prices: tuple[float, float] | None, **numbers: float) -> None:
    """Raise ``ConfigError`` for prices and numbers that are none."""
    for name, number in numbers.items():
        whole = name not in ("timeout_s", "wait_s", "longest_wait_s")
        least = {"timeout_s": 0.001, "max_chars": 100, "max_events": 1}.get(name, 0)
        kinds = int if whole else (int, float)
        if isinstance(number, bool) or not isinstance(number, kinds) or not least <= number < 1e9:
            message = f"{name} is {number!r}, not a {'whole ' if whole else ''}number from {least:g} on"
            raise ConfigError(message, hint="Leave it out for the usual one", key=name)
    if prices is not None and not (
        isinstance(prices, (tuple, list))
        and len(prices) == 2
        and all(isinstance(p, (int, float)) and 0 <= p < 1e9 for p in prices)
    ):
        message = f"prices is {prices!r}, not two numbers"
        raise ConfigError(message, hint="Give the prices of a million tokens in and a million out", key="prices")


def cache_folder(cache: str | PathLike[str] | None) -> Path | None:
    """Return the folder for the answers, which can be written though it need not exist yet."""
    if cache is None:
        return None
    folder = Path(cache)
    above = next(f for f in (folder.absolute(), *folder.absolute().parents) if f.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        message = f"the cache {folder} is no folder that can be written"
        raise ConfigError(message, hint="Give a folder of your own", key="cache")
    return folder


def checked_options(options: Mapping[str, object]) -> dict[str, object]:
    """Return further fields of a request, once they are known to be JSON and not to stand for our own."""
    own = {"model", "messages", "stream"} & set(options)
    try:
        if own:
            message = f"options holds {', '.join(sorted(own))}, which are set already"
            raise ConfigError(message, hint="Leave them out", key="options")
        json.dumps(dict(options), allow_nan=False, sort_keys=True)
    except (TypeError, ValueError) as error:
        if isinstance(error, ConfigError):
            raise
        message = f"options cannot be written as JSON: {error}"
        raise ConfigError(message, hint="Give texts, numbers, lists and tables", key="options") from error
    return dict(options)
