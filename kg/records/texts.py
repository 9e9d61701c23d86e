"""The private copies of articles in a project's `texts/` folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from kg.errors import InputError
from kg.text import normalise

LARGEST = 32 * 1024 * 1024
FOLDER = "texts"
_LONGEST = 120


def text_file(folder: Path, source: str) -> Path:
    """Return where the copy of a source's text lies, or would lie, in a project's folder."""
    name = quote(source, safe="")
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}-{sha256(source.encode()).hexdigest()[:8]}"
    return folder / FOLDER / f"{name}.txt"


def attached_text(folder: Path, source: str) -> str | None:
    """Return the normalised copy of a source's text, or nothing when there is none.

    Raises:
        InputError: there is a copy, and it cannot be read.
    """
    path = text_file(folder, source)
    return read_text(path) if path.is_file() else None


def read_text(path: Path) -> str:
    """Return the normalised text of a file.

    Raises:
        InputError: the file is missing, is not UTF-8 text, or is larger than any article.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise InputError(f"{path} is over 32 MiB: no article is", "attach the article's text")
        text = normalise(raw)
    except OSError as fault:
        raise InputError(
            f"{path} cannot be read: {fault.strerror}", "name a plain text file"
        ) from fault
    except UnicodeDecodeError as fault:
        raise InputError(
            f"{path} is not UTF-8 text (byte {fault.start})",
            "save the article as plain text, UTF-8",
        ) from fault
    if "\0" in text:
        raise InputError(f"{path} is not text: it holds NUL characters", "save it as plain text")
    return text
