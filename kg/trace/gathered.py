"""Everything that a fixed few queries give about some claims, however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from kg.graph.ask import Properties, ask, iris, properties, text
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.trace.evidence import Thing
from kg.words import KG

_QUERIES = Path(__file__).parent / "queries"
_PUBLISHED = f"{KG}publishedIn"
# What the queries give of the parts of claims, in their order.
_COLUMNS: Final = {
    "passages": ("paragraph", "start", "end", "first", "last", "digest"),
    "steps": ("position", "agent", "cue", "basis", "through", "note"),
    "corrections": ("printed", "proposed", "reason", "basis"),
}
# The parts of one kind of each claim, in the order of their IRIs.
Parts = dict[str, list[Properties]]
Stated = tuple[str, str, Term]


@dataclass(frozen=True)
class Gathered:
    """What the graph says of some claims, each part by the IRI of its claim or of itself.

    `named` are the labels of all that is mentioned; `texts` are the attached copies of the sources.
    """

    graph: Graph
    claims: dict[str, Properties]
    passages: Parts
    steps: Parts
    corrections: Parts
    sources: dict[str, Properties]
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

    def source(self, claim: str) -> str:
        """Return the IRI of the source a claim is published in."""
        return iris(self.claims[claim][_PUBLISHED])[0]


def gather(graph: Graph, claims: Iterable[str]) -> Gathered:
    """Return what a graph says of those of the given IRIs that are claims."""
    asked = properties(graph, _QUERIES / "claims.rq", claims)
    found = {iri: asked[iri] for iri in sorted(asked) if _PUBLISHED in asked[iri]}
    sources = {iri for about in found.values() for iri in iris(about[_PUBLISHED])}
    articles = properties(graph, _QUERIES / "sources.rq", sources)
    corrected = [iri for iri, about in found.items() if f"{KG}correction" in about]
    passages, steps = (_parts(graph, kind, found) for kind in ("passages", "steps"))
    corrections = _parts(graph, "corrections", corrected)
    parts = chain(*passages.values(), *steps.values(), *corrections.values())
    mentioned = _mentioned([*found.values(), *articles.values(), *parts])
    return Gathered(
        graph=graph,
        claims=found,
        passages=passages,
        steps=steps,
        corrections=corrections,
        sources=articles,
        named=properties(graph, _QUERIES / "labels.rq", mentioned),
        texts={iri: graph.text(graph.id(iri)) for iri in sources},
    )


def states(graph: Graph, claims: Iterable[str]) -> dict[str, list[Stated]]:
    """Return what each claim states, as triples: subject, property and value."""
    found: dict[str, list[Stated]] = {}
    for claim, subject, prop, value in ask(graph, _QUERIES / "states.rq", claim=claims):
        if claim and subject and prop and value:
            found.setdefault(claim.value, []).append((subject.value, prop.value, value))
    return found


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


def _parts(graph: Graph, kind: str, claims: Iterable[str]) -> Parts:
    """Return the parts of a kind; values are sorted, so that they do not hang on the engine."""
    found: dict[str, dict[str, Properties]] = {}
    names = [KG + name for name in _COLUMNS[kind]]
    for claim, part, *values in ask(graph, _QUERIES / f"{kind}.rq", claim=claims):
        if claim is None or part is None:
            continue
        about = found.setdefault(claim.value, {}).setdefault(part.value, {})
        for name, value in zip(names, values, strict=True):
            if value is not None and name not in about:
                about[name] = [value]
            elif value is not None and value not in about[name]:
                about[name] = sorted([*about[name], value], key=str)
    return {claim: [parts[iri] for iri in sorted(parts)] for claim, parts in found.items()}
