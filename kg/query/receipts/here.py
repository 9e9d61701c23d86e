"""Asking for receipts in this process: a graph that lies in memory or behind another engine."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from kg.errors import UsageError
from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.receipts.asking import Answer, Told
from kg.query.results.result import Result


class Here(NamedTuple):
    """Asks the graph's own engine, each question with all the time that the limits give."""

    graph: Graph
    limits: Limits

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer; see `Asker.first`."""
        base = self.graph.manifest.base
        kind, boolean, stream = answer_here(self.graph.engine, query, base, self.limits)
        result = Result(self.graph, kind, boolean, stream)
        rows = list(itertools.islice(result.rows(), most))
        return Answer(result.variables, rows)

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts."""
        text = f"BASE <{self.graph.manifest.base}>\n{query}"
        answer = self.graph.engine.query(text, self.limits.seconds)
        if not isinstance(answer, Rows):
            raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
        rows = (tuple("" if term is None else str(term) for term in row) for row in answer)
        return Told(answer.variables, rows)
