"""Every saved query at every size: rows, time, and how the time grows with the graph."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

import kg
from benchmarks.timing import cpu_of_children
from kg.errors import LimitError
from kg.graph.opened import Graph
from kg.query.limits import Limits

# The values of the examples name things of the founding corpus; these are their like here.
VALUES: Final[dict[str, dict[str, str]]] = {
    "assessments": {"of": "plan-8"},
    "claims-about": {"thing": "pledge-5"},
    "claims-by-paragraph": {"source": "article-1", "paragraph": "2"},
    "claims-of-kind": {"kind": "conditional"},
    "corroboration-about": {"thing": "meeting-0"},
    "due": {"to": "2022-12-31"},
    "event-across-sources": {"event": "meeting-0"},
    "figures": {"subject": "actor-1"},
    "hedged-claims": {"speaker": "actor-3"},
    "names": {"thing": "actor-3"},
    "only-in-one-source": {"source": "article-1"},
    "participants": {"event": "meeting-0"},
    "parts-and-wholes": {"whole": "pledge-5"},
    "relations": {"of": "actor-1"},
    "said-by": {"speaker": "actor-3"},
    "scenarios": {"scenario": "scenario-0"},
    "stances-that-meet": {"on": "plan-8"},
    "stances": {"on": "plan-8"},
    "unsourced-figures": {"source": "article-1"},
    "what-changed": {"thing": "plan-8"},
}
_LIMIT: Final = 60.0


def calls() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each saved query with values, and without any where it can be asked so."""
    for saved in kg.queries():
        values = VALUES.get(saved.name, dict(saved.about.example))
        yield saved.name, values
        if values and all(p.optional or p.default is not None for p in saved.parameters):
            yield saved.name, {}


def table(graphs: Mapping[int, Graph], only: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: processor seconds of each query's process at each size.

    The slope is the exponent of growth between the two largest graphs: 1 is in step with them.
    """
    sizes = sorted(graphs)
    heads = " | ".join(f"rows | s at {size:,}" for size in sizes)
    yield f"| query | {heads} | slope |"
    yield f"|---|{'---:|---:|' * len(sizes)}---:|"
    for name, values in calls():
        if only and name not in only:
            continue
        found = [_asked(graphs[size], name, values) for size in sizes]
        cells = " | ".join(f"{rows} | {_told(took)}" for rows, took in found)
        told = " ".join(f"{key}={value}" for key, value in values.items())
        yield f"| {name} {told} | {cells} | {_slope(sizes, [took for _, took in found])} |"


def _told(took: float | None) -> str:
    return f"over {_LIMIT:.0f}" if took is None else f"{took:.2f}"


def _asked(graph: Graph, name: str, values: Mapping[str, str]) -> tuple[int, float | None]:
    """Return the number of rows and the seconds; no seconds if the limit was hit."""
    rows = 0

    def run() -> None:
        nonlocal rows
        with kg.query(graph, name, values, Limits(seconds=_LIMIT, rows=None)) as result:
            rows = sum(1 for _ in result) if result.kind != "boolean" else 1

    try:
        took = cpu_of_children(run)
    except LimitError:
        return 0, None
    return rows, took


def _slope(sizes: list[int], took: list[float | None]) -> str:
    """Return the exponent between the last two sizes."""
    last = [value for value in took[-2:] if value]
    if len(last) < 2 or len(sizes) < 2:
        return ""
    return f"{math.log(last[1] / last[0]) / math.log(sizes[-1] / sizes[-2]):.2f}"
