"""A graph without one of its sources, in memory: had nobody read that article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.engine import Embedded, Engine, Rows
from kg.graph.opened import Graph
from kg.words import LABEL, TYPE, suggestion

_HERE = Path(__file__).parent
_ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_STATED = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_NAMING = {TYPE, LABEL}


def sources(graph: Graph) -> list[str]:
    """Return the IRI of every source that has claims, in order."""
    return [iri.value for (iri,) in ask(graph, _HERE / "sources.rq") if iri is not None]


def without(graph: Graph, source: str) -> Engine:
    """Return an engine over the graph as it would be without a source (IRI) and all its claims.

    Raises:
        UsageError: the graph has no such source.
    """
    known = sources(graph)
    if source not in known:
        cure = suggestion(graph.id(source), [graph.id(iri) for iri in known])
        raise UsageError(f"no source is called {graph.id(source)!r}", cure)
    gone = {part.value for (part,) in ask(graph, _HERE / "parts.rq", source=[source]) if part}
    store = ox.Store()
    store.bulk_extend(_kept(graph.engine, gone))
    return Embedded(store, graph.prefixes)


def _kept(engine: Engine, gone: set[str]) -> Iterator[ox.Quad]:
    """Yield the quads that stay: what other claims state, and the record of what is not gone."""
    lost: set[ox.Triple] = set()
    stated: set[ox.Triple] = set()
    for subject, prop, value, claim in _rows(engine, _STATED):
        triple = ox.Triple(subject, prop, value)
        if claim.value in gone:
            lost.add(triple)
        else:
            stated.add(triple)
            yield ox.Quad(subject, prop, value, claim)
    whole = [ox.Triple(*row) for row in _rows(engine, _ALL)]
    recorded = {t.subject for t in whole if t.predicate.value in _NAMING} - {
        t.subject for t in (lost | stated) if t.predicate.value in _NAMING
    }
    recorded |= {t.subject for t in whole if t.predicate.value == LABEL and t not in lost | stated}
    for triple in whole:
        named = triple.predicate.value in _NAMING and triple.subject in recorded
        if triple in stated or named or not (triple in lost or str(triple.subject)[1:-1] in gone):
            yield ox.Quad(triple.subject, triple.predicate, triple.object)


def _rows(engine: Engine, query: str) -> Iterable[tuple[ox.NamedNode, ...]]:
    answer = engine.query(query)
    if isinstance(answer, Rows):
        yield from answer  # type: ignore[misc]
