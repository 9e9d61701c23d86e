r"""The ways in which engines read the `\u` escapes of a query; a guard must stand in all of them.

SPARQL 1.1 (19.2) decodes `\uXXXX` anywhere before it looks for tokens; Oxigraph decodes it only
inside strings and IRIs; some engines decode it even behind another backslash.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ANYWHERE = re.compile(_ESCAPE)
_PAIRED = re.compile(rf"{_ESCAPE}|\\[^uU]|\\", re.DOTALL)
_LAST = 0x10FFFF


@dataclass(frozen=True)
class Reading:
    """A query as some engine sees it; `steps` says how its places lie in the query as written."""

    text: str
    steps: tuple[tuple[int, int], ...] = ()

    def origin(self, place: int) -> int:
        """Return where in the written query a place of this reading comes from."""
        at = bisect.bisect_right(self.steps, (place, _LAST)) - 1
        if at < 0:
            return place
        read, written = self.steps[at]
        return written + place - read


def readings(query: str) -> list[Reading]:
    """Return every different reading of a query; most queries have no escape and so only one."""
    if not _ANYWHERE.search(query):
        return [Reading(query)]
    opaque = _PAIRED.sub(lambda m: "_" * len(m[0]) if _decoded(m[0]) else m[0], query)
    decoded = [_decode(query, _ANYWHERE), _decode(query, _PAIRED)]
    unique = {reading.text: reading for reading in decoded if reading.text != opaque}
    return [Reading(opaque), *unique.values()]


def _decoded(escape: str) -> str:
    """Return the character of an escape, or nothing if this is another use of a backslash."""
    code = int(escape.lstrip("\\uU"), 16) if escape[1:2] in {"u", "U"} else _LAST + 1
    return chr(code) if code <= _LAST else ""


def _decode(query: str, escapes: re.Pattern[str]) -> Reading:
    parts: list[str] = []
    steps: list[tuple[int, int]] = []
    length = done = 0
    for match in escapes.finditer(query):
        char = _decoded(match[0])
        if not char:
            continue
        parts += [query[done : match.start()], char]
        length += match.start() - done + len(char)
        done = match.end()
        steps.append((length, done))
    return Reading("".join([*parts, query[done:]]), tuple(steps))
