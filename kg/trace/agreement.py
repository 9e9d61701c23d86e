"""Whether claims agree: how many independent origins stand behind them, and where they differ.

The rules are those of the saved queries `corroboration` and `conflicts`, for claims at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.opened import Graph

_QUERIES: Final = Path(__file__).parent / "queries"
_TIES: Final = {"speaks": True, "carries": False}


@dataclass
class _Origin:
    """What one claim has in common with others of its origin.

    `keys` are speakers, works, outlets and the words themselves; a key is true where its bearer
    speaks, and false where it only carries what others say.
    """

    keys: dict[str, bool] = field(default_factory=dict)
    restates: set[str] = field(default_factory=set)
    asks: bool = False


class Origins:
    """The origins of some claims, read once, to count the independent ones among any of them."""

    def __init__(self, graph: Graph, claims: Iterable[str]) -> None:
        """Read what ties the claims (IRIs) to their origins: one query."""
        self._found: dict[str, _Origin] = defaultdict(_Origin)
        rows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim, how, key in ask(graph, _QUERIES / "origins.rq", claim=claims):
            if claim is not None and how is not None and key is not None:
                rows[claim.value][how.value].add(key.value)
        self._found.update({iri: _origin(told) for iri, told in rows.items()})

    def independent(self, claims: Iterable[str]) -> list[str]:
        """Return those of the claims that share no origin with one before them.

        Restatements come after all others; questions are no witnesses. The number of what is
        returned is the number of independent origins.
        """
        known = {claim: self._found[claim] for claim in claims}
        order = sorted(known, key=lambda claim: (bool(known[claim].restates), claim))
        witnesses = [claim for claim in order if not known[claim].asks]
        return [
            claim
            for place, claim in enumerate(witnesses)
            if not any(_tied(known[claim], b, known[b]) for b in witnesses[:place])
        ]


def _origin(told: dict[str, set[str]]) -> _Origin:
    """Return a claim's origin; an outlet that passes on its own article's words does not speak."""
    made = _Origin(restates=told["restates"], asks=bool(told["asks"]))
    for key in told["passes on"]:
        made.keys[key] = key not in told["publishes"]
    for how in ("carries", "speaks"):
        for key in told[how]:
            made.keys[key] = made.keys.get(key, False) or _TIES[how]
    return made


def _tied(one: _Origin, before: str, other: _Origin) -> bool:
    shared = one.keys.keys() & other.keys.keys()
    return before in one.restates or any(one.keys[key] or other.keys[key] for key in shared)


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
