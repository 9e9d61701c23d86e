"""Everything that a fixed few queries give about some claims, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kg.graph.ask import Properties, ask, iris, properties, text
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.records.texts import attached_text
from kg.trace.evidence import Thing
from kg.words import KG, TYPE

_QUERIES = Path(__file__).parent / "queries"
_PUBLISHED = f"{KG}publishedIn"
Parts = dict[str, Properties]
Stated = tuple[str, str, Term]


@dataclass(frozen=True)
class Gathered:
    """What the graph says of some claims, each part by the IRI of its claim or of itself.

    `parts` are passages, steps and corrections; `states` are triples; `named` are the labels of
    all that is mentioned; `texts` are the attached copies of the sources.
    """

    graph: Graph
    claims: dict[str, Properties]
    parts: dict[str, Parts]
    sources: dict[str, Properties]
    states: dict[str, list[Stated]]
    named: dict[str, Properties]
    texts: dict[str, str | None]
    _things: dict[str, Thing] = field(default_factory=dict)

    def thing(self, iri: str) -> Thing:
        """Return a thing by the label it has in the graph's language, else by its id."""
        if iri not in self._things:
            self._things[iri] = _thing(self.graph, iri, self.named.get(iri, {}))
        return self._things[iri]

    def things(self, about: Properties, name: str) -> list[Thing]:
        """Return the things that a property points at."""
        return [self.thing(iri) for iri in iris(about.get(KG + name, []))]

    def text(self, about: Properties, name: str) -> str:
        """Return a property's text in the graph's language, or an empty one."""
        return text(about.get(KG + name, []), self.graph.manifest.language)

    def number(self, about: Properties, name: str) -> int:
        """Return a property's whole number, or 0."""
        return int(self.text(about, name) or 0)

    def concept(self, about: Properties, name: str) -> str:
        """Return the label of the concept a property points at, or an empty text."""
        return next((thing.label for thing in self.things(about, name)), "")

    def of_class(self, claim: str, name: str) -> list[Properties]:
        """Return the parts of a claim that are of a class, in the order of their IRIs."""
        parts = self.parts.get(claim, {})
        return [parts[p] for p in sorted(parts) if KG + name in iris(parts[p].get(TYPE, []))]

    def source(self, claim: str) -> str:
        """Return the IRI of the source a claim is published in."""
        return iris(self.claims[claim][_PUBLISHED])[0]


def gather(graph: Graph, claims: Iterable[str]) -> Gathered:
    """Return what a graph says of those of the given IRIs that are claims."""
    asked = properties(graph, _QUERIES / "claims.rq", claims)
    found = {iri: asked[iri] for iri in sorted(asked) if _PUBLISHED in asked[iri]}
    sources = {iri for about in found.values() for iri in iris(about[_PUBLISHED])}
    articles = properties(graph, _QUERIES / "sources.rq", sources)
    parts = _parts(graph, found)
    states = _states(graph, found)
    inner = [about for own in parts.values() for about in own.values()]
    mentioned = _mentioned([*found.values(), *articles.values(), *inner])
    mentioned |= {
        iri
        for rows in states.values()
        for subject, prop, value in rows
        for iri in (subject, prop, *iris([value]))
    }
    return Gathered(
        graph=graph,
        claims=found,
        parts=parts,
        sources=articles,
        states=states,
        named=properties(graph, _QUERIES / "labels.rq", mentioned),
        texts={iri: attached_text(graph.folder, graph.id(iri)) for iri in sources},
    )


def labels(graph: Graph, things: Iterable[str]) -> dict[str, Thing]:
    """Return each thing by its IRI, named by its label in the graph's language, else by its id."""
    found = properties(graph, _QUERIES / "labels.rq", things)
    return {iri: _thing(graph, iri, found.get(iri, {})) for iri in things}


def _thing(graph: Graph, iri: str, about: Properties) -> Thing:
    values = [value for found in about.values() for value in found]
    name = graph.id(iri)
    return Thing(name, text(values, graph.manifest.language) or name)


def _mentioned(properties: Iterable[Properties]) -> set[str]:
    return {iri for about in properties for values in about.values() for iri in iris(values)}


def _parts(graph: Graph, claims: Iterable[str]) -> dict[str, Parts]:
    parts: dict[str, Parts] = {}
    for claim, part, prop, value in _whole(graph, "parts.rq", claims):
        about = parts.setdefault(claim.value, {}).setdefault(part.value, {})
        about.setdefault(prop.value, []).append(value)
    return parts


def _states(graph: Graph, claims: Iterable[str]) -> dict[str, list[Stated]]:
    states: dict[str, list[Stated]] = {}
    for claim, subject, prop, value in _whole(graph, "states.rq", claims):
        states.setdefault(claim.value, []).append((subject.value, prop.value, value))
    return states


def _whole(graph: Graph, query: str, claims: Iterable[str]) -> Iterator[tuple[Term, ...]]:
    """Yield the rows of a query in which everything is bound."""
    for row in ask(graph, _QUERIES / query, claim=claims):
        if None not in row:
            yield cast("tuple[Term, ...]", row)
