"""Parts: what is read, checked and made into quads in one go; a changed line changes one part.

A YAML file is one part. A file of lines or rows is cut where its own lines say so (content-defined
chunking, as in Muthitacharoen, Chen and Mazières: A low-bandwidth network file system, 2001), so
that a line put in or taken out moves no other cut.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from zlib import crc32

from kg.errors import InputError
from kg.records.document import Document
from kg.records.jsonl import read_jsonl, reread_jsonl
from kg.records.reader import decoded, obstacle, read_document
from kg.records.spool import spool_parquet
from kg.records.table import csv_rows, json_rows, read_table

_LEAST: Final = 32 * 1024
_MOST: Final = 512 * 1024
_ONE_IN: Final = 4
_TAIL: Final = 64
_WHOLE: Final = {".yaml", ".yml"}
_AGAIN: Final = "build again when nobody writes to it any more"


class Part(NamedTuple):
    """Bytes of a record file: where they begin, how many, and the number of the first line.

    `head` is the head line of a table; `held` the file that holds the bytes, if that is another
    one. `digest` is the SHA-256 of head and bytes, or empty when the file cannot be read.
    """

    file: Path
    digest: str
    start: int = 0
    size: int = 0
    first: int = 1
    head: bytes = b""
    held: Path | None = None


class Cut(NamedTuple):
    """A file cut into parts, and the SHA-256 of all of it."""

    parts: list[Part]
    digest: str


def cut(file: Path, held: Path) -> Cut:
    """Cut a record file into parts; one that cannot be read is one part, and a finding in it.

    The rows of Parquet are written to `held` as lines first.

    Raises:
        InputError: it cannot be read as Parquet.
        OSError: there is no room for `held`.
    """
    columns = held.with_suffix(".columns")
    if file.suffix == ".parquet" and not held.exists() and (columns.exists() or file.is_file()):
        spool_parquet(file, columns if columns.exists() else file, held)
    spooled = held if held.exists() else None
    try:
        if obstacle(spooled or file):
            return Cut([Part(file, "")], "")
        with (spooled or file).open("rb") as content:
            if file.suffix not in _WHOLE:
                return _cut(file, spooled, content)
            raw = content.read()
            digest = sha256(raw).hexdigest()
            return Cut([Part(file, digest, size=len(raw))], digest)
    except OSError:
        return Cut([Part(file, "")], "")


def _cut(file: Path, held: Path | None, content: BinaryIO) -> Cut:
    whole = sha256()
    parts: list[Part] = []
    start, first, head = 0, 1, b""
    if file.suffix != ".jsonl":
        head = next(_rows(content, quotes=file.suffix == ".csv"), b"")
        whole.update(head)
        start, first, head = len(head), 2, head.removeprefix(BOM_UTF8)
    for piece, rows in _pieces(content, quotes=file.suffix == ".csv"):
        whole.update(piece)
        digest = sha256(head + piece).hexdigest()
        parts.append(Part(file, digest, start, len(piece), first, head, held))
        start, first = start + len(piece), first + rows
    if not parts:
        parts = [Part(file, sha256(head).hexdigest(), start, 0, first, head, held)]
    return Cut(parts, whole.hexdigest())


def _pieces(content: BinaryIO, *, quotes: bool) -> Iterator[tuple[bytes, int]]:
    """Yield the pieces of a file with the number of their rows."""
    rows: list[bytes] = []
    size = 0
    for row in _rows(content, quotes=quotes):
        rows.append(row)
        size += len(row)
        if size >= _MOST or (size >= _LEAST and not crc32(row[-_TAIL:]) % _ONE_IN):
            yield b"".join(rows), len(rows)
            rows, size = [], 0
    if rows:
        yield b"".join(rows), len(rows)


def _rows(content: BinaryIO, *, quotes: bool) -> Iterator[bytes]:
    """Yield the lines of a file; those of a table of which a cell goes on belong together."""
    row: list[bytes] = []
    signs = 0
    for line in content:
        row.append(line)
        signs += line.count(b'"') if quotes else 0
        if signs % 2 == 0:
            yield b"".join(row)
            row, signs = [], 0
    if row:
        yield b"".join(row)


def read_part(part: Part) -> Document:
    """Return the document of a part.

    Raises:
        InputError: the file is another one by now.
    """
    if not part.digest or part.file.suffix in _WHOLE:
        document = read_document(part.file)
        _same(part, document.digest)
        return document
    document = Document(part.file)
    text = decoded(document, _bytes(part), part.start)
    if text is None:
        return document
    if part.file.suffix == ".jsonl":
        return read_jsonl(part.file, text, part.first)
    rows = csv_rows if part.file.suffix == ".csv" else json_rows
    return read_table(part.file, rows(text), part.first)


def reread_part(part: Part) -> Document:
    """Return the document of a part that was `plain` when it was read before.

    Raises:
        InputError: the file is another one by now.
    """
    text = _bytes(part).removeprefix(BOM_UTF8).decode()
    return reread_jsonl(part.file, text, part.first)


def _bytes(part: Part) -> bytes:
    """Return the bytes of a part, after the head line of a table."""
    try:
        with (part.held or part.file).open("rb") as content:
            content.seek(part.start)
            raw = part.head + content.read(part.size)
    except OSError as fault:
        raise InputError(f"{part.file} cannot be read: {fault.strerror}", _AGAIN) from fault
    _same(part, sha256(raw).hexdigest())
    return raw


def _same(part: Part, digest: str) -> None:
    if digest != part.digest:
        raise InputError(f"{part.file} was changed while it was read", _AGAIN)
