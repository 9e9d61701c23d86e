"""The verb `check`: every finding in a project at once, and the quads of a sound one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox

from kg.check.reading import Reading, load
from kg.findings import Finding
from kg.records.project import Project, read_project


def check(project: str | Path = ".") -> list[Finding]:
    """Return every finding in a project's records, by file and line.

    Raises:
        InputError: the folder is not a project, or an attached text cannot be read.
    """
    return check_project(read_project(project))


def check_project(project: Project) -> list[Finding]:
    """Return the findings of a project; nothing is written into its folder.

    One fault is not told again by all that points at it: records with findings of their own are
    left out but for their class and label, and while a file cannot be read, nobody is told that
    the ids in it are missing.
    """
    with tempfile.TemporaryDirectory(prefix="kg-check-") as scratch:
        reading = Reading(project, Path(scratch))
        store = ox.Store(str(Path(scratch) / "store")) if reading.is_large else ox.Store()
        load(store, reading.lines())
        return reading.findings(store)
