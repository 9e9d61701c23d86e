"""The edges of paths of any length: those of one shortest way between two known ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.query.receipts.plan import Way
from kg.query.receipts.solve import Solution, Solver
from kg.query.receipts.support import Place
from kg.query.receipts.table import Table


@dataclass
class _Search:
    """One breadth-first search; `came` tells from where each node was first reached."""

    start: str
    end: str
    graph: str
    came: dict[str, str] = field(default_factory=dict)
    frontier: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.end in self.came or not self.frontier

    def advance(self, steps: dict[Place, dict[str, Solution]], *, once: bool) -> None:
        reached = []
        for node in self.frontier:
            for after in steps[Place(node, self.graph)]:
                if after not in self.came:
                    self.came[after] = node
                    reached.append(after)
        self.frontier = [] if once else reached

    def way(self) -> Iterator[tuple[Place, str]]:
        """Yield each step of the way found, from its end."""
        at = self.end
        while True:
            before = self.came[at]
            yield Place(before, self.graph), at
            if before == self.start:
                return
            at = before


class Ways:
    """Finds ways of one path; what one step leads to is asked once, for all searches together."""

    def __init__(self, solver: Solver, way: Way) -> None:
        """Take the path and what answers."""
        self._solver = solver
        self._way = way
        self._steps: dict[Place, dict[str, Solution]] = {}

    def follow(self, ends: Iterable[tuple[str, str, str]]) -> list[list[Solution] | None]:
        """Return for each start, end and graph the steps of a shortest way; None if none is found.

        A way without a step, which `?` and `*` allow, stands on nothing.
        """
        path = self._way.path
        searches = [_Search(start, end, graph, frontier=[start]) for start, end, graph in ends]
        real = [s for s in searches if not (path.zero and s.start == s.end)]
        while running := [search for search in real if not search.over]:
            self._learn(running)
            for search in running:
                search.advance(self._steps, once=not path.more)
        return [self._taken(search) if search in real else [] for search in searches]

    def _learn(self, running: list[_Search]) -> None:
        needed = {Place(node, search.graph) for search in running for node in search.frontier}
        places = sorted(needed - self._steps.keys())
        for within in ([p for p in places if p.graph], [p for p in places if not p.graph]):
            rows, graphs = [(p.node,) for p in within], [p.graph for p in within if p.graph]
            table = Table((self._way.x,), rows, graphs)
            for place, found in zip(
                within, self._solver.matches(self._way.step, table), strict=True
            ):
                self._steps[place] = _by_end(found, self._way.y)

    def _taken(self, search: _Search) -> list[Solution] | None:
        if search.end not in search.came:
            return None
        return [self._steps[place][after] for place, after in search.way()]


def _by_end(solutions: list[Solution], name: str) -> dict[str, Solution]:
    """Return one solution for each node that a step leads to: the first in order of its text."""
    found: dict[str, Solution] = {}
    for solution in sorted(solutions, key=lambda one: sorted(one.items())):
        found.setdefault(solution.get(name, ""), solution)
    return found
