"""Terms as Python values, for tables of other libraries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.words import XSD

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.graph.opened import Graph

Value = str | int | float | bool | dt.date | dt.datetime | None

_INTEGERS: Final = ("integer", "int", "long", "short", "byte", "nonNegativeInteger",
                    "positiveInteger", "unsignedInt", "unsignedLong")  # fmt: skip
_READERS: Final[dict[str, Callable[[str], Value]]] = {
    **{XSD + name: int for name in _INTEGERS},
    **{XSD + name: float for name in ("decimal", "double", "float")},
    f"{XSD}boolean": lambda text: text in {"true", "1"},
    f"{XSD}date": dt.date.fromisoformat,
    f"{XSD}dateTime": dt.datetime.fromisoformat,
}


def value(graph: Graph, term: Term | None) -> Value:
    """Return a term as a value: an id, a number (decimals as float), a day, a truth or a text.

    A literal whose form does not fit its type stays the text it is.
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return graph.id(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    read = _READERS.get(term.datatype.value, str)
    try:
        return read(term.value)
    except ValueError:
        return term.value
