"""The words this graph really uses: its classes, properties and concepts, and what its things are.

Counts are of the graph as it is, not of what the ontology would allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import LimitError
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query

_HERE: Final = Path(__file__).parent / "words"
_MANY: Final = 200_000


@dataclass
class Vocabulary:
    """What can be asked for, looked up when it is first wanted.

    What takes longer than `seconds` to find is empty.
    """

    graph: Graph
    seconds: float | None = 5.0

    @cached_property
    def classes(self) -> dict[str, int]:
        """Return the classes that things are of, with their numbers."""
        return {_iri(name): _number(count) for name, count in self._rows("classes")}

    @cached_property
    def properties(self) -> dict[str, int]:
        """Return the properties in use, with the number of their uses."""
        return {_iri(name): _number(count) for name, count in self._rows("properties")}

    @cached_property
    def used(self) -> tuple[list[str], list[str]]:
        """Return the classes and the properties of the ontology that are in use, uncounted."""
        rows = [*self._rows("used")]
        classes = {_iri(name) for name, _ in rows if name is not None}
        return sorted(classes), sorted({_iri(name) for _, name in rows if name is not None})

    @cached_property
    def concepts(self) -> dict[str, str]:
        """Return the concepts of every list, with their labels."""
        return {_iri(name): _text(label) for name, label in self._rows("concepts")}

    @cached_property
    def listed(self) -> dict[str, list[str]]:
        """Return the concepts from which each property takes its values."""
        found: dict[str, list[str]] = {}
        for name, concept in self._rows("listed"):
            found.setdefault(_iri(name), []).append(_iri(concept))
        return found

    @cached_property
    def named(self) -> dict[str, str]:
        """Return the things of the world and of the record, with their labels."""
        return {_iri(name): _text(label) for name, label in self._rows("named")}

    @cached_property
    def narrower(self) -> dict[str, list[str]]:
        """Return what is under each class and property, the ontology's own and other ones."""
        found: dict[str, list[str]] = {}
        for under, over in self._rows("narrower"):
            found.setdefault(_iri(over), []).append(_iri(under))
        return found

    def _rows(self, name: str) -> Iterator[tuple[Term | None, ...]]:
        limits = Limits(seconds=self.seconds, rows=_MANY)
        try:
            with query(self.graph, _HERE / f"{name}.rq", limits=limits) as found:
                yield from found.rows()
        except LimitError:
            return


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
