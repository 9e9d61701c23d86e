"""rdflib as most use it: a Dataset in memory."""

from __future__ import annotations

from pathlib import Path

import rdflib


def load(file: Path, _: Path) -> rdflib.Dataset:
    """Read the file."""
    dataset = rdflib.Dataset()
    dataset.parse(file, format="nquads")
    return dataset


opened = load


def ask(dataset: rdflib.Dataset, sparql: str) -> int:
    """Return the number of rows."""
    return sum(1 for _ in dataset.query(sparql))
