"""Composing a network: picked things and links, with their places, agreement and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.agreeing import Agreeing
from kg.show.network.beside import beside
from kg.show.network.bundle import CLAIMS_EACH, bundled
from kg.show.network.layout.places import positions
from kg.show.network.model import Edge, Fact, Network, Node
from kg.show.network.near import Neighbours
from kg.show.network.pick import Picked
from kg.show.words import Words

_MENTIONED: Final = Path(__file__).parent / "queries" / "mentioned.rq"


def compose(graph: Graph, picked: Picked, reserve: int, words: Words) -> Network:
    """Return the network of what was picked, laid out, without the evidence of its claims.

    `reserve` is how many neighbours it holds back at first. The number of queries does not depend
    on the size: what is said, who mentions what, and how claims agree.
    """
    held = picked.reserve(reserve)
    things = (*picked.things, *held)
    said, neighbours = picked.read(things)
    words.learn(things)
    drawn, hidden = set(things), set(held)
    edges = bundled(said.links, drawn)
    mentions = _mentions(graph, things, picked.only)
    places = _places(picked.things, held, edges, neighbours)
    nodes = [
        replace(
            _node(thing, said.facts.get(thing, ()), mentions, words),
            more=len(neighbours.get(thing, frozenset()) - drawn),
            reserve=thing in hidden,
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
    shown: Collection[str], held: Iterable[str], edges: Iterable[Edge], neighbours: Neighbours
) -> dict[str, tuple[int, int]]:
    """Return where things stand: those shown first on their own, those in reserve beside them."""
    drawn = set(shown)
    pairs = ((edge.source, edge.target) for edge in edges if {edge.source, edge.target} <= drawn)
    placed = positions(shown, pairs)
    return {**placed, **beside(held, neighbours, placed)}


def _mentions(
    graph: Graph, things: Iterable[str], only: frozenset[str]
) -> dict[tuple[str, str], list[str]]:
    """Return the claims about each thing and those that it says, by (thing, how)."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thing, how, claims in ask(graph, _MENTIONED, thing=things):
        if thing is not None and how is not None and claims is not None:
            named = set(claims.value.split(" "))
            found[thing.value, how.value] = sorted(named & only if only else named)
    return found


def _node(
    thing: str,
    facts: Iterable[Fact],
    mentions: dict[tuple[str, str], list[str]],
    words: Words,
) -> Node:
    about, says = mentions[thing, "about"], mentions[thing, "says"]
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
