"""An answer of 100 rows with its receipts (`kg.why`) against the answer alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import kg
from benchmarks.timing import interleaved
from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.why import why

_REPEATS: Final = 3
_LIMITS: Final = Limits(seconds=60)
_QUERIES: Final = {
    "three patterns": """
SELECT ?pledge ?who ?amount {
  ?pledge a kg:Pledge ; kg:pledgedBy ?who ; kg:amount ?amount
} LIMIT 100""",
    "labels and OPTIONAL": """
SELECT ?who ?stance ?plan ?rationale {
  ?node a kg:Stance ; kg:holder/rdfs:label ?who ; kg:stance/skos:prefLabel ?stance ;
    kg:towards/rdfs:label ?plan
  OPTIONAL { ?node kg:rationale ?rationale }
} LIMIT 100""",
    "GRAPH ?claim": """
SELECT ?claim ?who ?event {
  GRAPH ?claim { ?node a kg:Participation ; kg:participant ?who ; kg:event ?event }
} LIMIT 100""",
    "sums by group": """
SELECT ?who (SUM(?amount) AS ?sum) {
  ?pledge a kg:Pledge ; kg:pledgedBy ?who ; kg:amount ?amount
} GROUP BY ?who ORDER BY ?who LIMIT 100""",
}


def table(graphs: Mapping[int, Graph], only: tuple[str, ...]) -> Iterator[str]:  # noqa: ARG001
    """Yield the lines of a table: milliseconds and ratios."""
    yield "| claims | query | rows | kg.query | kg.why | kg.why / kg.query |"
    yield "|---:|---|---:|---:|---:|---:|"
    for size, graph in sorted(graphs.items()):
        for name, text in _QUERIES.items():
            yield f"| {size:,} | {name} | {_cells(graph, text)} |"


def _cells(graph: Graph, text: str) -> str:
    rows = 0

    def alone() -> None:
        nonlocal rows
        with kg.query(graph, text, limits=_LIMITS) as result:
            rows = sum(1 for _ in result)

    def with_receipts() -> None:
        why(graph, text, limits=_LIMITS)

    try:
        answer, whole = (1000 * took for took in interleaved([alone, with_receipts], _REPEATS))
    except KgError as fault:
        return f"{rows} | | {str(fault).splitlines()[0]} | "
    return f"{rows} | {answer:.0f} | {whole:.0f} | {whole / answer:.1f}"
