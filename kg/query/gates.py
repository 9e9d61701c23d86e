"""The verb `gates`: the questions of quality, to which a sound graph has no answer."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import FindingsError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query
from kg.query.saved import Saved, queries

TAG = "gate"


@dataclass(frozen=True)
class Gate:
    """A saved query with the tag `gate`, and how many rows it gave where none is expected."""

    query: Saved
    rows: int


def gates(graph: Graph, limits: Limits | None = None) -> list[Gate]:
    """Ask every saved query with the tag `gate`, the project's own among them, by name.

    Raises:
        FindingsError: the decorators of a saved query have errors; it may be a gate.
        UsageError: a gate is not SPARQL, or wants to be told something.
        LimitError: one took too long.
    """
    saved = queries(graph)
    faults = [finding for one in saved for finding in one.findings]
    if faults:
        raise FindingsError(f"{len(faults)} errors in saved queries", "", faults)
    return [Gate(one, _rows(graph, one, limits)) for one in saved if TAG in one.about.tags]


def _rows(graph: Graph, saved: Saved, limits: Limits | None) -> int:
    with query(graph, saved, limits=limits) as result:
        if result.kind == "boolean":
            return int(bool(result.boolean))
        return sum(1 for _ in (result.rows() if result.kind == "rows" else result.triples()))
