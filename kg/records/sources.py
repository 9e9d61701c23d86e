"""Where records come from: the files of a project, and what is given besides, cut into parts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.records.part import Part, cut
from kg.records.project import Project


class RecordFile(NamedTuple):
    """A record file as it was read: its path inside the project, how many parts it was cut into.

    `size` and `changed` (nanoseconds) are what the file system said of it before.
    """

    name: str
    digest: str
    size: int
    changed: int
    parts: int


class More(NamedTuple):
    """Records from elsewhere: by what name they go, and the file that holds them."""

    name: Path
    held: Path


def record_files(
    project: Project, scratch: Path, more: Sequence[More]
) -> Iterator[tuple[Path, Path]]:
    """Yield every file of records, with the place for what cannot be read where it lies.

    Raises:
        InputError: a folder cannot be looked into.
    """
    for number, path in enumerate(project.record_files()):
        yield path, scratch / f"{number}.rows"
    yield from more


def name_of(project: Project, path: Path) -> str:
    """Return the path of a file inside a project, as a text; elsewhere, the path as it is."""
    inside = path.relative_to(project.folder) if path.is_relative_to(project.folder) else path
    return os.fsencode(inside).decode("utf-8", "backslashreplace")


def read_file(project: Project, path: Path, held: Path) -> tuple[RecordFile, list[Part]]:
    """Cut a record file into parts; what cannot be cut where it lies is written to `held`.

    Raises:
        InputError: it cannot be read as the table that its name says it is.
        OSError: there is no room for `held`.
    """
    try:
        stat = path.stat()
        size, changed = stat.st_size, stat.st_mtime_ns
    except OSError:
        size, changed = 0, 0
    found = cut(path, held)
    name = name_of(project, path)
    return RecordFile(name, found.digest, size, changed, len(found.parts)), found.parts
