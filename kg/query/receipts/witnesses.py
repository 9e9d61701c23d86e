"""The witnesses of rows: the pattern's solutions behind each, and the triples they stand on.

For each row the query's own pattern is solved again with the row's values put in, every OPTIONAL
and UNION marked, so that a solution tells which parts matched; its triple patterns, filled, are the
triples the row stands on. Sub-selects are explained in the same way, from the values they gave.
The idea is why-provenance (Buneman, Khanna, Tan 2001): a set of facts that suffices for the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.engine import Engine, Rows, Term
from kg.query.receipts.paths import Triple, edges
from kg.query.receipts.patterns import HIDDEN, Solution, filled
from kg.query.receipts.render import Marked
from kg.query.receipts.structure import (
    Element,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
)

Row = tuple[Term | None, ...]
Fact = tuple[Triple, Term | None]
_MANY = 20_000


class Inner(NamedTuple):
    """A row that a sub-select gave to a solution, and is still to be explained."""

    select: int
    graph: str
    names: tuple[str, ...]
    row: Row


@dataclass
class Support:
    """What one row stands on: triples, each with the named graph it was asked of (None: default).

    `absence` tells that the row also rests on something not being there, which nothing can show;
    `gaps` says what could not be explained.
    """

    facts: set[Fact] = field(default_factory=set)
    inner: set[Inner] = field(default_factory=set)
    absence: bool = False
    gaps: set[str] = field(default_factory=set)

    def add(self, other: Support) -> None:
        """Take in another support."""
        self.facts |= other.facts
        self.absence = self.absence or other.absence
        self.gaps |= other.gaps


@dataclass
class Witnesses:
    """Finds the support of rows of one query, and of the sub-selects in it."""

    engine: Engine
    prologue: str
    datasets: str
    prefixes: Mapping[str, str]
    marked: Marked = field(init=False)
    inner: dict[int, Select] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marked = Marked(self.prologue, self.prefixes)

    def of(
        self, select: Select, names: Sequence[str], rows: Iterable[Row], graph: str = ""
    ) -> list[Support]:
        """Return the support of each row, whose values are those of the variables `names`.

        `graph` is the GRAPH pattern around a sub-select, if there is one.
        """
        wanted = list(rows)
        keys, named = (self._keys(select, names, wanted, graph) if select.aggregated
                       else ([[row] for row in wanted], list(names)))  # fmt: skip
        solutions = self._solutions(select, named, {key for found in keys for key in found}, graph)
        supports = []
        for found in keys:
            support = Support()
            matched = [solution for key in found for solution in solutions.get(key, [])]
            if not matched and not (select.aggregated and not select.group_by):
                support.gaps.add("no solution could be found again for this row")
            for solution in matched:
                self._walk(select.where, solution, graph, support)
            support.absence = support.absence or "EXISTS" in select.having.upper()
            supports.append(support)
        self._explain_inner(supports)
        return supports

    def _explain_inner(self, supports: list[Support]) -> None:
        """Add what the sub-selects' values stand on, all rows of one sub-select in one go."""
        wanted: dict[tuple[int, str, tuple[str, ...]], set[Row]] = {}
        for support in supports:
            for inner in support.inner:
                wanted.setdefault(inner[:3], set()).add(inner.row)
        for (select, graph, names), rows in wanted.items():
            ordered = sorted(rows, key=str)
            found = self.of(self.inner[select], names, ordered, graph)
            known = dict(zip(ordered, found, strict=True))
            for support in supports:
                for inner in list(support.inner):
                    if inner[:3] == (select, graph, names):
                        support.add(known[inner.row])

    def _keys(
        self, select: Select, names: Sequence[str], rows: list[Row], graph: str
    ) -> tuple[list[list[Row]], list[str]]:
        """Return for each row of an aggregate the keys of its groups, and the keys' variables."""
        if not select.group_by:
            return [[()] for _ in rows], []
        keys = [name or f"{HIDDEN}k{at}" for at, (_, name) in enumerate(select.group_by)]
        projected = {name for _, name in select.head}
        head = [text for text, _ in select.head]
        head += [f"?{key}" for key in keys if key not in projected]
        by = [
            text if name else f"({text} AS ?{key})"
            for key, (text, name) in zip(keys, select.group_by, strict=True)
        ]
        where = self._within(f"{{ {select.where.text} }} {select.values}", graph)
        text = (
            f"{self.prologue} SELECT {' '.join(head)} {self.datasets} WHERE {{ {where} }} "
            f"GROUP BY {' '.join(by)} {select.having}"
        )
        found: dict[Row, list[Row]] = {}
        for solution in self._ask(text):
            row = tuple(solution.get(name) for name in names)
            found.setdefault(row, []).append(tuple(solution.get(key) for key in keys))
        return _one_each(rows, found, distinct=select.distinct), keys

    def _within(self, text: str, graph: str) -> str:
        return f"GRAPH {graph} {{ {text} }}" if graph else text

    def _solutions(
        self, select: Select, names: list[str], keys: set[Row], graph: str
    ) -> dict[Row, list[dict[str, Term | None]]]:
        """Return the marked solutions of a pattern for each wanted tuple of values."""
        if not keys:
            return {}
        computed = [
            f"BIND{text}" if text.startswith("(") and name else ""
            for text, name in (select.group_by if select.aggregated else select.head)
        ]
        computed += [
            f"BIND({text} AS ?{HIDDEN}k{place})"
            for place, (text, name) in enumerate(select.group_by)
            if not name and select.aggregated
        ]
        pattern = f"{{ {self.marked.group(select.where)} }} {select.values} {' '.join(computed)}"
        body = f"{{ {self._within(pattern, graph)} }} {_values(names, keys)}"
        text = f"{self.prologue} SELECT * {self.datasets} WHERE {{ {body} }} LIMIT {_MANY}"
        found: dict[Row, list[dict[str, Term | None]]] = {}
        for solution in self._ask(text):
            key = tuple(solution.get(name) for name in names)
            if key in keys:
                found.setdefault(key, []).append(solution)
        return found

    def _ask(self, text: str) -> Iterator[dict[str, Term | None]]:
        answer = self.engine.query(text)
        if isinstance(answer, Rows):
            for row in answer:
                yield dict(zip(answer.variables, row, strict=True))

    def _walk(self, group: Group, solution: Solution, graph: str, support: Support) -> None:
        for element in group.elements:
            self._element(element, solution, graph, support)

    def _element(self, element: Element, solution: Solution, graph: str, support: Support) -> None:
        match element:
            case Triples():
                self._triples(element, solution, graph, support)
            case Optional(inner):
                self._matched([inner], solution, graph, support)
            case Union(groups):
                self._matched(groups, solution, graph, support)
            case InGraph(name, inner):
                term = solution.get(name[1:]) if name[:1] in {"?", "$"} else None
                self._walk(inner, solution, str(term) if term is not None else name, support)
            case SubSelect(select):
                names = _visible(select, solution)
                row = tuple(solution.get(name) for name in names)
                support.inner.add(Inner(id(select), graph, tuple(names), row))
                self.inner[id(select)] = select
            case Filter():
                self._filter(element, solution, graph, support)
            case Minus():
                support.absence = True

    def _matched(
        self, groups: list[Group], solution: Solution, graph: str, support: Support
    ) -> None:
        """Walk through those of some groups that have a match in a solution."""
        for group in groups:
            if solution.get(self.marked.mark(group)) is not None:
                self._walk(group, solution, graph, support)

    def _triples(self, element: Triples, solution: Solution, graph: str, support: Support) -> None:
        named = _graph_term(graph)
        for subject, path, value in self.marked.blocks[id(element)]:
            start, end = filled(subject, solution), filled(value, solution)
            prop = filled(path, solution)
            if start is None or end is None:
                support.gaps.add(f"a part of the pattern is not bound: {element.text}")
            elif prop is not None:
                support.facts.add(((start, prop, end), named))
            else:
                way = edges(path, start, end, lambda text: self._pairs(text, graph))
                if way is None:
                    support.gaps.add(f"the path {path.n3()} could not be followed again")
                for triple in way or []:
                    support.facts.add((triple, named))

    def _pairs(self, pattern: str, graph: str) -> Iterator[Row]:
        body = self._within(pattern, graph)
        text = f"{self.prologue} SELECT ?x ?y {self.datasets} WHERE {{ {body} }}"
        for solution in self._ask(text):
            yield solution.get("x"), solution.get("y")

    def _filter(self, element: Filter, solution: Solution, graph: str, support: Support) -> None:
        support.absence = support.absence or element.absent
        for group in element.exists:
            bound = {name: term for name, term in solution.items() if term is not None}
            values = _values(list(bound), {tuple(bound.values())}) if bound else ""
            body = self._within(f"{values} {self.marked.group(group)}", graph)
            text = f"{self.prologue} SELECT * {self.datasets} WHERE {{ {body} }} LIMIT 1"
            for found in self._ask(text):
                self._walk(group, found, graph, support)


def _one_each(rows: list[Row], found: dict[Row, list[Row]], *, distinct: bool) -> list[list[Row]]:
    """Give each row its groups; of rows that are alike, each one of the groups in turn."""
    given: dict[Row, int] = {}
    keys = []
    for row in rows:
        groups = found.get(row, [])
        if not distinct and rows.count(row) > 1:
            turn = given.get(row, 0)
            given[row] = turn + 1
            groups = groups[turn : turn + 1]
        keys.append(groups)
    return keys


def _visible(select: Select, solution: Solution) -> list[str]:
    if select.star:
        return [name for name in solution if not name.startswith(HIDDEN)]
    return [name for _, name in select.head]


def _graph_term(graph: str) -> Term | None:
    return ox.NamedNode(graph[1:-1]) if graph.startswith("<") else None


def _values(names: list[str], rows: Iterable[Row]) -> str:
    """Return a VALUES block; blank nodes cannot be written and stay open."""
    if not names:
        return ""
    lines = (" ".join(_written(term) for term in row) for row in rows)
    head = " ".join(f"?{name}" for name in names)
    return f"VALUES ({head}) {{ {' '.join(f'({line})' for line in sorted(lines))} }}"


def _written(term: Term | None) -> str:
    return "UNDEF" if term is None or isinstance(term, ox.BlankNode) else str(term)
