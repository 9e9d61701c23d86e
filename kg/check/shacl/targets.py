"""The nodes that a shape is about: as a pattern that finds them, and as a test of one node."""

from __future__ import annotations

from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.check.shacl.asked import Below, is_a
from kg.check.shacl.graph import Node, ShapesGraph
from kg.check.shacl.template import Part, any_of, fill, fold

_PATTERNS: Final = {
    "targetClass": "{ $node a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* $given }",
    "targetSubjectsOf": "{ $node $given $any }",
    "targetObjectsOf": "{ $any $given $node }",
    "targetNode": "{ VALUES $node { $given } }",
}
_TESTS: Final = {
    "targetSubjectsOf": f"EXISTS {_PATTERNS['targetSubjectsOf']}",
    "targetObjectsOf": f"EXISTS {_PATTERNS['targetObjectsOf']}",
    "targetNode": "sameTerm($node, $given)",
}
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
            found.append(fill(_PATTERNS[name], node=node, given=given, any=rest))
            if name == "targetClass":
                tests.append(is_a(node, given, below, rest))
            else:
                tests.append(fill(_TESTS[name], node=node, given=given, any=rest))
    return Focus(fold(_UNION, found), any_of(tests)) if found else None
