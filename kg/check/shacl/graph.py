"""A shapes file as read: what it says of each shape, and the refusal of what is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import InputError
from kg.words import RDF, SHAPES, TYPE, shorten

SH = "http://www.w3.org/ns/shacl#"
_SHAPES = {f"{SH}NodeShape", f"{SH}PropertyShape"}

Node: TypeAlias = ox.NamedNode | ox.BlankNode
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True)
class ShapesGraph:
    """The triples of a shapes file: subject → predicate → objects, in the order of the file."""

    file: Path
    triples: dict[Node, dict[str, list[Term]]]

    def of(self, subject: Node, name: str) -> list[Term]:
        """Return the values of a SHACL property of a shape."""
        return self.triples.get(subject, {}).get(f"{SH}{name}", [])

    def text(self, subject: Node, name: str) -> str:
        """Return the first literal value of a SHACL property, or an empty string."""
        return next((v.value for v in self.of(subject, name) if isinstance(v, ox.Literal)), "")

    def names(self, subject: Node) -> set[str]:
        """Return the local names of all SHACL properties that a shape has."""
        used = self.triples.get(subject, {})
        return {iri.removeprefix(SH) for iri in used if iri.startswith(SH)}

    def shapes(self) -> Iterator[Node]:
        """Yield every node that is declared to be a shape, or has targets."""
        for subject in self.triples:
            targets = any(name.startswith("target") for name in self.names(subject))
            if targets or self.types(subject) & _SHAPES:
                yield subject

    def types(self, subject: Node) -> set[str]:
        """Return the classes of a node."""
        return {kind.value for kind in self.triples.get(subject, {}).get(TYPE, [])}

    def items(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        found: list[Term] = []
        while isinstance(head, ox.BlankNode):
            about = self.triples[head]
            found += about[f"{RDF}first"]
            (head,) = about[f"{RDF}rest"]
        return found

    def node(self, shape: Node, term: Term) -> Node:
        """Return a value that must be a shape.

        Raises:
            InputError: it is a literal.
        """
        if isinstance(term, ox.Literal):
            raise self.fault(shape, f"{term} is no shape")
        return term

    def fault(self, shape: Node, what: str) -> InputError:
        """Return the error that says what about a shape is not understood."""
        name = shorten(shape.value, {"kgsh": SHAPES})
        cure = "use a component that the tool knows, or teach it this one (kg/check/shacl)"
        return InputError(f"{self.file.name}: {name}: {what}", cure)


def read_shapes(file: Path) -> ShapesGraph:
    """Return the shapes of a Turtle file."""
    triples: dict[Node, dict[str, list[Term]]] = {}
    for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
            about = triples.setdefault(quad.subject, {})
            about.setdefault(quad.predicate.value, []).append(quad.object)
    return ShapesGraph(file, triples)
