"""A slip in a query: where it is, what is wrong, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

from kg.sparql import Token


class Slip(NamedTuple):
    """A slip, from one code point of the query to another."""

    start: int
    end: int
    what: str
    cure: str = ""


def at(token: Token, what: str, cure: str = "") -> Slip:
    """Return a slip that is one token."""
    return Slip(token.start, token.start + len(token.text), what, cure)
