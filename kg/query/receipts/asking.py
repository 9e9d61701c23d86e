"""Asking a graph a query, and then many small ones for its receipts, all of them under limits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.result import Row
from kg.query.workers import workers_of


class Told(NamedTuple):
    """The answer to a SELECT: its variables, and rows of terms as SPARQL text (empty: unbound)."""

    variables: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]


class Answer(NamedTuple):
    """The rows of an answer, as terms."""

    variables: tuple[str, ...]
    rows: list[Row]


class Asker(Protocol):
    """What answers SELECTs over a graph."""

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer that is to be explained; ask this before all else.

        Raises:
            NotSparql: the engine cannot read the query.
            UsageError: it gives no rows.
            LimitError: a limit was hit before so many rows were there.
        """
        ...

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts.

        Raises:
            LimitError: the receipts take too long or need too much memory.
        """
        ...


@contextlib.contextmanager
def asking(graph: Graph, limits: Limits) -> Iterator[Asker]:
    """Give what answers SELECTs over a graph, as long as the context lasts."""
    graph = graph.exact()
    workers = workers_of(graph)
    if workers is not None:
        from kg.query.receipts.there import there

        with there(graph, workers, limits) as asker:
            yield asker
    else:
        from kg.query.receipts.here import Here

        yield Here(graph, limits)
