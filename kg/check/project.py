"""The verb `check`: every finding in a project at once, and the quads of a sound one."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from kg.check.loading import load_plain
from kg.check.progress import Progress
from kg.check.reading import Reading
from kg.check.said import said_in_trig
from kg.findings import Finding
from kg.records.project import Project, read_project
from kg.records.trig import unsummed


def check(project: str | Path = ".", progress: Progress = lambda _: None) -> list[Finding]:
    """Return every finding in a project's records, by file and line.

    `progress` is told how far the check is.

    Raises:
        InputError: the folder is not a project, or an attached text cannot be read.
    """
    return check_project(read_project(project), progress)


def check_project(project: Project, progress: Progress = lambda _: None) -> list[Finding]:
    """Return the findings of a project; nothing is written into its folder.

    One fault is not told again by all that points at it: records with findings of their own are
    left out but for their class and label, and while a file cannot be read, nobody is told that
    the ids in it are missing.
    """
    with tempfile.TemporaryDirectory(prefix="kg-check-") as scratch:
        reading = Reading(project, Path(scratch), progress=progress, form=unsummed)
        store = ox.Store(str(Path(scratch) / "store")) if reading.is_large else ox.Store()
        with tempfile.TemporaryFile(dir=scratch) as stated, ThreadPoolExecutor(1) as thread:
            load_plain(store, reading.lines(), stated, thread)
            stated.seek(0)
            return reading.findings(store, said_in_trig(stated))
