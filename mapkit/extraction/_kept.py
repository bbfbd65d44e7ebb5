"""Answers of a language model, kept in a folder: one JSON file an article, so that a run can be resumed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mapkit.extraction._quoting import AnswerError, Row, rows_of

_SCHEMA = "mapkit-llm/1"

Answer = Sequence[Sequence[Row]]
"""The events of each piece of an article."""


def read_answer(folder: Path, key: str, *, pieces: int, most: int) -> Answer | None:
    """Return the answer kept under ``key``; one that is missing, broken or of another form is ``None``."""
    try:
        kept = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        answers = kept["answers"]
        if kept["schema"] != _SCHEMA or kept["key"] != key or len(answers) != pieces:
            return None
        return [rows_of(json.dumps({"events": events}), most) for events in answers]
    except (OSError, ValueError, LookupError, TypeError, RecursionError, AnswerError):
        return None


def keep_answer(folder: Path, key: str, answer: Answer, *, model: str) -> None:
    """Keep an answer: written beside its place and moved there, so that nobody ever sees half of it.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    content = json.dumps({"schema": _SCHEMA, "key": key, "model": model, "answers": [list(rows) for rows in answer]})
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(content)
        beside.replace(folder / f"{key}.json")
    finally:
        beside.unlink(missing_ok=True)
