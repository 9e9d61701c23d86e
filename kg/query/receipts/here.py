"""Asking for receipts in this process: a graph that lies in memory or behind another engine."""

from __future__ import annotations

from typing import NamedTuple

from kg.errors import UsageError
from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.receipts.asker import Answer, Told, first_rows


class Here(NamedTuple):
    """Asks the graph's own engine, each question with all the time that the limits give."""

    graph: Graph
    limits: Limits

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer; see `Asker.first`."""
        base = self.graph.manifest.base
        kind, _, stream = answer_here(self.graph.engine, query, base, self.limits)
        return first_rows(kind, stream, most)

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts."""
        text = f"BASE <{self.graph.manifest.base}>\n{query}"
        answer = self.graph.engine.query(text, self.limits.seconds)
        if not isinstance(answer, Rows):
            raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
        rows = (tuple("" if term is None else str(term) for term in row) for row in answer)
        return Told(answer.variables, rows)
