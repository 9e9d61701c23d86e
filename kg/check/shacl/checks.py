"""From a shapes file to checks: one query for each thing that a shape asks of its focus nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.conformance import Conformance
from kg.check.shacl.graph import SH, Node, ShapesGraph, read_shapes
from kg.check.shacl.targets import Focus, focus
from kg.check.shacl.template import Part, fill
from kg.sparql import tokens

_MISSING = "SELECT DISTINCT $this { $focus FILTER(!$need) }"
# IF, unlike &&, leaves the dear test of the focus undone for what is fine (0.05 s against 0.2 s).
_FAULTY = """SELECT DISTINCT $this $value $other {
    $found FILTER(IF($fine, false, $focus))
}"""
_SELECTED = "SELECT DISTINCT $this $value { { $select } FILTER($focus) }"

_THIS = ox.Variable("this")
_VALUE = ox.Variable("value")
_OTHER = ox.Variable("other")
_UNBOUND = {"PATH", "shapesGraph", "currentShape"}
_CONSTRAINT = {"select", "message", "prefixes", "deactivated"}


class Check(NamedTuple):
    """A query whose rows are the faults of one shape, and what is to be told about them.

    A row holds the focus node and, where there is one, the value at fault and what it was compared
    with. `starts` are the properties of the focus node that are concerned; `together` says that all
    values of one focus node are one fault.
    """

    shape: str
    message: str
    severity: str
    query: str
    starts: tuple[str, ...] = ()
    together: bool = False
    prefixes: dict[str, str] | None = None


def compile_shapes(file: Path) -> list[Check]:
    """Return the checks of all shapes in a file that have targets.

    Raises:
        InputError: a shape holds something that the compiler does not know.
    """
    compiler = _Compiler(Conformance(read_shapes(file)))
    return list(compiler.checks())


@dataclass
class _Compiler:
    conformance: Conformance

    @property
    def graph(self) -> ShapesGraph:
        return self.conformance.graph

    def checks(self) -> Iterator[Check]:
        for shape in self.graph.shapes():
            self.conformance.known(shape)
            targets = focus(self.graph, shape, _THIS)
            if targets is not None:
                yield from self._shape(shape, targets)

    def _shape(self, shape: Node, targets: Focus) -> Iterator[Check]:
        self.conformance.known(shape)
        if self.conformance.off(shape):
            return
        path = self.conformance.way(shape)
        parts = [self.graph.node(shape, part) for part in self.graph.of(shape, "property")]
        if parts and path is not None:
            raise self.graph.fault(shape, "sh:property is not known in a shape with targets and a path")
        told = self._told(shape)._replace(starts=path.starts if path else ())
        for need in self.conformance.needs(shape, _THIS):
            yield told._replace(query=fill(_MISSING, this=_THIS, focus=targets.found, need=need))
        for fault in self.conformance.faults(shape, _THIS, _VALUE, _OTHER):
            slots = {"this": _THIS, "value": _VALUE, "other": _OTHER, "focus": targets.test}
            query = fill(_FAULTY, found=fault.found, fine=fault.fine, **slots)
            yield told._replace(query=query, together=fault.together)
        for constraint in self.graph.of(shape, "sparql"):
            yield self._selected(shape, self.graph.node(shape, constraint), told, targets)
        for part in parts:
            yield from self._shape(part, targets)

    def _told(self, shape: Node) -> Check:
        if not isinstance(shape, ox.NamedNode):
            raise self.graph.fault(shape, "a shape whose faults are told needs a name")
        given = [value for value in self.graph.of(shape, "severity")]
        severity = given[0].value.removeprefix(SH) if given else "Violation"
        return Check(shape.value, self.graph.text(shape, "message"), severity, "")

    def _selected(self, shape: Node, constraint: Node, told: Check, targets: Focus) -> Check:
        unknown = self.graph.names(constraint) - _CONSTRAINT
        select = self.graph.text(constraint, "select")
        variables = {token.text[1:] for token in tokens(select) if token.kind == "variable"}
        if unknown or "this" not in variables or variables & _UNBOUND:
            raise self.graph.fault(shape, "sh:sparql is known as an sh:select of $this only")
        query = fill(_SELECTED, this=_THIS, value=_VALUE, select=Part(select), focus=targets.test)
        message = self.graph.text(constraint, "message") or told.message
        return told._replace(query=query, message=message, prefixes=self._prefixes(constraint))

    def _prefixes(self, constraint: Node) -> dict[str, str]:
        declared: dict[str, str] = {}
        for holder in self.graph.of(constraint, "prefixes"):
            for part in self.graph.of(self.graph.node(constraint, holder), "declare"):
                at = self.graph.node(constraint, part)
                declared[self.graph.text(at, "prefix")] = self.graph.text(at, "namespace")
        return declared
