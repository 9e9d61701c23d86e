"""Whether a store on disk is whole, and what the engine raises where it is not.

Oxigraph 0.5 opens a store whose list of files was cut short as if it held nothing. So the sizes of
all files are kept in the manifest, and compared before a store is opened. Opening a graph stands on
this alone, and not on the checks that a build needs: those took half of what `kg query` imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import InputError

# What pyoxigraph raises for a store that is missing, damaged, or cannot be written.
STORE_FAULTS = (OSError, RuntimeError, ValueError)
REBUILD = "the store is damaged; build the graph again: kg build"
_DIARIES = ("LOG", "LOCK", "IDENTITY", "records.kg", "search.sqlite")


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
