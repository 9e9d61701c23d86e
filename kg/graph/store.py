"""A store on disk: how it is filled, and whether it is still whole.

Oxigraph 0.5 opens a store whose list of files was cut short as if it held nothing. So the sizes of
all files are kept in the manifest, and compared before a store is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

# What pyoxigraph raises for a store that is missing, damaged, or cannot be written.
STORE_FAULTS = (OSError, RuntimeError, ValueError)
REBUILD = "the store is damaged; build the graph again: kg build"
_DIARIES = ("LOG", "LOCK", "IDENTITY")


def fill(folder: Path, quads: Iterable[ox.Quad]) -> dict[str, int]:
    """Make a store of quads in a new folder; return its files with their sizes.

    Raises:
        OSError, RuntimeError, ValueError: it could not be written.
    """
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    del store  # closes its files
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
