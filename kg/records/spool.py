"""Records that cannot be read twice or in pieces where they are: kept as lines while a build lasts.

Parquet holds its columns apart; standard input comes once. Both are streamed into a file of the
build's own, a row or a record a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import isinf, isnan
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO, Final

import msgspec

from kg.errors import InputError

_ROWS: Final = 1_000
_AT_ONCE: Final = 1024 * 1024
_BEGIN: Final = 4096


def spool_parquet(name: Path, file: Path, held: Path) -> None:
    """Write the rows of a Parquet file as lines of JSON lists, the names of the columns first.

    `name` is how messages name it.

    Raises:
        InputError: it cannot be read, or pyarrow is not installed.
        OSError: there is no room for the lines.
    """
    encode = msgspec.json.Encoder(decimal_format="number").encode
    half = held.with_suffix(".half")
    with half.open("wb") as out:
        for row in _rows(name, file):
            out.write(encode(row) + b"\n")
    half.rename(held)


def spool_stream(stream: BinaryIO, held: Path) -> str:
    """Write what comes from a stream into a file; return the ending that its format goes by.

    Raises:
        OSError: there is no room.
    """
    with held.open("wb") as out:
        copyfileobj(stream, out, _AT_ONCE)
    with held.open("rb") as content:
        begin = content.read(_BEGIN).lstrip()
    if begin.startswith(b"PAR1"):
        return ".parquet"
    return ".jsonl" if not begin or begin.startswith(b"{") else ".csv"


def _rows(name: Path, file: Path) -> Iterator[list[Any]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as fault:
        cure = "pip install 'claimgraph[files]'"
        raise InputError(f"{name} needs pyarrow, which is not installed", cure) from fault
    try:
        with pq.ParquetFile(file) as table:
            yield list(table.schema_arrow.names)
            for batch in table.iter_batches(_ROWS):
                columns = [column.to_pylist() for column in batch.columns]
                yield from ([_plain(cell) for cell in row] for row in zip(*columns, strict=True))
    except (pa.ArrowException, OSError) as fault:
        cure = "is it whole, and Parquet?"
        raise InputError(f"{name} cannot be read: {fault}", cure) from fault


def _plain(cell: Any) -> Any:  # noqa: ANN401
    """Return a cell as JSON can hold it: days as texts, whole numbers whole, nothing empty."""
    if isinstance(cell, dict):
        return {key: _plain(item) for key, item in cell.items() if item is not None}
    if isinstance(cell, list):
        return [_plain(item) for item in cell]
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "backslashreplace")
    if isinstance(cell, float):
        return _number(cell)
    return cell


def _number(cell: float) -> int | Decimal | str | None:
    if isnan(cell):  # what pandas writes where there is nothing
        return None
    if isinf(cell):
        return str(cell)
    return int(cell) if cell.is_integer() else Decimal(repr(cell))
