"""Pointing at a place in a query: line, column, the line itself and a caret under the words."""

from __future__ import annotations

import unicodedata

_WIDEST = 100


def place_of(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a code point of a query."""
    before = query[:offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def offset_of(query: str, line: int, column: int) -> int:
    """Return the code point of a line and column; past the end, the end."""
    lines = query.split("\n")
    if line > len(lines):
        return len(query)
    start = sum(len(text) + 1 for text in lines[: line - 1])
    return min(start + min(column - 1, len(lines[line - 1])), len(query))


def pointed(query: str, start: int, end: int, what: str) -> str:
    """Return `line L, column C: what is wrong`, the line, and carets under start to end."""
    line, column = place_of(query, start)
    text = query.split("\n")[line - 1].rstrip("\r")
    length = max(1, min(end, start + len(text) - column + 1) - start)
    first = max(0, column - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = text[first : first + _WIDEST].replace("\t", " ")
    lead = " " * _width(shown[: column - 1 - first])
    carets = "^" * max(1, _width(shown[column - 1 - first : column - 1 - first + length]))
    number = f"{line:>4} | "
    return (
        f"line {line}, column {column}: {what}\n{number}{shown}\n{' ' * len(number)}{lead}{carets}"
    )


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
