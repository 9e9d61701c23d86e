"""From a solution to what it stands on: the patterns of the parts that matched, filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.query.receipts.lower import variables
from kg.query.receipts.plan import (
    Apart,
    Choice,
    Edge,
    Inside,
    Look,
    Maybe,
    Nested,
    Node,
    Part,
    Plain,
    Way,
)
from kg.query.receipts.solve import Solution
from kg.query.receipts.support import Fact, Place, Support, Want
from kg.query.receipts.texts import plainly

Wanted = Nested | Look | Way


@dataclass
class Walk:
    """Walks through parts with solutions; keeps the nodes that are still to be explained."""

    wanted: dict[int, Wanted] = field(default_factory=dict)

    def part(self, part: Part, solution: Solution, graph: str, support: Support) -> None:
        """Add to a support what a solution of a part stands on."""
        for node in part.nodes:
            self.node(node, solution, graph, support)

    def node(self, node: Node, solution: Solution, graph: str, support: Support) -> None:  # noqa: C901, PLR0912
        """Add to a support what a solution of a node stands on."""
        match node:
            case Edge(subject, prop, value):
                terms = [_filled(text, solution) for text in (subject, prop, value)]
                self._found(terms, graph, support)
            case Way(start=start, end=end):
                ends = (solution.get(start, ""), solution.get(end, ""))
                self._want(node, graph, ends, support)
            case Plain(looks=looks):
                for look in looks:
                    self._look(look, solution, graph, support)
            case Choice(parts):
                for part in parts:
                    if part.mark in solution:
                        self.part(part, solution, graph, support)
            case Maybe():
                self._maybe(node, solution, graph, support)
            case Inside(name, part):
                within = _filled(name, solution)
                if not within:
                    support.gaps.add(
                        f"the engine does not tell in which graph GRAPH {name} matched"
                    )
                elif within.startswith("<") or not variables(name):
                    support.places.add(Place("", within))
                self.part(part, solution, within, support)
            case Nested(copies=copies):
                row = tuple(solution.get(name, "") for name in copies)
                self._want(node, graph, row, support)
            case Apart(text):
                support.absent.add(plainly(text))

    def _found(self, terms: list[str], graph: str, support: Support) -> None:
        if all(terms):
            support.facts.add(Fact(terms[0], terms[1], terms[2], graph))
        else:
            support.gaps.add("a pattern that matched has a variable without a value")

    def _maybe(self, maybe: Maybe, solution: Solution, graph: str, support: Support) -> None:
        if maybe.part.mark in solution:
            support.met.add(maybe.part.mark)
            if maybe.needed:
                self.part(maybe.part, solution, graph, support)
            return
        if maybe.felt:
            support.absent.add(maybe.text)
        if maybe.counted:
            support.missed[maybe.part.mark] = maybe.text

    def _look(self, look: Look, solution: Solution, graph: str, support: Support) -> None:
        if look.absent and look.sure:
            support.absent.add(look.text)
        else:
            row = tuple(solution.get(name, "") for name in look.names)
            self._want(look, graph, row, support)

    def _want(self, node: Wanted, graph: str, row: tuple[str, ...], support: Support) -> None:
        self.wanted[id(node)] = node
        support.wants.add(Want(id(node), graph, row))


def _filled(text: str, solution: Solution) -> str:
    """Return the term at a place of a pattern as text; nothing where a variable is unbound."""
    return solution.get(text[1:], "") if text[:1] in {"?", "$"} else text
