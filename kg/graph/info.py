"""The verb `info`: what is in a graph, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.graph.ask import ask
from kg.graph.opened import Graph

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class SourceInfo:
    """One article: its claims, the paragraphs they cover, its speakers; is a text at hand?"""

    id: str
    label: str
    publisher: str
    claims: int
    covered: int
    paragraphs: int
    speakers: int
    text: bool


@dataclass(frozen=True)
class Info:
    """What a graph holds: counts by class and by facet of its claims, and its articles."""

    title: str
    digest: str
    quads: int
    things: dict[str, int]
    facets: dict[str, dict[str, int]]
    sources: tuple[SourceInfo, ...]
    versions: dict[str, str]


def info(graph: Graph) -> Info:
    """Return what is in a graph."""
    facets: dict[str, dict[str, int]] = {}
    for facet, label, count in ask(graph, _HERE / "kinds.rq"):
        if facet is not None and label is not None and count is not None:
            facets.setdefault(facet.value, {})[label.value] = int(count.value)
    manifest = graph.manifest
    return Info(
        title=manifest.title,
        digest=manifest.digest,
        quads=manifest.counts.get("quads", 0),
        things=things(graph),
        facets=facets,
        sources=tuple(_sources(graph)),
        versions=manifest.versions,
    )


def things(graph: Graph) -> dict[str, int]:
    """Return how many things of each class a graph holds, the most first."""
    counted = {
        graph.id(kind.value).removeprefix("kg:"): int(count.value)
        for kind, count in ask(graph, _HERE / "info.rq")
        if kind is not None and count is not None
    }
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _sources(graph: Graph) -> list[SourceInfo]:
    found = []
    for row in ask(graph, _HERE / "coverage.rq"):
        iri, label, publisher, *numbers = (term.value if term is not None else "" for term in row)
        claims, covered, paragraphs, speakers = (int(number or 0) for number in numbers)
        name = graph.id(iri)
        held = graph.text(name) is not None
        found.append(
            SourceInfo(name, label, publisher, claims, covered, paragraphs, speakers, text=held)
        )
    return found
