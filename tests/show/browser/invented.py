"""A network of any size, made up: hubs, links and a claim behind each."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.graph.engine import Embedded
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.passages import Grade
from kg.show.network.layout.places import positions
from kg.show.network.model import Edge, Network, Node, Statement
from kg.text import Span
from kg.trace.evidence import Evidence, Passage, Source, Step, Thing
from kg.words import KG

BASE = "https://example.org/t/"
_PAPER = Thing("paper", "The Daily Paper")
_DAILY = Source("daily", "The Daily Paper of a day", _PAPER, "2031-05-03", "", 9_000, 40, "d" * 64)


def empty() -> Graph:
    """Return a graph without a triple, whose ids are those of the made-up things."""
    manifest = Manifest(
        title="Made up", base=BASE, language="en", prefixes={}, store="", digest="d" * 64,
        counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Graph(Embedded(ox.Store(), {}), manifest, Path())


def invented(things: int, links: int) -> Network:
    """Return a network of so many things and links; thing 0 has the most neighbours."""
    pairs = {(number, number * number % max(1, number // 3 + 1)) for number in range(1, things)}
    pairs |= {(number * 13 % things, number * 31 % things) for number in range(links - things)}
    found = sorted((one, other) for one, other in pairs if one != other)
    names = [f"{BASE}n{number}" for number in range(things)]
    places = positions(names, [(names[one], names[other]) for one, other in found])
    claims = {f"{BASE}daily/c{number}": _claim(number) for number in range(len(found))}
    edges = tuple(
        Edge(names[one], names[other], (Statement("helps", "Relation", (claim,), 1),))
        for (one, other), claim in zip(found, claims, strict=True)
    )
    nodes = tuple(
        Node(name, f"Thing {number}", f"{KG}Person", x=places[name][0], y=places[name][1])
        for number, name in enumerate(names)
    )
    return Network("Made-up things", nodes, edges, claims, {f"{KG}Person": "person"})


def _claim(number: int) -> Evidence:
    chain = (Step(_PAPER, "publishes", "printed", None, ""),
             Step(Thing("nobody", "Nobody"), "says", "printed", None, ""))  # fmt: skip
    wording = f"It is made up that {number * 7919 % 9973} help {number * 104729 % 9901}."
    span = Span(number, number + 9)
    passage = Passage(1, *span, f"Word {number}", "last", Grade.NO_TEXT, None, span, "d" * 64)
    return Evidence(f"daily/c{number}", wording, "assertion", "certain", "active", "", "", _DAILY,
                    chain, passage, (), (), ())  # fmt: skip
