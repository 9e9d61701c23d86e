"""One cell of a table for people: ids instead of IRIs, and plain values."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.words import XSD

NUMBERS: Final = frozenset(
    f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long")
)
_GROUPED: Final = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{5,})(?P<rest>\.[0-9]+)?")


def cell(graph: Graph, term: Term | None) -> str:
    """Return a term as text: the id of a thing, the value of a literal, nothing if unbound."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return graph.id(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def is_number(term: Term | None) -> bool:
    """Return whether a term is a number."""
    return isinstance(term, ox.Literal) and term.datatype.value in NUMBERS


def grouped(number: str) -> str:
    """Return a long number with a comma after each thousand: 5300000000 → 5,300,000,000."""
    match = _GROUPED.fullmatch(number)
    return f"{match['sign']}{int(match['whole']):,}{match['rest'] or ''}" if match else number
