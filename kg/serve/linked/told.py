"""What the graph tells of one IRI: the record, and the graph that it names if it is a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.query.limits import Limits
from kg.query.run import query
from kg.query.saved import Saved
from kg.serve.protocol.graphs import NAMED
from kg.serve.web.faults import Fault
from kg.sparql import bind

_ABOUT: Final = Path(__file__).with_name("about.rq")
_EXISTS: Final = """
ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing } UNION { GRAPH ?thing { ?x ?y ?z } } }
"""
WRITERS: Final[Mapping[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class Told:
    """What is told of an IRI: of the default graph, and of the named graph that bears it."""

    iri: str
    record: tuple[ox.Triple, ...]
    stated: tuple[ox.Triple, ...]

    def write(self, graph: Graph, name: str, out: IO[bytes]) -> None:
        """Write it in a format; those that know no graphs hold the record only."""
        form, prefixes = WRITERS[name], self._prefixes(graph)
        if not form.supports_datasets:
            ox.serialize(self.record, out, form, prefixes=prefixes)
            return
        usual, bearer = ox.DefaultGraph(), ox.NamedNode(self.iri)
        quads = [ox.Quad(t.subject, t.predicate, t.object, usual) for t in self.record]
        quads += [ox.Quad(t.subject, t.predicate, t.object, bearer) for t in self.stated]
        ox.serialize(quads, out, form, prefixes=prefixes)

    def _prefixes(self, graph: Graph) -> dict[str, str]:
        """Return the graph's prefixes that are of use here."""
        text = "\n".join(str(triple) for triple in (*self.record, *self.stated))
        return {name: space for name, space in graph.prefixes.items() if f"<{space}" in text}


def told_of(graph: Graph, iri: str, limits: Limits) -> Told:
    """Return what the graph tells of an IRI.

    Raises:
        Fault: 404, the graph does not know it.
        LimitError: there is more of it than an answer may have.
    """
    there(graph, iri)
    values = {"thing": ox.NamedNode(iri), "graph": ox.NamedNode(iri)}
    found = []
    for file in (_ABOUT, NAMED):
        text = bind(file.read_text(encoding="utf-8"), values)
        with query(graph, Saved("", Path(), text), limits=limits) as result:
            found.append(tuple(sorted(result.triples(), key=str)))
    return Told(iri, *found)


def there(graph: Graph, iri: str) -> None:
    """Let an IRI pass that the graph knows.

    Raises:
        Fault: 404, it does not; the fault tells what was meant, as far as that can be guessed.
    """
    if not is_there(graph, iri):
        raise not_there(graph, iri)


def is_there(graph: Graph, iri: str, seconds: float | None = None) -> bool:
    """Tell whether the graph knows an IRI: one look into its indexes, whatever its size."""
    return graph.engine.query(bind(_EXISTS, {"thing": ox.NamedNode(iri)}), seconds) is True


def not_there(graph: Graph, iri: str) -> Fault:
    """Return the fault that the graph does not know an IRI; finding what was meant takes time."""
    name = graph.id(iri)
    try:
        cure = f"did you mean {graph.id(resolve(graph, name))}?"
    except UsageError as fault:
        cure = fault.cure
    return Fault(HTTPStatus.NOT_FOUND, f"nothing in this graph is called {name!r}", cure)
