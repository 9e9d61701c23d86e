"""The nodes that a shape is about: as a pattern that finds them, and as a test of one node."""

from __future__ import annotations

from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.check.shacl.asked import Below
from kg.check.shacl.graph import Node, ShapesGraph
from kg.check.shacl.template import Part, Slot, any_of, fill, fold

_PATTERNS: Final = {
    "targetClass": "{ $node a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* $given }",
    "targetSubjectsOf": "{ $node $given $any }",
    "targetObjectsOf": "{ $any $given $node }",
    "targetNode": "{ VALUES $node { $given } }",
}
_TESTS: Final = {
    **{name: f"EXISTS {pattern}" for name, pattern in _PATTERNS.items()},
    # The classes below are named here: a path that climbs rdfs:subClassOf costs four times as much.
    "targetClass": "EXISTS { $node a $class FILTER($class IN ($classes)) }",
    "targetNode": "sameTerm($node, $given)",
}
_LIST = "$one, $other"
_UNION = "$one UNION $other"

TARGETS: Final = frozenset(_PATTERNS)


class Focus(NamedTuple):
    """The focus nodes of a shape: a pattern that finds all, and a test that one of them passes."""

    found: Part
    test: Part


def focus(graph: ShapesGraph, shape: Node, node: ox.Variable, below: Below) -> Focus | None:
    """Return the focus nodes of a shape, or nothing when it has no target.

    `below` are the subclasses of classes.
    """
    found: list[Part] = []
    tests: list[Part] = []
    rest = ox.Variable("any")
    for name in sorted(TARGETS):
        for given in graph.of(shape, name):
            if isinstance(given, ox.BlankNode):
                raise graph.fault(shape, f"sh:{name} needs an IRI or a literal")
            slots: dict[str, Slot] = {"node": node, "given": given, "any": rest}
            found.append(fill(_PATTERNS[name], **slots))
            classes = (given, *below.get(given.value, ()))
            slots |= {"class": rest, "classes": fold(_LIST, (Part(str(one)) for one in classes))}
            tests.append(fill(_TESTS[name], **slots))
    return Focus(fold(_UNION, found), any_of(tests)) if found else None
