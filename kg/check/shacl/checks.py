"""From shapes to checks: one query for each thing that a shape asks of its focus nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.asked import Below
from kg.check.shacl.conformance import Conformance
from kg.check.shacl.graph import SH, Node, ShapesGraph
from kg.check.shacl.properties import VALUE, Fault
from kg.check.shacl.select import selected
from kg.check.shacl.targets import Focus, focus
from kg.check.shacl.template import TRUE, Part, all_of, fill

_MISSING = "SELECT DISTINCT $this { $focus FILTER(!$need) }"
# MINUS reads the pattern once; EXISTS opens the store's index anew for each node (two to three
# times as dear on disk).
_LACKING = "SELECT DISTINCT $this { $focus MINUS { $pattern } }"
# IF, unlike &&, leaves the dear test of the focus undone for what is fine (0.05 s against 0.2 s).
_FAULTY = """SELECT DISTINCT $this $value $other {
    $found FILTER(IF($fine, false, $focus))
}"""
_ANY = "SELECT $value { $alone } LIMIT 1"
# Counting is eight times as fast as comparing the values of each node in pairs.
_SEVERAL = """SELECT $rows {
    { SELECT (COUNT(*) AS $rows) (COUNT(DISTINCT $this) AS $nodes) { $found } }
    FILTER($rows > $nodes)
}"""
# The nodes with more than one value are few; without this, the values of each node are paired
# (0.2 s against 1.5 s for the labels of 100,000 nodes).
_CROWDED = "{ SELECT $this { $each } GROUP BY $this HAVING (COUNT(*) > 1) } $found"

_THIS = ox.Variable("this")
_VALUE = ox.Variable("value")
_OTHER = ox.Variable("other")


class Check(NamedTuple):
    """A query whose rows are the faults of one shape, and what is to be told about them.

    A row holds the focus node and, where there is one, the value at fault and what it was compared
    with. `starts` are the properties of the focus node that are concerned, `direct` says that the
    values are theirs, `together` that all values of one focus node make one fault. Where `screen`,
    a cheaper query, finds nothing, the query would find nothing.
    """

    shape: str
    message: str
    severity: str
    starts: tuple[str, ...] = ()
    direct: bool = True
    query: str = ""
    screen: str = ""
    together: bool = False
    prefixes: dict[str, str] | None = None

    @property
    def is_error(self) -> bool:
        """Whether what it finds stops a build: a violation, not a warning."""
        return self.severity == "Violation"


def compile_shapes(graph: ShapesGraph, below: Below) -> list[Check]:
    """Return the checks of all shapes that have targets; `below` are the subclasses of classes.

    Raises:
        InputError: a shape holds something that the compiler does not know.
    """
    compiler = _Compiler(graph, Conformance(graph, below))
    return [check for shape in graph.shapes() for check in compiler.checks(shape)]


@dataclass
class _Compiler:
    graph: ShapesGraph
    conformance: Conformance

    def checks(self, shape: Node) -> Iterator[Check]:
        """Yield the checks of a shape; it has none of its own without a target."""
        self.conformance.known(shape)
        targets = focus(self.graph, shape, _THIS, self.conformance.below)
        if targets is not None:
            told = [(part, self._check(part)) for part in self._told(shape)]
            yield from self._needs(told, targets)
            for part, check in told:
                yield from self._faults(part, check, targets)
                yield from self._selects(part, check, targets)

    def _told(self, shape: Node) -> Iterator[Node]:
        """Yield a shape and its properties: the shapes whose faults are told one by one."""
        self.conformance.known(shape)
        if self.conformance.off(shape):
            return
        yield shape
        parts = self.graph.of(shape, "property")
        if parts and self.graph.of(shape, "path"):
            raise self.graph.fault(shape, "sh:property is known for shapes without sh:path only")
        for part in parts:
            yield from self._told(self.graph.node(shape, part))

    def _check(self, shape: Node) -> Check:
        if not isinstance(shape, ox.NamedNode):
            raise self.graph.fault(shape, "a shape whose faults are told needs an IRI")
        severity = [value.value.removeprefix(SH) for value in self.graph.of(shape, "severity")]
        message = self.graph.text(shape, "message") or "This does not fit its shape."
        grade = severity[0] if severity else "Violation"
        path = self.conformance.way(shape)
        direct = path is None or path.direct
        return Check(shape.value, message, grade, self.conformance.starts(shape), direct)

    def _needs(self, told: list[tuple[Node, Check]], targets: Focus) -> Iterator[Check]:
        needs = [
            (check, need)
            for part, check in told
            for need in self.conformance.needs(part, _THIS)
            if need.test != TRUE
        ]
        tests = all_of(need.test for _, need in needs if need.pattern == TRUE)
        screen = _missing(targets, tests)
        for check, need in needs:
            if need.pattern == TRUE:
                yield check._replace(query=_missing(targets, need.test), screen=screen)
            else:
                query = fill(_LACKING, this=_THIS, focus=targets.found, pattern=need.pattern)
                yield check._replace(query=query)

    def _faults(self, shape: Node, check: Check, targets: Focus) -> Iterator[Check]:
        for fault in self.conformance.faults(shape, _THIS, _VALUE, _OTHER):
            query = fill(
                _FAULTY,
                this=_THIS,
                value=_VALUE,
                other=_OTHER,
                found=self._crowded(shape, fault.found) if fault.together else fault.found,
                fine=fault.fine,
                focus=targets.test,
            )
            screen = self._screen(shape, fault)
            yield check._replace(query=query, screen=screen, together=fault.together)

    def _screen(self, shape: Node, fault: Fault) -> str:
        if fault.alone:
            return fill(_ANY, value=_VALUE, alone=fault.alone)
        return self._several(shape) if fault.together else ""

    def _crowded(self, shape: Node, found: Part) -> Part:
        return fill(_CROWDED, this=_THIS, each=self._each(shape), found=found)

    def _each(self, shape: Node) -> Part:
        """Return the pattern that finds the values of a property shape."""
        path = self.conformance.way(shape)
        return fill(VALUE, node=_THIS, path=path.path, value=_VALUE) if path else TRUE

    def _several(self, shape: Node) -> str:
        rows, nodes = ox.Variable("rows"), ox.Variable("nodes")
        return fill(_SEVERAL, this=_THIS, rows=rows, nodes=nodes, found=self._each(shape))

    def _selects(self, shape: Node, check: Check, targets: Focus) -> Iterator[Check]:
        for constraint in self.graph.of(shape, "sparql"):
            own = selected(self.graph, self.graph.node(shape, constraint), targets.test)
            message = own.message or check.message
            yield check._replace(query=own.query, prefixes=own.prefixes, message=message)


def _missing(targets: Focus, need: Part) -> str:
    return fill(_MISSING, this=_THIS, focus=targets.found, need=need)
