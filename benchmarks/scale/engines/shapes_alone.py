"""The shapes asked of the store that was built, as a check does it once all is loaded."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.check.shacl.run import violations
from kg.check.shapes import packaged_shapes
from kg.graph.engine import Embedded


def load(file: Path, _: Path) -> int:
    """Return how many faults there are in the graph of the project beside the finished file."""
    engine = kg.open(file.parent).engine
    assert isinstance(engine, Embedded)
    return sum(1 for _ in violations(engine.store, packaged_shapes()))
