"""The verb `robust`: how much an answer hangs on its sources, each of them left out in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.graph.engine import Engine, Row
from kg.graph.opened import Graph
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.receipts.identity import identity
from kg.query.receipts.without import sources, without
from kg.query.results.result import Result
from kg.query.run import query
from kg.query.saved import Saved
from kg.query.terms import Given


@dataclass(frozen=True)
class Robustness:
    """What leaving out one source (its id) does to an answer.

    `stay` counts the rows that are there without it too. `changed` are pairs of a row and what
    becomes of it: a sum that is smaller, a cell that is empty. `gone` are rows that disappear, and
    `new` those that only come up without the source. `variables` are the columns.
    """

    source: str
    variables: tuple[str, ...]
    stay: int
    changed: tuple[tuple[Row, Row], ...]
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


def robust(
    graph: Graph,
    asked: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
    left_out: Iterable[str] = (),
) -> list[Robustness]:
    """Return what leaving out each source does to the answer of a SELECT.

    A row changes, and does not go, where its identity stays: the groups of an aggregate, else the
    columns that every match has (`kg.query.receipts.identity`).

    Args:
        graph: the graph to ask.
        asked: the name of a saved query, the path of a .rq file, or SPARQL.
        values: the values of its parameters by name.
        limits: the limits of the query itself; of its repetitions, the limit of rows.
        left_out: the sources (ids or IRIs) to leave out, one by one; all of them by default.

    Raises:
        UsageError: the query gives no rows, a source is unknown, or whatever `query` refuses.
        LimitError: a limit was hit.
    """
    limits = limits or Limits()
    chosen = [graph.iri(name).value for name in left_out] or sources(graph)
    with query(graph, asked, values, limits) as result:
        if result.kind != "rows":
            raise UsageError("only the rows of a SELECT can be compared", "ask a SELECT")
        names, before = result.variables, list(result.rows())
    sure = identity(result.sparql)
    kept = None if sure is None else [place for place, name in enumerate(names) if name in sure]
    found = []
    for source, engine in without(graph, chosen):
        after = _rows(graph, engine, result.sparql, limits)
        stay, changed, gone, new = _compare(before, after, kept)
        differing = (tuple(changed), tuple(gone), tuple(new))
        found.append(Robustness(graph.id(source), names, stay, *differing))
    return found


def _rows(graph: Graph, engine: Engine, sparql: str, limits: Limits) -> list[Row]:
    kind, boolean, stream = answer_here(engine, sparql, graph.manifest.base, limits)
    return list(Result(graph, kind, boolean, stream).rows())


def _compare(
    before: list[Row], after: list[Row], kept: Sequence[int] | None
) -> tuple[int, list[tuple[Row, Row]], list[Row], list[Row]]:
    """Return how many rows stay, those that change, those that go, and those that come."""
    lost, new = _more(before, after), _more(after, before)
    stay = len(before) - len(lost)
    if kept is None:
        return stay, [], lost, new
    waiting: dict[Row, list[Row]] = {}
    for row in reversed(new):
        waiting.setdefault(tuple(row[place] for place in kept), []).append(row)
    gone, changed = [], []
    for row in lost:
        others = waiting.get(tuple(row[place] for place in kept))
        if others:
            changed.append((row, others.pop()))
        else:
            gone.append(row)
    return stay, changed, gone, _more(new, [other for _, other in changed])


def _more(rows: list[Row], others: list[Row]) -> list[Row]:
    """Return the rows that are not among others, as often as they are more, in their order."""
    more = Counter(rows) - Counter(others)
    return [row for row in dict.fromkeys(rows) for _ in range(more[row])]
