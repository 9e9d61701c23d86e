"""The verb `export`: the whole graph as a file, byte for byte the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph
from kg.graph.ordered import ordered
from kg.graph.stream import Stream

_DEFAULT = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_NAMED = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_APART = "\x01"  # sorts before all that may stand in a term
FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def export(graph: Graph, output: BinaryIO, form: str = "nquads") -> None:
    """Write every quad of a graph, sorted, as `nquads`, `trig` or `jsonld`.

    `turtle` cannot tell which claim states what: it holds the default graph only, which is the
    record and the sum of what active claims state.

    Raises:
        UsageError: the format is none of these.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}", f"one of: {', '.join(FORMATS)}")
    if form == "nquads":
        lines = ordered(f"{quad} ." for quad in _quads(graph))
        output.writelines(line.encode("utf-8") + b"\n" for line in lines)
        return
    quads = _by_graph(_quads(graph, _DEFAULT) if form == "turtle" else _quads(graph))
    found = (quad.triple for quad in quads) if form == "turtle" else quads
    ox.serialize(found, output, format=FORMATS[form], prefixes=graph.prefixes)


def _by_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads graph by graph, in the order of their text."""
    lines = ordered(f"{quad.graph_name}{_APART}{quad} ." for quad in quads)
    text = Stream(f"{line.partition(_APART)[2]}\n".encode() for line in lines)
    return ox.parse(text, format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]


def _quads(graph: Graph, *queries: str) -> Iterator[ox.Quad]:
    for query in queries or (_DEFAULT, _NAMED):
        answer = graph.engine.query(query)
        if isinstance(answer, Rows):
            yield from (_quad(row) for row in answer)


def _quad(row: tuple[Term | None, ...]) -> ox.Quad:
    subject, predicate, value, *graph = row
    return ox.Quad(subject, predicate, value, *graph)  # type: ignore[arg-type]
