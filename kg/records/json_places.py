"""Where the keys and values of a JSON text stand: what Python's own reader does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.records.document import Route

_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s,:\[\]{}"]+)')


class Place(NamedTuple):
    """A key, a mapping, a list or a single value: its route, its first and last code point."""

    what: str
    route: Route
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """Yield the place of each key and value of a text that is JSON."""
    holders: list[Route] = []
    steps: list[str | int] = []
    route: Route = ()
    awaits_key = False
    for token in _TOKEN.finditer(text):
        sign, start, end = token[1], token.start(1), token.end(1)
        if sign in "]}":
            holders.pop()
            steps.pop()
        elif sign == ",":
            step = steps[-1]
            awaits_key = isinstance(step, str)
            if isinstance(step, int):
                steps[-1] = step + 1
                route = (*holders[-1], step + 1)
        elif sign == ":":
            awaits_key = False
        elif awaits_key:
            steps[-1] = json.loads(sign)
            route = (*holders[-1], steps[-1])
            yield Place("key", route, start, end)
        elif sign in "[{":
            yield Place("mapping" if sign == "{" else "list", route, start, end)
            holders.append(route)
            awaits_key = sign == "{"
            steps.append("" if awaits_key else 0)
            if not awaits_key:
                route = (*route, 0)
        else:
            yield Place("single", route, start, end)
