"""A pattern of a query as it is asked by itself, to see whether anything matches it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.anatomy.pattern import Pattern
from kg.query.anatomy.scope import Scene


@dataclass(frozen=True)
class Asked:
    """A pattern of a query, the group it stands in, and whether the answer needs a match of it."""

    pattern: Pattern
    scene: Scene
    needed: bool

    def text(self, pattern: str = "") -> str:
        """Return the pattern, or another, as it is asked: in the GRAPH in which it stands."""
        inner = pattern or self.pattern.sparql
        return f"GRAPH {self.scene.graph} {{ {inner} }}" if self.scene.graph else inner
