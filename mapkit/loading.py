"""A dossier from its file."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

from mapkit.dossier import Dossier
from mapkit.errors import ReadError
from mapkit.model import codec


def load(path: str | os.PathLike[str]) -> Dossier:
    """Read a dossier that :meth:`Dossier.save` wrote as ``.json``.

    Raises
    ------
    ReadError
        When the file cannot be read.
    DossierError
        When it is broken or too new.
    EvidenceError
        When a quotation does not match its article.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file} cannot be read: {error}"
        raise ReadError(message, hint="Give a dossier that mapkit saved as .json", path=file) from error
    return load_text(text, name=str(file))


def load_text(text: str, *, name: str) -> Dossier:
    """Read a dossier from the text of its file; ``name`` is used in messages. Raises as :func:`load` does."""
    saved = codec.loads(text, name=name)
    own = ("schema", "events", "states", "routes", "attributions")
    values = {f.name: getattr(saved, f.name) for f in fields(saved) if f.name not in own}
    return Dossier(
        **values, _events=saved.events, _states=saved.states, _routes=saved.routes, attributions=saved.attributions
    )
