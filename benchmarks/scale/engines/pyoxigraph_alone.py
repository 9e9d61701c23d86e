"""The bare engine: `bulk_load` of the finished file into a store on disk, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox


def load(file: Path, home: Path) -> None:
    """Load the file into a new store."""
    ox.Store(str(home / "store")).bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)


def opened(_: Path, home: Path) -> ox.Store:
    """Return the store, opened as kg opens it."""
    return ox.Store.read_only(str(home / "store"))


def ask(store: ox.Store, sparql: str) -> int:
    """Return the number of rows."""
    answer: Any = store.query(sparql)
    return sum(1 for _ in answer)
