"""Entity tags: what makes two answers the same, and whether a client has this one already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from kg import __version__

_TAG: Final = re.compile(r'(?:W/)?"[^"]*"')


def tag(*parts: str) -> str:
    """Return the tag of what follows from these parts and this version of the tool.

    Weak (RFC 9110, section 8.8.3): the order of rows is the engine's where a query sets none.
    """
    made = hashlib.sha256("\0".join((__version__, *parts)).encode("utf-8", "surrogatepass"))
    return f'W/"{made.hexdigest()[:32]}"'


def has(headers: Iterable[str], wanted: str) -> bool:
    """Tell whether `If-None-Match` names a tag, compared weakly (RFC 9110, section 13.1.2)."""
    known = _TAG.findall(",".join(headers))
    return wanted.removeprefix("W/") in {one.removeprefix("W/") for one in known}
