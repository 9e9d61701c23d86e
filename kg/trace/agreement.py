"""Whether claims agree: how many independent origins stand behind them, and where they differ.

The rules are those of the saved queries `corroboration` and `conflicts`, for claims at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.origins.keys import Tie
from kg.graph.origins.witness import Witnesses, first_of_origin

_QUERIES: Final = Path(__file__).parent / "queries"


class Origins:
    """The origins of some claims, read once, to count the independent ones among any of them."""

    def __init__(self, graph: Graph, claims: Iterable[str]) -> None:
        """Read what ties the claims (IRIs) to their origins: one query."""
        found: dict[str, set[Tie]] = defaultdict(set)
        for claim, how, key in ask(graph, _QUERIES / "origins.rq", claim=claims):
            if claim is not None and how is not None and key is not None:
                found[claim.value].add((how.value, key.value))
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


def conflicting(graph: Graph, claims: Iterable[str]) -> set[tuple[str, str, str]]:
    """Return (claim, thing, property) wherever a claim differs from another; one query."""
    return {
        (claim.value, thing.value, prop.value)
        for claim, thing, prop in ask(graph, _QUERIES / "conflicting.rq", claim=claims)
        if isinstance(claim, ox.NamedNode)
        and isinstance(thing, ox.NamedNode)
        and isinstance(prop, ox.NamedNode)
    }
