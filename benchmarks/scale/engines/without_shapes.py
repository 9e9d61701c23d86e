"""Records to a store with all checks but the shapes, as a part of `kg build` does it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from kg.check.loading import load as load_lines
from kg.check.reading import Reading
from kg.records.project import read_project


def load(file: Path, home: Path) -> None:
    """Load the records of the project beside the finished file."""
    scratch = home / "scratch"
    scratch.mkdir()
    reading = Reading(read_project(file.parent), scratch)
    with ThreadPoolExecutor(1) as thread:
        load_lines(ox.Store(str(home / "store")), reading.lines(), thread)
