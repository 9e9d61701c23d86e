"""An answer written to a file: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.errors import InputError
from kg.query.results.formats import by_ending

if TYPE_CHECKING:
    from kg.query.results.readable import Readable


def save(result: Readable, file: Path, kind: str = "") -> list[str]:
    """Write an answer to a file, in the format that its ending asks for unless one is named.

    The file appears when all of the answer is written; if a limit is hit, what was there stays.

    Raises:
        UsageError: the ending or the format does not fit.
        LimitError: a limit was hit.
        InputError: the file cannot be written.
    """
    wanted = kind or by_ending(file, result.kind)
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as fault:
        raise InputError(f"{file} cannot be written: {fault.strerror}") from fault
    try:
        with os.fdopen(handle, "wb") as out:
            remarks = result.write(cast("IO[bytes]", out), wanted)
        Path(temporary).chmod(file.stat().st_mode & 0o777 if file.exists() else _usual_mode())
        Path(temporary).replace(file)
    except OSError as fault:
        raise InputError(f"{file} cannot be written: {fault.strerror}") from fault
    finally:
        Path(temporary).unlink(missing_ok=True)
    return remarks


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
