"""The data set of a request put into its query: FROM and FROM NAMED, in place of the query's own.

SPARQL 1.1 Protocol, section 2.1.4: where both name one, the protocol's wins, the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from kg.sparql import Token, tokens

_KINDS: Final = {
    "SELECT": "rows", "ASK": "boolean", "CONSTRUCT": "triples", "DESCRIBE": "triples",
}  # fmt: skip
_SILENT: Final = {"space", "comment"}
# What may follow the variables of a SELECT or the names of a DESCRIBE, besides a brace.
_BEHIND: Final = {"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_VOLATILE: Final = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


def kind_of(query: str) -> str:
    """Return the kind of answer a query gives: `rows` (also where it is none), or another."""
    form = _form(list(tokens(query)))
    return "rows" if form is None else _KINDS[form[1]]


def is_steady(query: str) -> bool:
    """Tell whether a query gives the same answer whenever it is asked."""
    return not any(
        token.kind == "word" and token.text.upper() in _VOLATILE for token in tokens(query)
    )


def over(query: str, default: Iterable[str], named: Iterable[str]) -> str:
    """Return a query with its data set replaced; it is what it was if neither names a graph."""
    clauses = [f"FROM {ox.NamedNode(iri)}" for iri in default]
    clauses += [f"FROM NAMED {ox.NamedNode(iri)}" for iri in named]
    found = list(tokens(query))
    form = _form(found)
    if not clauses or form is None:
        return query
    at = _behind(found, *form)
    rest = _without_own(found[at:])
    head = "".join(token.text for token in found[:at])
    return f"{head}\n{' '.join(clauses)}\n{rest}"


def _form(found: Sequence[Token]) -> tuple[int, str] | None:
    """Return where the query's form stands, and which it is."""
    for place, token in enumerate(found):
        if token.kind == "word" and token.text.upper() in _KINDS:
            return place, token.text.upper()
    return None


def _behind(found: Sequence[Token], place: int, form: str) -> int:
    """Return where the data set stands: behind what the form asks for, before the pattern."""
    start = place + 1
    if form == "ASK":
        return start
    if form == "CONSTRUCT":
        template = next((t.text for t in found[start:] if t.kind not in _SILENT), "")
        return _closed(found, start) if template == "{" else start
    depth = 0
    for at, token in enumerate(found[start:], start):
        if token.kind == "sign":
            depth += (token.text == "(") - (token.text == ")")
        pattern = token.text == "{" or (token.kind == "word" and token.text.upper() in _BEHIND)
        if depth == 0 and pattern:
            return at
    return len(found)


def _closed(found: Sequence[Token], start: int) -> int:
    """Return the place behind the group in braces that opens after `start`."""
    depth = 0
    for at, token in enumerate(found[start:], start):
        if token.kind == "sign" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
            if depth == 0:
                return at + 1
    return len(found)


def _without_own(found: Sequence[Token]) -> str:
    """Return the text of a pattern without the FROM clauses before it."""
    kept: list[str] = []
    wanted = 0
    for at, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        if wanted and (word == "NAMED" or token.kind in _SILENT):
            continue
        if wanted:
            wanted = 0
        elif word == "FROM":
            wanted = 1
        elif token.kind not in _SILENT:
            return "".join((*kept, *(one.text for one in found[at:])))
    return "".join(kept)
