"""The verb `demo`: the bundled corpus as a project of the reader's own, built."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.errors import InputError
from kg.files import resource
from kg.graph.build import build
from kg.graph.opened import Graph, open_graph

FOLDER = "claimgraph-demo"


def demo(folder: str | Path = FOLDER) -> Graph:
    """Copy the founding corpus into a folder, build it, and return the opened graph.

    A folder that a demo made before is brought up to date; its texts and own queries stay.

    Raises:
        InputError: the folder holds something else, or cannot be written.
    """
    home = Path(folder)
    if home.exists() and not _ours(home):
        raise InputError(f"{home} exists and is not a demo", "name a new folder: kg demo FOLDER")
    try:
        for part in ("entities", "sources"):
            shutil.rmtree(home / part, ignore_errors=True)
        private = shutil.ignore_patterns("graph", "texts")
        shutil.copytree(resource("corpus"), home, ignore=private, dirs_exist_ok=True)
    except OSError as fault:
        raise InputError(
            f"the demo cannot be written to {home}: {fault}", "name another folder: kg demo FOLDER"
        ) from fault
    build(home)
    return open_graph(home)


def _ours(home: Path) -> bool:
    """Tell whether a folder is empty, or has the very kg.toml that a demo puts there."""
    if not home.is_dir():
        return False
    config = home / "kg.toml"
    if not config.exists():
        return not any(home.iterdir())
    return config.read_bytes() == resource("corpus/kg.toml").read_bytes()
