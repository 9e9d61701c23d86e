"""Markdown tables, and the triples of a Turtle file in the order in which they are written."""  # noqa: INP001

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.files import resource
from kg.words import PREFIXES, RDFS, SKOS, TYPE, shorten

NOTICE: Final = "<!-- Made by `make docs`: change the code or the ontology, not this page. -->"
_ALIGNED: Final = (
    f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{SKOS}exactMatch", f"{SKOS}closeMatch",
)  # fmt: skip
_PREFIXES: Final = {
    **PREFIXES,
    "cito": "http://purl.org/spar/cito/",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "sosa": "http://www.w3.org/ns/sosa/",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
}


class Triples:
    """The triples of a file of the ontology: subject → predicate → values."""

    def __init__(self, name: str) -> None:
        """Read one of the packaged files."""
        self.table: dict[str, dict[str, list[str]]] = {}
        for quad in ox.parse(path=str(resource(name)), format=ox.RdfFormat.TURTLE):
            about = self.table.setdefault(str(getattr(quad.subject, "value", "")), {})
            value = str(getattr(quad.object, "value", ""))
            about.setdefault(quad.predicate.value, []).append(value)

    def of(self, kind: str) -> list[str]:
        """Return everything of a class."""
        return [iri for iri, about in self.table.items() if kind in about.get(TYPE, [])]

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a predicate."""
        return self.table[subject].get(predicate, [])

    def one(self, subject: str, predicate: str) -> str:
        """Return the first value of a predicate, or nothing."""
        return next(iter(self.all(subject, predicate)), "")

    def defined(self, iri: str) -> str:
        """Return the definition of a term, with its comments and notes on scope."""
        more = [f"{RDFS}comment", f"{SKOS}scopeNote"]
        told = [self.one(iri, f"{SKOS}definition")]
        return " ".join(told + [text for prop in more for text in self.all(iri, prop)])

    def aligned(self, iri: str) -> str:
        """Return what a term lies below or beside, here and in other vocabularies."""
        return ", ".join(term(value) for prop in _ALIGNED for value in self.all(iri, prop))


def term(iri: str) -> str:
    """Return the short name of a term as code; our own terms go without a prefix."""
    if iri == f"{RDFS}Resource":
        return "anything"
    return f"`{shorten(iri, _PREFIXES).removeprefix('kg:')}`" if iri else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table, and an empty one."""
    names = list(head)
    for row in [names, ["---"] * len(names), *rows]:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""
