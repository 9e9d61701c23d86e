"""What answers the many small SELECTs by which receipts are found."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import IO, Any, NamedTuple, Protocol

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Row


class Told(NamedTuple):
    """The answer to a SELECT: its variables, and rows of terms as SPARQL text (empty: unbound)."""

    variables: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]


class Answer(NamedTuple):
    """The rows of an answer, as terms."""

    variables: tuple[str, ...]
    rows: list[Row]


class Asker(Protocol):
    """What answers SELECTs over a graph."""

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer that is to be explained; ask this before all else.

        Raises:
            NotSparql: the engine cannot read the query.
            UsageError: it gives no rows.
            LimitError: a limit was hit before so many rows were there.
        """
        ...

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts.

        Raises:
            LimitError: the receipts take too long or need too much memory.
        """
        ...


def first_rows(kind: str, table: IO[bytes] | bytes, most: int) -> Answer:
    """Return the first rows of an answer, whose kind and SPARQL TSV these are.

    Raises:
        UsageError: it has no rows.
        LimitError: a limit was hit before so many rows were there.
    """
    if kind != "rows":
        told = {"boolean": "yes or no"}.get(kind, kind)
        raise UsageError(f"the query gives {told}, not rows")
    found: Any = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV)
    names = tuple(variable.value for variable in found.variables)
    return Answer(names, [tuple(row) for row in itertools.islice(found, most)])
