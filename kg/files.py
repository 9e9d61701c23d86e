"""Where the packaged files are, and how a file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource(name: str) -> Path:
    """Return the folder or file `name` (`ontology`, `queries`, `corpus` or below them).

    In a wheel they lie inside the package; in a checkout and an editable install, beside it.

    Raises:
        FileNotFoundError: neither place has it, so the installation is damaged.
    """
    for home in (_PACKAGE / "_data", _PACKAGE.parent):
        if (home / name).exists():
            return home / name
    raise FileNotFoundError(name)


def settle(folder: Path, *names: str) -> None:
    """Wait until files of a folder, and the list of its files, are on the disk itself.

    Raises:
        OSError: they cannot be written there.
    """
    for path in (*(folder / name for name in names), folder, folder.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Raises:
        OSError: the folder cannot be written; the old content is untouched.
    """
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of the old one when all is written.

    Raises:
        OSError: the folder cannot be written; the old content is untouched.
    """
    path = path.resolve()  # a link stays a link
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
