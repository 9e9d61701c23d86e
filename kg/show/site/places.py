"""Where the page of each thing, claim, article and query lies: a safe path for any id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# What a file of Windows may not be called, whatever its ending.
_RESERVED: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_PLAIN: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_MARKED: Final = re.compile(r"(.*-)?[0-9a-f]{12}")
_LONGEST: Final = 60
_MOST_PARTS: Final = 3


def safe_path(name: str) -> str:
    """Return a path for an id that every file system and web server takes, the same each time.

    A part of small letters, digits and dashes stays as it is. Any other is written with those and
    marked with the first 12 hexadecimal digits of its SHA-256, so that no two ids share a path,
    also where the case of letters does not count. An id with more than three parts is one part.
    """
    parts = name.split("/")
    if len(parts) > _MOST_PARTS:
        return _safe(name)
    return "/".join(_safe(part) for part in parts)


def _safe(part: str) -> str:
    plain = _PLAIN.fullmatch(part) and len(part) <= _LONGEST
    if plain and not _RESERVED.fullmatch(part) and not _MARKED.fullmatch(part):
        return part
    folded = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", folded[: 4 * _LONGEST]).strip("-")[:_LONGEST].strip("-")
    mark = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{words}-{mark}" if words else mark


@dataclass(frozen=True)
class Places:
    """The page of each IRI that has one, as a path from the site's root; `#…` is part of it."""

    of: dict[str, str]

    def href(self, iri: str) -> str:
        """Return the path of the page on which something is told, or nothing."""
        return self.of.get(iri, "")


def page_path(folder: str, name: str) -> str:
    """Return the path of a page in one of the site's folders."""
    return f"{folder}/{safe_path(name)}.html"


def fragment(iri: str) -> str:
    """Return the name of a statement's place on a page; it is made from its IRI alone."""
    return f"s-{hashlib.sha256(iri.encode('utf-8')).hexdigest()[:12]}"


def to_root(path: str) -> str:
    """Return what leads from a page back to the site's root: `../` for each folder."""
    return "../" * path.count("/")
