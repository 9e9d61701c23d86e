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
_RECORD = ox.DefaultGraph()


def sources(graph: Graph) -> list[str]:
    """Return the IRI of every source that has claims, in order."""
    return [iri.value for (iri,) in ask(graph, _HERE / "sources.rq") if iri is not None]


def without(graph: Graph, left_out: Iterable[str]) -> Iterator[tuple[str, Engine]]:
    """Yield each source (IRI) with an engine over the graph without it and all its claims.

    An engine is good until the next is asked for: the graph is copied once, and what a source
    brought is taken out and put back.

    Raises:
        UsageError: the graph has no such source.
    """
    chosen, known = list(left_out), sources(graph)
    for source in chosen:
        if source not in known:
            cure = suggestion(graph.id(source), [graph.id(iri) for iri in known])
            raise UsageError(f"no source is called {graph.id(source)!r}", cure)
    store = ox.Store()
    store.bulk_extend(ox.Quad(*row) for row in _rows(graph.engine, _ALL))
    store.bulk_extend(ox.Quad(*row) for row in _rows(graph.engine, _STATED))
    for source in chosen:
        parts = ask(graph, _HERE / "parts.rq", source=[source])
        gone = [source, *(part.value for (part,) in parts if part is not None)]
        lost = list(_lost(store, [ox.NamedNode(part) for part in gone]))
        for quad in lost:
            store.remove(quad)
        yield source, Embedded(store, graph.prefixes)
        store.extend(lost)


def _lost(store: ox.Store, gone: list[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Yield what goes with parts of the record: their triples, and what they alone state."""
    names = set(gone)
    whole = set()
    for part in gone:
        stated = list(store.quads_for_pattern(None, None, None, part))
        yield from stated
        whole |= {quad.triple for quad in stated if not _recorded(store, quad.triple)}
        whole |= {quad.triple for quad in store.quads_for_pattern(part, None, None, _RECORD)}
    for triple in whole:
        if not any(graph not in names for graph in _claims(store, triple)):
            yield ox.Quad(*triple)


def _recorded(store: ox.Store, triple: ox.Triple) -> bool:
    """Tell whether the record too may have a triple: the name or class of what it knows by name."""
    labels = store.quads_for_pattern(triple.subject, ox.NamedNode(LABEL), None, _RECORD)
    return triple.predicate.value in _NAMING and any(
        not _claims(store, label.triple) for label in labels
    )


def _claims(store: ox.Store, triple: ox.Triple) -> list[object]:
    """Return the claims that state a triple."""
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
    return [quad.graph_name for quad in quads if quad.graph_name != _RECORD]


def _rows(engine: Engine, query: str) -> Iterable[tuple[ox.NamedNode, ...]]:
    answer = engine.query(query)
    if isinstance(answer, Rows):
        yield from answer  # type: ignore[misc]
