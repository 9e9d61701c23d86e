"""What a writer needs of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol

import pyoxigraph as ox

from kg.graph.engine import Row
from kg.graph.opened import Graph


class Readable(Protocol):
    """An answer that can be read once; see `kg.query.results.result.Result`."""

    graph: Graph
    sparql: str
    kind: str
    boolean: bool | None

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the names of the columns of rows."""
        ...

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        ...

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples."""
        ...

    def solutions(self) -> ox.QuerySolutions:
        """Return the rows as the engine's own object."""
        ...

    def stream(self) -> IO[bytes]:
        """Return the rest of the answer as the engine gave it."""
        ...

    def write(self, out: IO[bytes], kind: str = "") -> list[str]:
        """Write the answer in a format and return remarks."""
        ...
