"""One run: every work at one size, one process after the other, in turns."""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.graphs import made_up_project
from benchmarks.scale import made
from benchmarks.scale.child import QUERIES
from benchmarks.scale.measured import Cost, measured
from benchmarks.scale.tasks import BUILD, ENGINES, OURS, REBUILD, VERBS, Engine, Verb

QUERY: Final = "query "
_GROWTH: Final = 10
_CHILD: Final = "benchmarks.scale.child"
_OURS: Final = Engine(OURS, "claimgraph", "kg.query over the graph that was built")


@dataclass(frozen=True)
class Row:
    """What one work cost one tool at one size; `fault` says why there is no cost."""

    claims: int
    task: str
    tool: str
    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    rows: int | None = None
    fault: str = ""


@dataclass
class Run:
    """A run: where things are made, how long an engine beside kg may take, what is known so far."""

    home: Path
    bound: float
    tools: tuple[str, ...]
    skip: tuple[str, ...] = ()
    known: Sequence[Row] = ()
    rows: list[Row] = field(default_factory=list)

    def once(self, claims: int) -> Iterator[Row]:
        """Yield what every work costs at one size, in one turn; the first verb builds the graph."""
        folder = made_up_project(claims, self.home)
        if OURS in self.tools:
            yield from self._verbs(claims, folder, VERBS[:1])
        file = made.finished(folder)
        for engine in ENGINES:
            if engine.name in self.tools:
                yield from self._engine(claims, engine, file)
        if OURS in self.tools:
            yield from self._asked(claims, _OURS, (sys.executable, file, self.home))
            yield from self._verbs(claims, folder, VERBS[1:])

    def _verbs(self, claims: int, folder: Path, verbs: Sequence[Verb]) -> Iterator[Row]:
        """Yield what verbs of kg cost, but for those that this version does not have."""
        for verb in verbs:
            if verb.is_there and verb.task not in self.skip:
                _BEFORE.get(verb.task, _nothing)(folder)
                yield _row(claims, verb.task, OURS, measured(verb.command(folder), math.inf))

    def _engine(self, claims: int, engine: Engine, file: Path) -> Iterator[Row]:
        """Yield the cost of loading the finished file, and of each query."""
        blank = Row(claims, BUILD, engine.name)
        last = self._cost_before(blank)
        if last * _GROWTH > self.bound:
            yield replace(blank, fault=f"not tried: {last:,.0f} s at a tenth of it")
            return
        try:
            python = engine.python(self.home)
        except LookupError as fault:
            yield replace(blank, fault=str(fault))
            return
        if engine.is_single:
            made.default_graph(file)
        with tempfile.TemporaryDirectory(dir=self.home) as home:
            work = [python, "-m", _CHILD, engine.module, "load", str(file), home]
            loaded = _row(claims, BUILD, engine.name, measured(work, self.bound))
            yield loaded
            if engine.is_asked and not loaded.fault:
                yield from self._asked(claims, engine, (python, file, Path(home)))

    def _asked(self, claims: int, engine: Engine, place: tuple[str, Path, Path]) -> Iterator[Row]:
        """Yield the cost of each query; what came before the bound counts."""
        python, file, home = place
        work = [python, "-m", _CHILD, engine.module, "ask", str(file), str(home)]
        cost = measured(work, self.bound)
        found = {}
        for line in cost.said.splitlines():
            row = json.loads(line)
            found[row.pop("query")] = row
        for query in json.loads(file.with_name(QUERIES).read_text("utf-8")):
            row = found.get(query, {"fault": cost.fault})
            yield Row(claims, f"{QUERY}{query}", engine.name, peak=cost.peak, **row)

    def _cost_before(self, row: Row) -> float:
        """Return the seconds that the same took at a tenth of the size; endless after a fault."""
        before = [
            math.inf if known.fault else known.wall
            for known in (*self.known, *self.rows)
            if (known.task, known.tool) == (row.task, row.tool)
            and known.claims * _GROWTH == row.claims
        ]
        return min(before, default=0.0)


def _row(claims: int, task: str, tool: str, cost: Cost) -> Row:
    return Row(claims, task, tool, cost.cpu, cost.wall, cost.peak, fault=cost.fault)


def _nothing(_: Path) -> None:
    """Leave a project as it is."""


_BEFORE: Final[dict[str, Callable[[Path], None]]] = {BUILD: made.unbuilt, REBUILD: made.change}


def medians(rows: list[Row]) -> list[Row]:
    """Return one row for each size, work and tool: the medians of the turns without a fault."""
    grouped: dict[tuple[int, str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.claims, row.task, row.tool), []).append(row)
    return [_median(turns) for turns in grouped.values()]


def _median(turns: list[Row]) -> Row:
    done = [row for row in turns if not row.fault] or turns
    return replace(
        done[0],
        cpu=median(row.cpu for row in done),
        wall=median(row.wall for row in done),
        peak=max(row.peak for row in done),
    )
