"""A million rows written in each format, against the engine's own serialiser; and the memory."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyoxigraph as ox

import kg
from benchmarks.timing import cpu_of_slower, interleaved
from kg.graph.engine import Embedded
from kg.graph.opened import Graph
from kg.query.limits import Limits

_ROWS: Final = 1_000_000
_REPEATS: Final = 3
_QUERY: Final = f"""
SELECT ?s ?p ?o {{
  {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} UNION {{ ?s ?p ?o }} UNION {{ ?s ?p ?o }}
}} LIMIT {_ROWS}"""
_FORMATS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "ndjson": ox.QueryResultsFormat.JSON,
}


class _Nowhere(io.RawIOBase):
    """Takes bytes and forgets them."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(data)  # type: ignore[arg-type]


def table(graphs: Mapping[int, Graph], only: tuple[str, ...]) -> Iterator[str]:  # noqa: ARG001
    """Yield the lines of a table; the graph must hold enough to give a million rows."""
    size = min(size for size in graphs if size >= 10_000 or size == max(graphs))
    graph = graphs[size]
    assert isinstance(graph.engine, Embedded)
    store = graph.engine.store
    yield (
        f"Three columns, over {size:,} claims. Processor seconds; of the two processes of "
        "kg.query, which overlap, those of the slower. ndjson is compared with the engine's JSON.\n"
    )
    yield "| format | engine, s | kg.query, s | speed of the engine's | peak memory here, MB |"
    yield "|---|---:|---:|---:|---:|"
    for name, form in _FORMATS.items():

        def bare(form: ox.QueryResultsFormat = form) -> None:
            answer: Any = store.query(_QUERY)
            answer.serialize(_Nowhere(), form)

        def ours(name: str = name) -> None:
            with kg.query(graph, _QUERY, limits=Limits(seconds=300, rows=_ROWS)) as result:
                result.write(_Nowhere(), name)  # type: ignore[arg-type]

        engine, whole = interleaved([bare, ours], _REPEATS, cpu_of_slower)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield f"| {name} | {engine:.2f} | {whole:.2f} | {engine / whole:.2f} | {peak} |"
