"""How much an answer hangs on one source: which rows go, or come, when that source is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import UsageError
from kg.graph.engine import Engine, Rows
from kg.graph.opened import Graph
from kg.query.receipts.why import Row
from kg.query.receipts.without import sources, without


@dataclass(frozen=True)
class Robustness:
    """What leaving out one source does to an answer: rows that stay, that go, and that are new.

    A figure that changes shows as a row that goes and a new one.
    """

    source: str
    stay: int
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


def robust(graph: Graph, query: str, left_out: Iterable[str] = ()) -> list[Robustness]:
    """Return what leaving out each source (ids or IRIs; all, one by one, by default) changes.

    Raises:
        UsageError: the query is not a SELECT, or a source is unknown.
    """
    chosen = [graph.iri(name).value for name in left_out] or sources(graph)
    before = _rows(graph.engine, query)
    return [_compare(before, _rows(without(graph, iri), query), graph.id(iri)) for iri in chosen]


def _rows(engine: Engine, query: str) -> list[Row]:
    answer = engine.query(query)
    if not isinstance(answer, Rows):
        raise UsageError("only the rows of a SELECT can be compared", "ask a SELECT")
    return list(answer)


def _compare(before: list[Row], after: list[Row], source: str) -> Robustness:
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return Robustness(
        source=source,
        stay=len(before) - gone.total(),
        gone=tuple(row for row in dict.fromkeys(before) for _ in range(gone[row])),
        new=tuple(row for row in dict.fromkeys(after) for _ in range(new[row])),
    )
