"""The first of many claims, in the order in which their articles are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph

_QUERIES: Final = Path(__file__).parent / "queries"
# So many claims are asked for at once: a query that names more is slow to read.
_AT_ONCE: Final = 5_000


def first(graph: Graph, claims: Collection[str], most: int | None) -> list[str]:
    """Return the claims (IRIs) that come first, article by article; all of them if `most` is None.

    Where passages stand is read of the first articles only.
    """
    every = sorted(claims)
    if most is None or len(every) <= most:
        return every
    places: dict[str, tuple[str, int, int, str]] = {}
    for claim, source, *span in ask(
        graph, _QUERIES / "order.rq", claim=_of_the_first_articles(graph, every, most)
    ):
        if isinstance(claim, ox.NamedNode) and isinstance(source, ox.NamedNode):
            begin, end = map(_number, span)
            places[claim.value] = (graph.id(source.value), begin, end, graph.id(claim.value))
    return sorted(places, key=places.__getitem__)[:most]


def _of_the_first_articles(graph: Graph, claims: Sequence[str], most: int) -> list[str]:
    """Return the claims of as many articles, in their order, as have so many together."""
    articles: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(claims), _AT_ONCE):
        some = claims[start : start + _AT_ONCE]
        for source, told in ask(graph, _QUERIES / "articles.rq", claim=some):
            if source is not None and told is not None:
                articles[graph.id(source.value)] += told.value.split(" ")
    found: list[str] = []
    for name in sorted(articles):
        if len(found) >= most:
            break
        found += articles[name]
    return found


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
