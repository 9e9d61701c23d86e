"""The parts of a query in the order in which they are written, each to be counted.

A step is counted by asking everything up to it: its rows are exact, and what it adds to the time of
the step before is what it costs. What the engine works out by itself (a sub-select, a MINUS) is
counted by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.query.anatomy.pattern import place
from kg.query.anatomy.read import Read
from kg.query.anatomy.scope import Names, binds, variables, visible
from kg.query.receipts.parts import (
    Bind,
    Element,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    SubSelect,
    Triples,
    Union,
)

Wrap = Callable[[str], str]


@dataclass(frozen=True)
class Planned:
    """A step: what it is, how deep it stands, and the pattern up to it.

    `before` is the step from which its own time is reckoned, -1 for the first of its kind.
    """

    kind: str
    text: str
    depth: int
    span: tuple[int, int]
    pattern: str
    before: int


@dataclass
class _Plan:
    made: Read
    steps: list[Planned] = field(default_factory=list)

    def group(self, group: Group, prefix: str, around: Wrap, alone: Wrap, depth: int) -> int:
        """Add the steps of a group behind what stands before; return the last of them."""
        at = _Place(prefix, around, alone, depth)
        waiting = [element for element in group.elements if isinstance(element, Filter)]
        bound: Names = frozenset()
        seen = visible(self.made, group)
        for element in group.elements:
            if isinstance(element, Filter):
                continue
            self.element(element, at)
            bound |= binds(self.made, element)
            for test in list(waiting):
                if variables(self.made.inside(test)) & seen <= bound:
                    waiting.remove(test)
                    self.add(at, "filter", test)
        for test in waiting:
            self.add(at, "filter", test)
        return at.last

    def element(self, element: Element, at: _Place) -> None:
        """Add the steps of one part of a group, and the part to what stands before."""
        match element:
            case Triples():
                for pattern in self.made.patterns(element):
                    at.prefix += f" {pattern.sparql} ."
                    self.step(at, "pattern", pattern.text, place(pattern))
            case Bind():
                self.add(at, "values", element)
            case Union([Group(elements=[SubSelect() as only])]):
                self.element(only, at)
            case Optional() | Union() | InGraph():
                self.joined(element, at)
            case Minus(group):
                if _several(self.made, group):
                    self.group(group, "", at.alone, at.alone, at.depth + 1)
                self.add(at, "minus", element)
            case SubSelect(select):
                self.group(select.where, "", at.alone, at.alone, at.depth + 1)
                self.add(_Place("", at.alone, at.alone, at.depth + 1), "sub-select", element)
                self.add(at, "joined", element)

    def joined(self, element: Optional | Union | InGraph, at: _Place) -> None:
        """Add the steps of groups that are joined with what stands before."""
        match element:
            case Optional(group):
                if _several(self.made, group):
                    self.group(group, at.prefix, at.around, at.alone, at.depth + 1)
                self.add(at, "optional", element)
            case Union(groups):
                self.branches(groups, at)
                self.add(at, "union" if len(groups) > 1 else "group", element)
            case InGraph(name, group):
                self.in_graph(name, group, at)
                self.add(at, "graph", element)

    def branches(self, groups: list[Group], at: _Place) -> None:
        """Add the steps of each branch of a UNION, each joined with what stands before."""
        for group in groups:
            around = _within(at.around, at.prefix)
            if not group.elements or not isinstance(group.elements[0], SubSelect):
                self.group(group, "", around, at.alone, at.depth + 1)
            else:
                inner = _Place("", around, at.alone, at.depth + 1)
                self.element(group.elements[0], inner)

    def in_graph(self, name: str, group: Group, at: _Place) -> None:
        """Add the steps of a GRAPH that holds more than one pattern."""
        if _several(self.made, group):
            inside = _graph(name)
            around, alone = at.around, at.alone
            prefix = at.prefix
            self.group(
                group,
                "",
                lambda text: around(f"{prefix} {inside(text)}"),
                lambda text: alone(inside(text)),
                at.depth + 1,
            )

    def add(self, at: _Place, kind: str, element: Element) -> None:
        """Add a part as it is written."""
        text = self.made.text(element)
        at.prefix += f"\n{{ {text} }}\n" if isinstance(element, SubSelect) else f"\n{text}\n"
        self.step(at, kind, " ".join(text.split()), self.made.span(element))

    def step(self, at: _Place, kind: str, text: str, span: tuple[int, int]) -> None:
        """Add a step that counts what stands up to here."""
        self.steps.append(Planned(kind, text, at.depth, span, at.around(at.prefix), at.last))
        at.last = len(self.steps) - 1


@dataclass
class _Place:
    """Where steps are added: what stands before, what is around it, and how deep it is."""

    prefix: str
    around: Wrap
    alone: Wrap
    depth: int
    last: int = -1


def steps(made: Read) -> list[Planned]:
    """Return the steps of a query's pattern; the last one is the whole pattern."""
    plan = _Plan(made)
    last = plan.group(made.select.where, "", _itself, _itself, 0)
    if made.select.values:
        at = _Place(f"{{ {made.text(made.select.where)} }}", _itself, _itself, 0, last)
        at.prefix += f" {made.select.values}"
        start = made.query.rfind(made.select.values)
        span = (start, start + len(made.select.values))
        plan.step(at, "values", " ".join(made.select.values.split()), span)
    return plan.steps


def asking(made: Read, pattern: str, what: str = "(COUNT(*) AS ?__kg_n)") -> str:
    """Return the query that asks for something of a pattern, with the prologue of another."""
    return f"{made.prologue}\nSELECT {what} {made.datasets} WHERE {{ {pattern} }}"


def _itself(text: str) -> str:
    return text


def _within(around: Wrap, prefix: str) -> Wrap:
    return lambda text: around(f"{prefix} {{ {text} }}")


def _graph(name: str) -> Wrap:
    return lambda text: f"GRAPH {name} {{ {text} }}"


def _several(made: Read, group: Group) -> bool:
    """Tell whether a group holds more than one pattern or part."""
    if len(group.elements) == 1 and isinstance(group.elements[0], Triples):
        return len(made.patterns(group.elements[0])) > 1
    return len(group.elements) > 1 or any(isinstance(e, SubSelect) for e in group.elements)
