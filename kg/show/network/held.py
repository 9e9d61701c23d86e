"""Which claims a picture holds the evidence of: the first behind everything, and what fits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from kg.graph.opened import Graph
from kg.show.network.bundle import CLAIMS_EACH
from kg.show.network.model import Edge, Network, Node, every_claim
from kg.show.network.times import times
from kg.trace.evidence import Evidence
from kg.trace.gather import carried

# So many claims a picture holds, or so many for each of its things where that is more.
ROOM: Final = 2_000
_ROOM_EACH: Final = 3


def evidenced(graph: Graph, network: Network, room: int = ROOM) -> Network:
    """Return a network with the evidence and the days of the claims it holds; see `held`."""
    kept = held(network.nodes, network.edges, max(room, _ROOM_EACH * len(network.nodes)))
    found = carried(graph, kept)
    claims = {iri: found[iri] for iri in sorted(found, key=lambda iri: _reading_order(found[iri]))}
    beyond = len(every_claim(network.nodes, network.edges)) - len(kept)
    return replace(network, claims=claims, times=times(graph, claims), beyond=beyond)


def held(nodes: Iterable[Node], edges: Iterable[Edge], most: int) -> set[str]:
    """Return claims to hold: the first behind every statement, fact and thing, and their speakers'.

    Then the second behind each, and so on, as long as there are no more than `most`.
    """
    named = [said.claims for edge in edges for said in edge.statements]
    for node in nodes:
        named += [node.claims, node.says, *(fact.claims for fact in node.facts)]
    kept: set[str] = set()
    for place in range(CLAIMS_EACH):
        named = [claims for claims in named if len(claims) > place]
        more = kept.union(claims[place] for claims in named)
        if place and len(more) > most:
            break
        kept = more
    return kept


def _reading_order(claim: Evidence) -> tuple[str, int, str]:
    return claim.source.id, claim.passage.recorded.start, claim.id
