"""What a shape asks of a node, as tests and patterns; shapes inside shapes become nested tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeVar

import pyoxigraph as ox

from kg.check.shacl.asked import Asked, Below
from kg.check.shacl.graph import Node, ShapesGraph, Term
from kg.check.shacl.paths import Way, way
from kg.check.shacl.properties import EACH, FAULTS, NEEDS, VALUE, Fault, Need, Place
from kg.check.shacl.targets import TARGETS
from kg.check.shacl.template import TRUE, Part, Slot, all_of, fill
from kg.check.shacl.values import VALUE_TESTS
from kg.words import RDFS

# Many nodes share a value, such as a concept; so each value is tested once. It takes GROUP BY:
# Oxigraph would pull the test into a DISTINCT, and do it for each node (0.21 s against 0.01 s).
_ALONE = "{ SELECT $value { $found } GROUP BY $value } FILTER(!$fine)"
_CLASSLESS = """{ SELECT $value { $found } GROUP BY $value }
    MINUS { VALUES $class { $classes } $value a $class }"""
_NONE = "(!EXISTS { $found FILTER(!$fine) })"
_TOLD = {"message", "severity", "name", "description", "order", "group", "defaultValue"}
_CLASSES = {f"{RDFS}Class", "http://www.w3.org/2002/07/owl#Class"}
_PARTS = {"deactivated", "path", "flags", "property", "sparql"}
_WITH_PATH = {*NEEDS, *FAULTS} - {*VALUE_TESTS}

KNOWN: Final = frozenset({*_TOLD, *_PARTS, *TARGETS, *VALUE_TESTS, *NEEDS, *FAULTS})

_Component = TypeVar("_Component")


@dataclass
class Conformance:
    """Compiles the shapes of one file; `inside` holds the shapes that are being compiled."""

    graph: ShapesGraph
    below: Below
    numbers: Iterator[int] = field(default_factory=count)
    inside: list[Node] = field(default_factory=list)

    def known(self, shape: Node) -> None:
        """Refuse a shape with anything in it that would otherwise be passed over.

        Raises:
            InputError: it has a component that is not known, or not known in this place.
        """
        names = self.graph.names(shape)
        if names - KNOWN:
            raise self.graph.fault(shape, f"sh:{min(names - KNOWN)} is not known")
        if "path" not in names and names & _WITH_PATH:
            raise self.graph.fault(shape, f"sh:{min(names & _WITH_PATH)} needs sh:path")
        if self.graph.types(shape) & _CLASSES:
            raise self.graph.fault(shape, "a class as its own target is not known")
        if "path" in names and names & {"sparql"}:
            raise self.graph.fault(shape, "sh:sparql is known for shapes without sh:path only")

    def way(self, shape: Node) -> Way | None:
        """Return the path of a property shape; a node shape has none."""
        return way(self.graph, shape)

    def starts(self, shape: Node, above: tuple[Node, ...] = ()) -> tuple[str, ...]:
        """Return the properties of a node on which it hangs whether the node fits a shape."""
        path = self.way(shape)
        if path is not None or shape in above:
            return path.starts if path else ()
        names = ("not", "node", "property") if above else ("not", "node")
        inner = [part for name in names for part in self.graph.of(shape, name)]
        lists = [given for name in ("and", "or") for given in self.graph.of(shape, name)]
        inner += [part for given in lists for part in self.graph.items(given)]
        parts = [self.graph.node(shape, part) for part in inner]
        found = [start for part in parts for start in self.starts(part, (*above, shape))]
        return tuple(dict.fromkeys(found))

    def off(self, shape: Node) -> bool:
        """Tell whether a shape is deactivated."""
        return self.graph.text(shape, "deactivated") in {"true", "1"}

    def conforms(self, shape: Node, node: ox.Variable) -> Part:
        """Return the test that a node conforms to a shape.

        Raises:
            InputError: the shape is not understood, or leads back to itself.
        """
        self.known(shape)
        if shape in self.inside:
            raise self.graph.fault(shape, "a shape inside itself is not known")
        if self.graph.of(shape, "sparql"):
            raise self.graph.fault(shape, "sh:sparql is not known inside another shape")
        if self.off(shape):
            return TRUE
        self.inside.append(shape)
        faults = self.faults(shape, node, self.fresh(), self.fresh())
        tests = [
            *(need.test for need in self.needs(shape, node)),
            *(fill(_NONE, found=fault.found, fine=fault.fine) for fault in faults),
        ]
        if not self.graph.of(shape, "path"):
            tests += self._inner(shape, node)
        self.inside.pop()
        return all_of(tests)

    def needs(self, shape: Node, node: ox.Variable) -> Iterator[Need]:
        """Yield each thing that must be true of a focus node as a whole."""
        path = self.way(shape)
        if path is None:
            for asked, test in self._asked(shape, VALUE_TESTS):
                yield Need(test(asked, node))
            return
        at = Place(node, path.path, path.steps, node, node)
        for asked, need in self._asked(shape, NEEDS):
            yield need(asked, at)

    def faults(
        self, shape: Node, node: ox.Variable, value: ox.Variable, other: ox.Variable
    ) -> Iterator[Fault]:
        """Yield the faults that the values of a property shape can have."""
        path = self.way(shape)
        if path is None:
            return
        each = [(asked, test(asked, value)) for asked, test in self._asked(shape, EACH)]
        tests = [*(test for _, test in each), *self._inner(shape, value)]
        if tests:
            found = fill(VALUE, node=node, path=path.path, value=value)
            fine = all_of(tests)
            slots: dict[str, Slot] = {"value": value, "found": found, "fine": fine}
            alone = fill(_ALONE, **slots)
            if len(tests) == 1 and each and each[0][0].name == "class":
                slots |= {"classes": each[0][0].classes(), "class": self.fresh()}
                alone = fill(_CLASSLESS, **slots)
            yield Fault(found, fine, alone=alone)
        at = Place(node, path.path, path.steps, value, other)
        for asked, component in self._asked(shape, FAULTS):
            yield from component(asked, at)

    def fresh(self) -> ox.Variable:
        """Return a variable that no other part of a query has."""
        return ox.Variable(f"v{next(self.numbers)}")

    def _inner(self, shape: Node, value: ox.Variable) -> Iterator[Part]:
        for part in self.graph.of(shape, "property"):
            yield self.conforms(self.graph.node(shape, part), value)

    def _asked(
        self, shape: Node, components: Mapping[str, _Component]
    ) -> Iterator[tuple[Asked, _Component]]:
        for name, component in components.items():
            for given in self.graph.of(shape, name):
                yield self._component(shape, name, given), component

    def _component(self, shape: Node, name: str, given: Term) -> Asked:
        return Asked(self.graph, shape, name, given, self.below, self.conforms, self.fresh)
