"""Made-up graphs to measure on, made and built once and kept."""

from __future__ import annotations

import sys
from pathlib import Path

import kg
from benchmarks.generate import write_project
from kg.graph.opened import Graph


def made_up(claims: int, home: Path) -> Graph:
    """Return the built graph of so many made-up claims; make it if it is not there."""
    folder = made_up_project(claims, home)
    if not (folder / "graph" / "manifest.json").exists():
        print(f"building {folder}", file=sys.stderr)
        kg.build(folder)
    return kg.open(folder)


def made_up_project(claims: int, home: Path) -> Path:
    """Return the folder of a project of so many made-up claims; write it if it is not there."""
    folder = home / f"g{claims}"
    if not (folder / "kg.toml").exists():
        print(f"making {claims:,} claims in {folder}", file=sys.stderr)
        write_project(claims, folder)
    return folder
