"""Asking a graph a query, and then many small ones for its receipts, all of them under limits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.asker import Asker
from kg.query.receipts.here import Here
from kg.query.receipts.there import there
from kg.query.workers import workers_of


@contextlib.contextmanager
def asking(graph: Graph, limits: Limits) -> Iterator[Asker]:
    """Give what answers SELECTs over a graph, as long as the context lasts."""
    graph = graph.exact()
    workers = workers_of(graph)
    if workers is None:
        yield Here(graph, limits)
        return
    with there(graph, workers, limits) as asker:
        yield asker
