"""An answer of 100 rows with its receipts, as a command and in a process, beside it alone."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import kg
from benchmarks.timing import Run, cpu, interleaved
from kg.cli.receipts import show_receipts
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.why import why

_REPEATS: Final = 3
_UNCOMPILED: Final = "PYTHONDONTWRITEBYTECODE"
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
    """Yield the lines of a table: milliseconds of processor time.

    First the commands, as typed, with all that they start; compiled code is kept. Then the same in
    this process, where the query's process waits already: the answer written as a table, the
    receipts of its rows, what `--why` prints of them, and all evidence of all claims behind.
    """
    yield (
        "| claims | query | rows | claims behind | kg query | --why | ratio "
        "| answer | receipts | as printed | all evidence |"
    )
    yield "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for size, graph in sorted(graphs.items()):
        for name, text in _QUERIES.items():
            yield f"| {size:,} | {name} | {_cells(graph, text)} |"


def _cells(graph: Graph, text: str) -> str:
    answered = why(graph, text, limits=_LIMITS)
    alone, with_receipts = _ms([_command(graph, text), _command(graph, text, "--why")])

    def answer() -> None:
        with kg.query(graph, text, limits=_LIMITS) as result:
            result.write(io.BytesIO())

    def receipts() -> None:
        why(graph, text, limits=_LIMITS)

    def printed() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            show_receipts(graph, why(graph, text, limits=_LIMITS))

    def evidence() -> None:
        _ = why(graph, text, limits=_LIMITS).evidence

    here = " | ".join(f"{took:.0f}" for took in _ms([answer, receipts, printed, evidence]))
    counts = f"{len(answered.rows)} | {len(answered.evidence):,}"
    commands = f"{alone:.0f} | {with_receipts:.0f} | {with_receipts / alone:.2f}"
    return f"{counts} | {commands} | {here}"


def _ms(runs: Sequence[Run]) -> list[float]:
    return [1000 * took for took in interleaved(runs, _REPEATS, cpu)]


def _command(graph: Graph, text: str, *options: str) -> Run:
    words = [sys.executable, "-m", "kg", "query", text, *options, "--project", str(graph.folder)]
    compiled = {"PYTHONPYCACHEPREFIX": f"{tempfile.gettempdir()}/claimgraph-compiled"}
    kept = {name: value for name, value in os.environ.items() if name != _UNCOMPILED} | compiled
    return lambda: subprocess.run(words, stdout=subprocess.DEVNULL, check=True, env=kept)
