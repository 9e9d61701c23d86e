"""A store on disk: how it is filled, and whether it is still whole.

Oxigraph 0.5 opens a store whose list of files was cut short as if it held nothing. So the sizes of
all files are kept in the manifest, and compared before a store is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.reading import Reading, load
from kg.errors import InputError
from kg.findings import Finding

# What pyoxigraph raises for a store that is missing, damaged, or cannot be written.
STORE_FAULTS = (OSError, RuntimeError, ValueError)
REBUILD = "the store is damaged; build the graph again: kg build"
_DIARIES = ("LOG", "LOCK", "IDENTITY", "records.kg")


class Filled(NamedTuple):
    """A store as made: its distinct quads, and what was found in it."""

    quads: int
    findings: list[Finding]


def fill(folder: Path, reading: Reading) -> Filled:
    """Make a store of a project's records in a new folder, and check it.

    Raises:
        InputError: a record file was changed meanwhile, or an attached text cannot be read.
        OSError, RuntimeError, ValueError: it could not be written.
    """
    store = ox.Store(str(folder))
    load(store, reading.lines())
    store.optimize()
    store.flush()
    quads, findings = len(store), reading.findings(store)
    return Filled(quads, findings)  # with the last mention of the store, its files are closed


def sizes(folder: Path) -> dict[str, int]:
    """Return the files of a store that is closed, with their sizes."""
    return {
        path.name: path.stat().st_size
        for path in sorted(folder.iterdir())
        if not path.name.startswith(_DIARIES)
    }


def check_whole(folder: Path, files: Mapping[str, int]) -> None:
    """Compare a store's files with what they were when it was made.

    Raises:
        InputError: a file is missing or has another size.
    """
    for name, size in files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise InputError(f"the store {folder} cannot be opened: {name} is not whole", REBUILD)
