"""The verb `query`: a saved or free query, told its parameters, guarded, run, answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.graph.opened import Graph
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.process import NotSparql, Question
from kg.query.ready import Ready
from kg.query.results.result import Result
from kg.query.running import Running
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.query.workers import Workers, workers_of

# The tag of queries that engines are known to answer otherwise than SPARQL says.
EXACT = "exact"


def query(
    graph: Graph,
    asked: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
) -> Result:
    """Ask a graph a saved query by its name, a query in a file, or SPARQL as text.

    Args:
        graph: the graph to ask.
        asked: the name of a saved query, the path of a .rq file, or SPARQL.
        values: the values of its parameters by name; see `kg.queries`.
        limits: how long it may take, how many rows it may give; see `Limits`.

    Returns:
        The answer, read once; use it as a context manager, or close it, to end a query early.

    Raises:
        UsageError: there is no such query, a parameter is missing or wrong, the query is not
            SPARQL, or it would do more than read.
        FindingsError: the decorators of a saved query have errors.
        LimitError: a limit was hit, before the first row or while reading.
        InputError: the store or the file cannot be read.
    """
    workers = workers_of(graph)
    if workers is not None:
        workers.warm()
    ready = Ready.of(graph, asked, values or {})
    if EXACT in ready.saved.about.tags and graph.store is None:
        graph = graph.exact()
        workers = workers_of(graph)
    try:
        return _answer(graph, workers, ready.sparql, limits or Limits())
    except NotSparql as fault:
        raise ready.told(fault) from fault


def _answer(graph: Graph, workers: Workers | None, text: str, limits: Limits) -> Result:
    base = graph.manifest.base
    if workers is None:
        kind, boolean, stream = answer_here(graph.engine, text, base, limits)
        return Result(graph, kind, boolean, stream, sparql=text)
    running = Running(workers, Question(text, base, graph.prefixes), limits)
    kind, boolean, stream = running.kind, running.boolean, running.stream
    return Result(graph, kind, boolean, stream, running.stop, text)
