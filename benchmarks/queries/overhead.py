"""A saved query end to end against the bare engine in this process, on the same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import kg
from benchmarks.queries.saved import VALUES
from benchmarks.timing import cpu, interleaved
from kg.graph.engine import Embedded
from kg.graph.opened import Graph

_REPEATS: Final = 7
# From a handful of rows to thousands, from a millisecond to half a second at 100,000 claims.
_QUERIES: Final = ("claims-about", "claims-of-kind", "figures", "participants", "pledge-totals")


def table(graphs: Mapping[int, Graph], only: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: milliseconds, and the ratio without the process's start."""
    yield "The start is that of the query's process (`ASK {}` end to end); processor ms, medians.\n"
    yield "| claims | query | rows | bare engine | kg.query | start | (kg.query - start) / bare |"
    yield "|---:|---|---:|---:|---:|---:|---:|"
    for size, graph in sorted(graphs.items()):
        for name in only or _QUERIES:
            yield _line(size, graph, name)


def _line(size: int, graph: Graph, name: str) -> str:
    values = VALUES.get(name, {})
    with kg.query(graph, name, values) as result:
        text, rows = result.sparql, sum(1 for _ in result)
    assert isinstance(graph.engine, Embedded)
    store, prefixes, base = graph.engine.store, graph.prefixes, graph.manifest.base

    def bare() -> None:
        answer: Any = store.query(text, prefixes=prefixes, base_iri=base)
        for _ in answer:
            pass

    def ours() -> None:
        with kg.query(graph, name, values) as answer:
            for _ in answer:
                pass

    def start() -> None:
        with kg.query(graph, "ASK {}") as answer:
            assert answer.boolean

    engine, whole, begun = (1000 * took for took in interleaved([bare, ours, start], _REPEATS, cpu))
    ratio = (whole - begun) / engine
    return (
        f"| {size:,} | {name} | {rows:,} | {engine:.1f} | {whole:.1f} | {begun:.1f} | {ratio:.2f} |"
    )
