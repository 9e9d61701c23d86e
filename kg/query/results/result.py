"""The answer to a query: rows, triples, or yes and no; read once, while the query still runs."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Row
from kg.graph.opened import Graph

if TYPE_CHECKING:
    import networkx as nx


def _nothing() -> None:
    """Stop nothing: the answer is made in this process."""


class Result:
    """One type for every answer; `kind` is `rows`, `triples` or `boolean`.

    `sparql` is the query as it was asked, with the values of its parameters in it.

    Iterating gives tuples of terms in the order of `variables` (None = unbound), or triples.
    """

    def __init__(
        self,
        graph: Graph,
        kind: str,
        boolean: bool | None,  # noqa: FBT001
        stream: IO[bytes],
        stop: Callable[[], None] = _nothing,
        sparql: str = "",
    ) -> None:
        """Take the answer as a stream of lines, what ends the query early, and the query."""
        self.graph = graph
        self.sparql = sparql
        self.kind = kind
        self.boolean = boolean
        self.count = 0
        self._stream = stream
        self._close = weakref.finalize(self, stop)
        self._solutions = self._parsed(stream) if kind == "rows" else None
        self._read = False

    def __repr__(self) -> str:
        """Return what kind of answer this is, with its columns."""
        told = f": {', '.join(self.variables)}" if self.kind == "rows" else ""
        return f"<Result {_told(self.kind)}{told}>"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the names of the columns of rows."""
        found = self._solutions.variables if self._solutions is not None else []
        return tuple(variable.value for variable in found)

    def __iter__(self) -> Iterator[Row] | Iterator[ox.Triple]:
        """Iterate over the rows, or the triples.

        Raises:
            LimitError: a limit was hit; the rows before it were given.
        """
        return self.triples() if self.kind == "triples" else self.rows()

    def rows(self) -> Iterator[Row]:
        """Yield the rows of a SELECT.

        Raises:
            UsageError: the query gives no rows, or all of them have been read.
            LimitError: a limit was hit; the rows before it were given.
        """
        for solution in self.solutions():
            self.count += 1
            yield tuple(solution)
        self._read = True

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE.

        Raises:
            UsageError: the query gives no triples, or all of them have been read.
            LimitError: a limit was hit; the triples before it were given.
        """
        if self.kind != "triples":
            raise UsageError(f"the query gives {_told(self.kind)}, not triples")
        self._unread()
        for quad in ox.parse(self._stream, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
        self._read = True

    def solutions(self) -> ox.QuerySolutions:
        """Return the rows as the engine's own object, which can serialise itself.

        Raises:
            UsageError: the query gives no rows, or all of them have been read.
        """
        if self._solutions is None:
            raise UsageError(f"the query gives {_told(self.kind)}, not rows")
        self._unread()
        return self._solutions

    def stream(self) -> IO[bytes]:
        """Return the rest of the answer as the engine gave it: TSV without its head, N-Triples."""
        return self._stream

    def write(self, out: IO[bytes], kind: str = "") -> list[str]:
        """Write the answer in a format (see `kg.query.results.formats`) and return remarks.

        Raises:
            UsageError: the format is unknown, or does not fit this kind of answer.
            LimitError: a limit was hit; the rows before it were written.
        """
        from kg.query.results.formats import chosen

        return chosen(kind, self.kind).write(self, out)

    def save(self, file: str | Path, kind: str = "") -> list[str]:
        """Write the answer to a file, whole or not at all; see `kg.query.results.saving`."""
        from kg.query.results.saving import save

        return save(self, Path(file), kind)

    def to_pandas(self) -> Any:  # noqa: ANN401
        """Return the rows as a pandas.DataFrame; see `kg.query.results.frames`."""
        from kg.query.results.frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> Any:  # noqa: ANN401
        """Return the rows as a polars.DataFrame; see `kg.query.results.frames`."""
        from kg.query.results.frames import polars_frame

        return polars_frame(self)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return triples, or rows that link things, as a networkx.MultiDiGraph."""
        from kg.query.results.frames import network

        return network(self)

    def _repr_html_(self) -> str:
        """Return a table for a notebook, whose rows unfold their receipts."""
        from kg.query.results.notebook import notebook_html

        return notebook_html(self)

    def close(self) -> None:
        """End the query, if it is still running."""
        self._close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the query."""
        self.close()

    def _unread(self) -> None:
        if self._read:
            cure = "ask again, or keep what you read: rows = list(answer)"
            raise UsageError("this answer has been read to its end: it is read once", cure)

    def _parsed(self, stream: IO[bytes]) -> ox.QuerySolutions:
        parsed = ox.parse_query_results(stream, ox.QueryResultsFormat.TSV)
        if isinstance(parsed, ox.QueryBoolean):
            raise UsageError("the query gives yes or no, not rows")
        return parsed


def _told(kind: str) -> str:
    return {"boolean": "yes or no"}.get(kind, kind)
