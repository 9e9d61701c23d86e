"""A query answered in this process: for a graph that lies in memory or behind another engine.

What runs in this process cannot be stopped, so a graph in memory knows no limit of time or memory;
another engine is left when the time is up. The limit of rows holds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, cast

from kg.errors import UsageError
from kg.graph.engine import Engine, Rows, Triples
from kg.query.limits import Limits, Lines, out_of_rows
from kg.query.process import NotSparql


class Here(io.RawIOBase):
    """An answer as a stream of lines, made while it is read."""

    def __init__(self, lines: Iterator[bytes], kind: str, limits: Limits) -> None:
        """Take the lines of an answer of a kind."""
        super().__init__()
        self._lines = lines
        self._allowed = Lines(limits.rows, kind)
        self._limits = limits
        self._rest = b""

    def readable(self) -> bool:
        """Return true."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, none at the end.

        Raises:
            LimitError: there are more rows than allowed.
        """
        while not self._rest:
            if self._allowed.exceeded:
                raise out_of_rows(self._limits)
            line = next(self._lines, None)
            if line is None:
                return b""
            self._rest = self._allowed.of(line)
        data = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(data) :]
        return data


def answer_here(
    engine: Engine, query: str, base: str, limits: Limits
) -> tuple[str, bool | None, IO[bytes]]:
    """Return the kind of an engine's answer, yes or no if that is all, and its stream.

    Raises:
        NotSparql: the engine cannot read the query.
        InputError: the engine cannot answer.
    """
    try:
        answer = engine.query(f"BASE <{base}>\n{query}", limits.seconds)
    except UsageError as fault:
        raise NotSparql(str(fault.__cause__ or fault), lines_before=1) from fault
    if isinstance(answer, bool):
        return "boolean", answer, io.BytesIO()
    kind = "rows" if isinstance(answer, Rows) else "triples"
    lines = _rows(answer) if isinstance(answer, Rows) else _triples(answer)
    return kind, None, cast("IO[bytes]", Here(lines, kind, limits))


def _rows(rows: Rows) -> Iterator[bytes]:
    yield ("\t".join(f"?{name}" for name in rows.variables) + "\n").encode()
    for row in rows:
        yield ("\t".join("" if term is None else str(term) for term in row) + "\n").encode()


def _triples(triples: Triples) -> Iterator[bytes]:
    for triple in triples:
        yield f"{triple} .\n".encode()
