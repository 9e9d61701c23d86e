"""Small claim graphs made at random: a few claims of a few sources, and what they state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyoxigraph as ox

from kg.graph.engine import Embedded, all_prefixes
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.words import KG, TYPE

BASE = "https://example.org/invented/"
THINGS = ("e0", "e1", "e2", "e3")
EDGES = ("p0", "p1", "p2")
FIGURE = "n"


def named(name: str) -> ox.NamedNode:
    """Return the IRI of an id."""
    return ox.NamedNode(BASE + name)


@dataclass(frozen=True)
class Claims:
    """What each claim states, which source it is published in, and what the record holds."""

    states: Mapping[ox.NamedNode, frozenset[ox.Triple]]
    source: Mapping[ox.NamedNode, ox.NamedNode]
    record: frozenset[ox.Triple]

    def graph(self) -> Graph:
        """Return the graph as a build makes it: the claims' graphs, their sum, and the record."""
        quads = [ox.Quad(*t, claim) for claim, triples in self.states.items() for t in triples]
        whole = self.record.union(*self.states.values())
        return opened([*quads, *(ox.Quad(*t) for t in whole)])

    def less(self, gone: Collection[ox.NamedNode]) -> Claims:
        """Return what is left without what some claims state."""
        kept = {claim: own for claim, own in self.states.items() if claim not in gone}
        return Claims(kept, self.source, self.record)

    def without(self, source: ox.NamedNode) -> Claims:
        """Return the claims as they would be had nobody read a source."""
        kept = {claim: own for claim, own in self.states.items() if self.source[claim] != source}
        return Claims(
            kept, self.source, frozenset(t for t in self.record if not _of(t.subject, self, source))
        )


def claims(chance: Random) -> Claims:
    """Return two to six claims that overlap in what they state."""
    known = [_triple(chance) for _ in range(chance.randint(6, 14))]
    states: dict[ox.NamedNode, frozenset[ox.Triple]] = {}
    source: dict[ox.NamedNode, ox.NamedNode] = {}
    for number in range(chance.randint(2, 6)):
        claim = named(f"c{number}")
        states[claim] = frozenset(chance.choices(known, k=chance.randint(2, 6)))
        source[claim] = named(f"s{chance.randint(0, 2)}")
    record = {_a(claim, "Claim") for claim in states} | {_a(s, "Source") for s in source.values()}
    record |= {ox.Triple(c, ox.NamedNode(f"{KG}publishedIn"), s) for c, s in source.items()}
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    record |= {ox.Triple(named(thing), label, ox.Literal(thing)) for thing in THINGS[:3]}
    return Claims(states, source, frozenset(record))


def opened(quads: Iterable[ox.Quad]) -> Graph:
    """Return the graph of some quads, in memory."""
    store = ox.Store()
    store.extend(quads)
    manifest = Manifest(
        title="Invented", base=BASE, language="en", prefixes={}, store="none", digest="",
        counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Graph(Embedded(store, all_prefixes(BASE, {})), manifest, Path("/nowhere"))


def _triple(chance: Random) -> ox.Triple:
    subject = named(chance.choice(THINGS))
    if chance.random() < 0.3:
        return ox.Triple(subject, named(FIGURE), ox.Literal(chance.randint(1, 4)))
    return ox.Triple(subject, named(chance.choice(EDGES)), named(chance.choice(THINGS)))


def _a(thing: ox.NamedNode, kind: str) -> ox.Triple:
    return ox.Triple(thing, ox.NamedNode(TYPE), ox.NamedNode(KG + kind))


def _of(subject: object, found: Claims, source: ox.NamedNode) -> bool:
    return subject == source or found.source.get(subject) == source  # type: ignore[call-overload,no-any-return]
