"""A copy of a store that shares its files of data: RocksDB never changes one that is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from kg.graph.ledger import LEDGER

_NOT_KEPT: Final = ("LOCK", "LOG", LEDGER)


def link(before: Path, after: Path) -> None:
    """Copy the folder of a closed store; its files of data are linked.

    Raises:
        OSError: it could not be written.
    """
    after.mkdir()
    for path in before.iterdir():
        if path.name.startswith(_NOT_KEPT):
            continue
        if path.suffix == ".sst":
            try:
                os.link(path, after / path.name)
            except OSError:  # not every file system has links
                shutil.copy2(path, after / path.name)
        else:
            shutil.copy2(path, after / path.name)
