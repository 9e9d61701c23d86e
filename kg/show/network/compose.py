"""Composing a network: picked things and links, with their places, agreement and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from msgspec.structs import replace

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.agreeing import Agreeing
from kg.show.network.beside import beside
from kg.show.network.bundle import CLAIMS_EACH, bundled
from kg.show.network.layout.places import positions
from kg.show.network.model import Edge, Network, Node
from kg.show.network.near import Neighbours
from kg.show.network.pick import Picked
from kg.show.words import Words

_MENTIONED: Final = Path(__file__).parent / "queries" / "mentioned.rq"


def compose(graph: Graph, picked: Picked, words: Words) -> Network:
    """Return the network of what was picked, laid out, without the evidence of its claims.

    The number of queries does not depend on the size: who mentions what, and how claims agree.
    """
    things = (*picked.things, *picked.reserve)
    words.learn(things)
    drawn, reserve = set(things), set(picked.reserve)
    edges = bundled(picked.said.links, drawn)
    mentions = _mentions(graph, picked)
    neighbours = picked.neighbours
    places = _places(picked, edges, neighbours)
    nodes = [
        replace(
            _node(thing, picked, mentions, words),
            more=len(neighbours.get(thing, frozenset()) - drawn),
            reserve=thing in reserve,
            x=places[thing][0],
            y=places[thing][1],
        )
        for thing in things
    ]
    agreeing = Agreeing(graph, nodes, edges, words)
    labels = {node.type: words.label(node.type) for node in nodes if node.type}
    return Network(
        title="",
        nodes=tuple(agreeing.node(node) for node in nodes),
        edges=tuple(agreeing.edge(edge) for edge in edges),
        claims={},
        type_labels=dict(sorted(labels.items())),
        left_out=picked.left_out,
    )


def _places(
    picked: Picked, edges: Iterable[Edge], neighbours: Neighbours
) -> dict[str, tuple[int, int]]:
    """Return where things stand: those shown first on their own, those in reserve beside them."""
    shown = set(picked.things)
    pairs = ((edge.source, edge.target) for edge in edges if {edge.source, edge.target} <= shown)
    placed = positions(picked.things, pairs)
    return {**placed, **beside(picked.reserve, neighbours, placed)}


def _mentions(graph: Graph, picked: Picked) -> dict[tuple[str, str], list[str]]:
    """Return the claims about each thing and those that it says, by (thing, how)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    things = (*picked.things, *picked.reserve)
    for thing, claim, how in ask(graph, _MENTIONED, thing=things):
        if not isinstance(thing, ox.NamedNode) or not isinstance(claim, ox.NamedNode):
            continue
        if not picked.only or claim.value in picked.only:
            found[thing.value, str(getattr(how, "value", ""))].add(claim.value)
    return defaultdict(list, {key: sorted(names) for key, names in found.items()})


def _node(
    thing: str, picked: Picked, mentions: dict[tuple[str, str], list[str]], words: Words
) -> Node:
    about, says = mentions[thing, "about"], mentions[thing, "says"]
    facts = picked.said.facts.get(thing, ())
    return Node(
        iri=thing,
        label=words.label(thing),
        type=words.type(thing),
        sort=words.sort(thing),
        names=words.names(thing),
        facts=tuple(
            replace(fact, claims=fact.claims[:CLAIMS_EACH], count=len(fact.claims))
            for fact in facts
        ),
        claims=tuple(about[:CLAIMS_EACH]),
        about_count=len(about),
        says=tuple(says[:CLAIMS_EACH]),
        says_count=len(says),
    )
