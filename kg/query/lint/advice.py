"""A piece of advice on a query: where, what, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.anatomy.pattern import Pattern, Word, place
from kg.query.anatomy.read import Read, end_of
from kg.query.pointing import place_of, pointed
from kg.sparql import Token


@dataclass(frozen=True)
class Advice:
    """One thing to do better; it never stops a query.

    `start` and `end` are its place in the text; `rewrite` is the whole query with the cure, where
    that can be written by rule; `tried` says what the rewritten query gave, where it was run.
    """

    line: int
    column: int
    code: str
    what: str
    cure: str
    start: int
    end: int
    rewrite: str = ""
    tried: str = ""

    def told(self, query: str) -> str:
        """Return it in full: place, what, the line with carets, and the cure."""
        head = pointed(query, self.start, self.end, f"{self.what} [{self.code}]")
        return "\n  ".join(part for part in (head, self.cure, self.tried) if part)


def advice(
    made: Read, span: tuple[int, int], code: str, what: str, cure: str, rewrite: str = ""
) -> Advice:
    """Return advice on a stretch of a query."""
    line, column = place_of(made.query, span[0])
    return Advice(line, column, code, what, cure, *span, rewrite)


def around(*found: Token | Word | Pattern) -> tuple[int, int]:
    """Return the stretch from the first to the last of some tokens, terms or patterns."""
    spans = [_span(item) for item in found]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _span(item: Token | Word | Pattern) -> tuple[int, int]:
    if isinstance(item, Pattern):
        return place(item)
    if isinstance(item, Word):
        return item.start, item.end
    return item.start, end_of(item)


def replaced(query: str, start: int, end: int, text: str) -> str:
    """Return a query with a stretch of it replaced."""
    return f"{query[:start]}{text}{query[end:]}"
