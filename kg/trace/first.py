"""The first of many claims, in the order in which their articles are read."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph

_ORDER: Final = Path(__file__).parent / "queries" / "order.rq"
# So many claims are asked for at once: a query that names more is slow to read.
_AT_ONCE: Final = 5_000


def first(graph: Graph, claims: Collection[str], most: int | None) -> list[str]:
    """Return the claims (IRIs) that come first, article by article; all of them if `most` is None.

    It costs one row of the graph for each claim, where its evidence costs dozens.
    """
    every = sorted(claims)
    if most is None or len(every) <= most:
        return every
    places: dict[str, tuple[str, int, int, str]] = {}
    for start in range(0, len(every), _AT_ONCE):
        for claim, source, *span in ask(graph, _ORDER, claim=every[start : start + _AT_ONCE]):
            if isinstance(claim, ox.NamedNode) and isinstance(source, ox.NamedNode):
                begin, end = map(_number, span)
                name = graph.id(claim.value)
                places[claim.value] = (graph.id(source.value), begin, end, name)
    return sorted(places, key=places.__getitem__)[:most]


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
