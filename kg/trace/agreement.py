"""Whether claims agree: how many independent origins stand behind them, and where they differ.

The rules are those of the saved queries `corroboration` and `conflicts`, for claims at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.origins.keys import Tie
from kg.graph.origins.witness import Witnesses, first_of_origin
from kg.words import KG

_QUERIES: Final = Path(__file__).parent / "queries"


# How a link that is read ties a claim; see `kg.graph.origins`.
_TIES: Final = {
    f"{KG}{link}": how
    for link, how in (
        ("assertedBy", "speaks"), ("through", "speaks"), ("digest", "speaks"),
        ("publishedIn", "carries"), ("publisher", "carries"), ("agent", "passes on"),
        ("restates", "restates"), ("kind", "asks"),
    )
}  # fmt: skip


class Origins:
    """The origins of some claims, read once, to count the independent ones among any of them."""

    def __init__(self, graph: Graph, claims: Iterable[str]) -> None:
        """Read what ties the claims (IRIs) to their origins: two queries."""
        found: dict[str, set[Tie]] = defaultdict(set)
        sources: dict[str, list[str]] = defaultdict(list)
        restating: set[str] = set()
        for claim, link, key in _rows(graph, "origins", claim=claims):
            found[claim].add((_TIES[link], key))
            if link == f"{KG}publishedIn":
                sources[key].append(claim)
            elif link == f"{KG}restates":
                restating.add(claim)
        for one, link, key in _rows(graph, "behind", claim=restating, source=sources):
            for claim in sources.get(one, [one]):
                found[claim].add((_TIES[link], key))
        ties = {claim: frozenset(some) for claim, some in found.items()}
        self._witnesses = Witnesses(lambda claim: ties.get(claim, frozenset()))

    def independent(self, claims: Iterable[str]) -> list[str]:
        """Return those of the claims that share no origin with one before them.

        Restatements come after all others; questions are no witnesses. The number of what is
        returned is the number of independent origins.
        """
        witnesses = self._witnesses.among({*claims})
        tied = {claim for claim, _ in first_of_origin(witnesses)}
        return [one.claim for one in witnesses if one.claim not in tied]


def asking(graph: Graph, claims: Iterable[str]) -> set[str]:
    """Return those of the claims that are questions, and so no witnesses; one query."""
    rows = ask(graph, _QUERIES / "asking.rq", claim=claims)
    return {claim.value for (claim,) in rows if isinstance(claim, ox.NamedNode)}


def conflicting(graph: Graph, things: Iterable[str]) -> set[tuple[str, str, str]]:
    """Return (claim, thing, property) wherever claims differ about one of the things; one query."""
    return {
        (claim, thing, prop)
        for thing, prop, claims in _rows(graph, "conflicting", thing=things)
        for claim in claims.split(" ")
    }


def _rows(graph: Graph, query: str, **values: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of a query of three columns, all bound, as texts."""
    for one, other, third in ask(graph, _QUERIES / f"{query}.rq", **values):
        if one is not None and other is not None and third is not None:
            yield one.value, other.value, third.value
