"""An answer of 100 rows with its receipts, and with their evidence, against the answer alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import kg
from benchmarks.timing import cpu, interleaved
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.why import why
from kg.trace.gather import evidence

_REPEATS: Final = 3
_SHOWN: Final = 20
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
    "a path": "SELECT ?claim ?other { ?claim kg:restates+ ?other } LIMIT 100",
    "MINUS": """
SELECT ?pledge ?who {
  ?pledge kg:pledgedBy ?who MINUS { ?pledge kg:amount ?amount }
} LIMIT 100""",
}


def table(graphs: Mapping[int, Graph], only: tuple[str, ...]) -> Iterator[str]:  # noqa: ARG001
    """Yield the lines of a table: milliseconds of processor time and ratios to the answer alone.

    `shown` is what `kg query --why` prints: the evidence of the first twenty claims of each row.
    """
    yield "| claims | query | rows | claims behind | kg.query | receipts | shown | all evidence |"
    yield "|---:|---|---:|---:|---:|---:|---:|---:|"
    for size, graph in sorted(graphs.items()):
        for name, text in _QUERIES.items():
            yield f"| {size:,} | {name} | {_cells(graph, text)} |"


def _cells(graph: Graph, text: str) -> str:
    answered = why(graph, text, limits=_LIMITS)

    def alone() -> None:
        with kg.query(graph, text, limits=_LIMITS) as result:
            list(result)

    def with_receipts() -> None:
        why(graph, text, limits=_LIMITS)

    def shown() -> None:
        found = why(graph, text, limits=_LIMITS).receipts
        evidence(graph, {claim for one in found for claim in list(one.claims)[:_SHOWN]})

    def whole() -> None:
        _ = why(graph, text, limits=_LIMITS).evidence

    runs = [alone, with_receipts, shown, whole]
    answer, *others = (1000 * took for took in interleaved(runs, _REPEATS, cpu))
    ratios = " | ".join(f"{took / answer:.1f}" for took in others)
    return f"{len(answered.rows)} | {len(answered.evidence):,} | {answer:.0f} | {ratios}"
