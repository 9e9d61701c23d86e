"""rdflib over an Oxigraph store on disk (oxrdflib), by its quickest way in."""

from __future__ import annotations

from pathlib import Path

import rdflib

from benchmarks.scale.engines import rdflib_memory

ask = rdflib_memory.ask


def load(file: Path, home: Path) -> None:
    """Load the file with Oxigraph's own parser, in one bulk load."""
    dataset = opened(file, home)
    dataset.parse(file, format="ox-nquads", transactional=False)
    dataset.close()


def opened(_: Path, home: Path) -> rdflib.Dataset:
    """Return the dataset over the store."""
    dataset = rdflib.Dataset(store="Oxigraph")
    store = home / "oxrdflib"
    dataset.open(str(store), create=not store.exists())
    return dataset
