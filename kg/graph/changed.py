"""Which parts of a project are not what a store was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.graph.ledger import Ledger, Row
from kg.records.part import Part
from kg.records.project import Project
from kg.records.sources import More, RecordFile, name_of, read_file, record_files

# A file may change again within the tick of its time; one changed so shortly before is read again.
_TICK: Final = 1_000_000_000


@dataclass
class Changes:
    """The files as they are, their parts in order, each with its row if it is an old one.

    `gone` are the rows of the parts that are no more.
    """

    files: list[RecordFile] = field(default_factory=list)
    parts: list[tuple[Part, Row | None]] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)


def changes(project: Project, ledger: Ledger, scratch: Path, more: Sequence[More]) -> Changes:
    """Return what changed since a store was made: unchanged files are known by size and time.

    Where these differ, parts are known by their digests, wherever they stand now.

    Raises:
        InputError: a folder or a table cannot be read.
    """
    before = _by_file(ledger)
    found = Changes()
    fresh: list[tuple[int, Part]] = []
    for path, held in record_files(project, scratch, more):
        old = before.get(name_of(project, path))
        if old is not None and _untouched(path, old[0], ledger.begun):
            file, rows = before.pop(old[0].name)
            found.files.append(file)
            found.parts += [(row.part(path), row) for row in rows]
            continue
        file, parts = read_file(project, path, held)
        found.files.append(file)
        for part in parts:
            fresh.append((len(found.parts), part))
            found.parts.append((part, None))
    left: dict[str, list[Row]] = {}
    for _, rows in before.values():
        for row in rows:
            left.setdefault(row.digest, []).append(row)
    for place, part in fresh:
        same = left.get(part.digest)
        if same and part.digest:
            found.parts[place] = (part, _moved(same.pop(), part))
    found.gone = [row for rows in left.values() for row in rows]
    return found


def _by_file(ledger: Ledger) -> dict[str, tuple[RecordFile, list[Row]]]:
    found, start = {}, 0
    for file in ledger.files:
        found[file.name] = (file, ledger.rows[start : start + file.parts])
        start += file.parts
    return found


def _untouched(path: Path, file: RecordFile, begun: int) -> bool:
    try:
        stat = path.stat()
    except OSError:
        return False
    same = (stat.st_size, stat.st_mtime_ns) == (file.size, file.changed)
    return same and bool(file.digest) and file.changed < begun - _TICK


def _moved(row: Row, part: Part) -> Row:
    return Row(
        part.digest, part.start, part.size, part.first, part.head,
        row.told, row.total, row.quads, row.graphs,
    )  # fmt: skip
