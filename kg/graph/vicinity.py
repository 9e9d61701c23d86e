"""Whether what changed in a graph still fits the shapes, asked of the change and what is near it.

A node can only begin to be at fault when a triple changes that one of its shapes looks at. No shape
looks further than two steps along properties, but for `partOf`, which is followed to its end; and
only `corrects` is followed backwards. Of nodes other than its own it asks few properties: where one
of these changes, what points there may be at fault, and else it cannot. So a small graph holds all
that counts. That the shapes look no further, a test holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.check.shacl.run import violations
from kg.check.shapes import packaged_shapes
from kg.graph.difference import Difference, Subject
from kg.records.trig import Lines
from kg.words import KG, TYPE

REACH: Final = 2
BACKWARDS: Final = (ox.NamedNode(f"{KG}corrects"),)
# What shapes ask of the nodes one step from their own; further on they ask nothing.
BEYOND: Final = frozenset({TYPE, f"{KG}attribution", f"{KG}passageOf", f"{KG}position"})
_MOST: Final = 20_000
_DEFAULT: Final = ox.DefaultGraph()
_PART_OF: Final = ox.NamedNode(f"{KG}partOf")


def is_sound(store: ox.Store, change: Difference, always: Lines) -> bool:
    """Tell whether a store fits the shapes after a change, if it fitted them before.

    `always` is what every graph of the project holds: its ontology. False may also mean that too
    much is near to the change to say so: then all of it must be checked.
    """
    before = _before(store, change.subjects(BEYOND))
    if before is None:
        return False
    focus = before | change.touched | change.reached
    small = ox.Store()
    small.load(input=always.plain, format=ox.RdfFormat.TRIG)
    for quads in (_behind(store, focus), _wholes(store, focus), _backwards(store, focus)):
        small.extend(quads)
    found = violations(small, packaged_shapes())
    return not any(one.check.is_error and one.focus in focus for one in found)


def _before(store: ox.Store, nodes: Iterable[Subject]) -> set[Subject] | None:
    """Return the subjects of the triples that point at nodes; nothing when they are too many."""
    found: set[Subject] = set()
    for node in nodes:
        for quad in store.quads_for_pattern(None, None, node, _DEFAULT):
            found.add(quad.subject)
            if len(found) > _MOST:
                return None
    return found


def _backwards(store: ox.Store, nodes: Iterable[Subject]) -> Iterator[ox.Quad]:
    """Yield the triples at nodes that a shape follows from their objects."""
    for node in nodes:
        for predicate in BACKWARDS:
            yield from store.quads_for_pattern(None, predicate, node, _DEFAULT)


def _behind(store: ox.Store, nodes: set[Subject]) -> Iterator[ox.Quad]:
    """Yield the triples that are in reach from nodes."""
    seen, edge = set(nodes), set(nodes)
    for _ in range(REACH):
        ahead: set[Subject] = set()
        for node in edge:
            for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
                yield quad
                if isinstance(quad.object, ox.NamedNode):
                    ahead.add(quad.object)
        edge = ahead - seen
        seen |= edge


def _wholes(store: ox.Store, nodes: set[Subject]) -> Iterator[ox.Quad]:
    """Yield what the nodes are part of, up to the last whole."""
    edge = set(nodes)
    seen: set[object] = set(nodes)
    while edge:
        found = [q for n in edge for q in store.quads_for_pattern(n, _PART_OF, None, _DEFAULT)]
        yield from found
        wholes = [q.object for q in found if isinstance(q.object, ox.NamedNode)]
        edge = {whole for whole in wholes if whole not in seen}
        seen |= edge
