"""Parquet: typed columns, written in batches."""

from __future__ import annotations

import itertools
import tempfile
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.query.results.frames import library
from kg.query.results.values import Value, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.opened import Graph
    from kg.query.results.readable import Readable

_BATCH = 50_000


def write_parquet(result: Readable, out: IO[bytes]) -> None:
    """Write the rows with one type a column; a column of mixed types is written as text.

    The answer is kept in a temporary file and read twice, so that memory stays small.

    Raises:
        InputError: pyarrow is not installed.
    """
    pa, pq = library("pyarrow", "files"), library("pyarrow.parquet", "files")
    with tempfile.TemporaryFile() as kept:
        result.solutions().serialize(kept, ox.QueryResultsFormat.TSV)
        schema = _schema(pa, result, kept)
        with pq.ParquetWriter(out, schema) as writer:
            for batch in _batches(result.graph, kept):
                columns = [
                    pa.array([_fitting(row[at], field.type, pa) for row in batch], field.type)
                    for at, field in enumerate(schema)
                ]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _schema(pa: Any, result: Readable, kept: IO[bytes]) -> Any:  # noqa: ANN401
    kinds: list[set[type]] = [set() for _ in result.variables]
    for batch in _batches(result.graph, kept):
        for row in batch:
            for found, item in zip(kinds, row, strict=True):
                found.add(type(item))
    return pa.schema(
        [(name, _type(pa, found)) for name, found in zip(result.variables, kinds, strict=True)]
    )


def _type(pa: Any, kinds: set[type]) -> Any:  # noqa: ANN401
    import datetime as dt

    kinds = kinds - {type(None)}
    if kinds and kinds <= {int, float}:
        return pa.int64() if kinds == {int} else pa.float64()
    single = {bool: pa.bool_(), dt.date: pa.date32()}
    return single.get(next(iter(kinds)), pa.string()) if len(kinds) == 1 else pa.string()


def _fitting(found: Value, kind: Any, pa: Any) -> Value:  # noqa: ANN401
    return str(found) if found is not None and kind == pa.string() else found


def _batches(graph: Graph, kept: IO[bytes]) -> Iterator[list[tuple[Value, ...]]]:
    kept.seek(0)
    solutions = ox.parse_query_results(kept, ox.QueryResultsFormat.TSV)
    if isinstance(solutions, ox.QueryBoolean):
        return
    rows = (tuple(value(graph, term) for term in solution) for solution in solutions)
    while batch := list(itertools.islice(rows, _BATCH)):
        yield batch
