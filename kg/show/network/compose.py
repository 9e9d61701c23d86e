"""Composing a network: picked things and links, with their places, evidence and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from msgspec.structs import replace

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.bundle import CLAIMS_EACH, bundled
from kg.show.network.layout.places import positions
from kg.show.network.model import Edge, Network, Node
from kg.show.network.pick import Picked
from kg.show.words import Words
from kg.trace.evidence import Evidence
from kg.trace.gather import evidence

_MENTIONED: Final = Path(__file__).parent / "queries" / "mentioned.rq"


def compose(graph: Graph, picked: Picked, words: Words) -> Network:
    """Return the network of what was picked, laid out and with all its evidence.

    The number of queries does not depend on the size: who mentions what, and five on claims.
    """
    words.learn(picked.things)
    edges = bundled(picked.said.links, set(picked.things))
    mentions = _mentions(graph, picked)
    places = positions(picked.things, ((edge.source, edge.target) for edge in edges))
    neighbours = picked.said.neighbours()
    nodes = tuple(
        _node(thing, picked, mentions, places[thing], neighbours, words) for thing in picked.things
    )
    found = evidence(graph, _wanted(nodes, edges))
    claims = {iri: found[iri] for iri in sorted(found, key=lambda iri: _reading_order(found[iri]))}
    labels = {node.type: words.label(node.type) for node in nodes if node.type}
    return Network("", nodes, edges, claims, dict(sorted(labels.items())), left_out=picked.left_out)


def _reading_order(claim: Evidence) -> tuple[str, int, str]:
    return claim.source.id, claim.passage.recorded.start, claim.id


def _mentions(graph: Graph, picked: Picked) -> dict[tuple[str, str], list[str]]:
    """Return the claims about each thing and those that it says, by (thing, how)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, claim, how in ask(graph, _MENTIONED, thing=picked.things):
        if not isinstance(thing, ox.NamedNode) or not isinstance(claim, ox.NamedNode):
            continue
        if not picked.only or claim.value in picked.only:
            found[thing.value, str(getattr(how, "value", ""))].add(claim.value)
    return defaultdict(list, {key: sorted(names) for key, names in found.items()})


def _node(
    thing: str,
    picked: Picked,
    mentions: dict[tuple[str, str], list[str]],
    place: tuple[int, int],
    neighbours: dict[str, set[str]],
    words: Words,
) -> Node:
    about, says = mentions[thing, "about"], mentions[thing, "says"]
    facts = picked.said.facts.get(thing, ())
    return Node(
        iri=thing,
        label=words.label(thing),
        type=words.type(thing),
        sort=words.sort(thing),
        names=words.names(thing),
        facts=tuple(replace(fact, claims=fact.claims[:CLAIMS_EACH]) for fact in facts),
        claims=tuple(about[:CLAIMS_EACH]),
        about_count=len(about),
        says=tuple(says[:CLAIMS_EACH]),
        says_count=len(says),
        more=len(neighbours.get(thing, set()) - set(picked.things)),
        x=place[0],
        y=place[1],
    )


def _wanted(nodes: Iterable[Node], edges: Iterable[Edge]) -> set[str]:
    """Return every claim that a node, a fact or a link names."""
    wanted = {claim for edge in edges for claim in edge.claims}
    for node in nodes:
        wanted.update(node.claims, node.says, *(fact.claims for fact in node.facts))
    return wanted
