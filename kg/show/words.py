"""What things are and how they are called, read once for as many as are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.graph.ask import Properties, iris, properties, text
from kg.graph.opened import Graph
from kg.words import KG, LABEL, RDFS, SKOS, TYPE

STATEMENTS: Final = frozenset(
    f"{KG}{name}"
    for name in (
        "Stance", "Assessment", "Relation", "Participation", "Membership", "Measurement",
    )
)  # fmt: skip
PLEDGE: Final = f"{KG}Pledge"
_DESCRIBED: Final = Path(__file__).parent / "queries" / "described.rq"
_NO_THINGS: Final = frozenset({
    f"{KG}Dating", f"{KG}Name", f"{KG}Passage", f"{KG}AttributionStep", f"{KG}Correction",
    f"{SKOS}Concept", f"{SKOS}ConceptScheme", f"{RDFS}Class",
    "http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2002/07/owl#ObjectProperty",
    "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
})  # fmt: skip
_SORTS: Final = tuple(
    f"{KG}{name}" for name in ("actorType", "initiativeType", "workType", "itemType")
)


@dataclass
class Words:
    """The labels and types of things, asked of the graph in batches and kept."""

    graph: Graph
    _known: dict[str, Properties] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _types: dict[str, list[str]] = field(default_factory=dict)

    def learn(self, wanted: Iterable[str]) -> None:
        """Read what is not known yet of the wanted things, their classes and sorts: two queries."""
        for _ in range(2):
            new = set(wanted) - self._known.keys()
            self._known.update({iri: {} for iri in new})
            self._known.update(properties(self.graph, _DESCRIBED, new))
            wanted = {
                value
                for iri in new
                for prop in (TYPE, *_SORTS)
                for value in iris(self._known[iri].get(prop, []))
            }

    def __iter__(self) -> Iterator[str]:
        """Iterate over everything that has been read of."""
        return iter(tuple(self._known))

    def exists(self, iri: str) -> bool:
        """Tell whether the graph says what the thing is, or how it is called."""
        return bool(self._known.get(iri))

    def label(self, iri: str) -> str:
        """Return the thing's label, or its id where it has none."""
        if iri not in self._known:
            return self.graph.id(iri)
        if iri not in self._labels:
            about = self._known[iri]
            values = [*about.get(LABEL, []), *about.get(f"{SKOS}prefLabel", [])]
            told = text(values, self.graph.manifest.language)
            self._labels[iri] = told or self.graph.id(iri)
        return self._labels[iri]

    def property(self, iri: str) -> str:
        """Return what a property is called; one without a label by its name in its vocabulary."""
        label = self.label(iri)
        bare = label == self.graph.id(iri) and "//" not in label
        return (label.rpartition(":")[2] if bare else label) or label

    def names(self, iri: str) -> tuple[str, ...]:
        """Return the thing's other names, sorted."""
        found = self._known.get(iri, {}).get(f"{SKOS}altLabel", [])
        return tuple(sorted({value.value for value in found} - {self.label(iri)}))

    def types(self, iri: str) -> list[str]:
        """Return the thing's classes."""
        if iri not in self._known:
            return []
        if iri not in self._types:
            self._types[iri] = iris(self._known[iri].get(TYPE, []))
        return self._types[iri]

    def type(self, iri: str) -> str:
        """Return the class to draw a thing by: its first one of ours, else its first, else none."""
        types = self.types(iri)
        return next((t for t in types if t.startswith(KG)), types[0] if types else "")

    def sort(self, iri: str) -> str:
        """Return what kind of actor, initiative, work or item a thing is, in words."""
        about = self._known.get(iri, {})
        return ", ".join(self.label(v) for prop in _SORTS for v in iris(about.get(prop, [])))

    def is_statement(self, iri: str) -> bool:
        """Tell whether the thing is a statement node, drawn as a link."""
        return not STATEMENTS.isdisjoint(self.types(iri))

    def is_thing(self, iri: str) -> bool:
        """Tell whether the thing can be a node of the picture: no concept, date, name or class."""
        return _NO_THINGS.isdisjoint(self.types(iri))
