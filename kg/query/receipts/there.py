"""Asking for receipts in a process of their own, which ends at its limits."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kg.errors import InputError, LimitError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.process import NotSparql, Process, Question
from kg.query.receipts.asker import Answer, Told, first_rows
from kg.query.workers import Workers

_CURE: Final = (
    "allow more with --timeout or --max-memory (Limits.seconds, Limits.memory), "
    "or ask for fewer rows with --max-rows"
)


@contextlib.contextmanager
def there(graph: Graph, workers: Workers, limits: Limits) -> Iterator[There]:
    """Give a process that answers SELECTs over a graph's store, as long as the context lasts."""
    process = workers.take()
    try:
        yield There(graph, process, limits)
    finally:
        workers.keep(process)


@dataclass
class There:
    """Asks a process that has the store open; all queries for receipts have one limit of time."""

    graph: Graph
    process: Process
    limits: Limits
    _end: float | None = field(default=None, init=False)

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer; see `Asker.first`."""
        kind, table = self._answer(query, replace(self.limits, rows=most))
        return first_rows(kind, table, most)

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts."""
        try:
            _, table = self._answer(query, replace(self.limits, rows=None, seconds=self._left()))
        except NotSparql as fault:
            raise InputError(f"the receipts could not be asked for: {fault}") from fault
        except LimitError as fault:
            what = f"the rows are there, but not their receipts: {fault.what}"
            raise LimitError(what, _CURE) from None
        first, *lines = table.decode().split("\n")
        names = tuple(name[1:] for name in first.split("\t"))
        return Told(names, [tuple(row.split("\t")) for row in lines[:-1]])

    def _answer(self, query: str, within: Limits) -> tuple[str, bytes]:
        """Return the kind of an answer, and the whole of it."""
        question = Question(query, self.graph.manifest.base, self.graph.prefixes)
        piece = self.process.ask(question, within, self.limits)
        kind, table = piece["kind"], [piece["data"]]
        while not piece.get("last"):
            piece = self.process.piece()
            table.append(piece["data"])
        return kind, b"".join(table)

    def _left(self) -> float | None:
        """Return the seconds that are left for receipts, next to none if there are none left."""
        if self.limits.seconds is None:
            return None
        now = time.monotonic()
        self._end = self._end or now + self.limits.seconds
        return max(self._end - now, 0.001)
