"""Files for other programs, one module a format; every writer returns the whole file as bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mapkit.errors import ReadError


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file beside its place and move it there, so that nobody ever sees half of it.

    Raises
    ------
    ReadError
        When the folder does not exist or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            umask = os.umask(0)
            os.umask(umask)
            beside.chmod(0o666 & ~umask)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise ReadError(message, hint="Check that the folder exists and is writable", path=path) from error
    return path
