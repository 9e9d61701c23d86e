"""A store on disk, filled with the records of a project and checked."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.loading import load
from kg.check.reading import Reading
from kg.check.said import said_in_store
from kg.findings import Finding


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
    quads, findings = len(store), reading.findings(store, said_in_store(store))
    return Filled(quads, findings)  # with the last mention of the store, its files are closed
