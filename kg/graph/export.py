"""The verb `export`: the whole graph as a file, byte for byte the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from kg.check.stream import Stream
from kg.errors import UsageError
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph
from kg.graph.ordered import ordered

_DEFAULT = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_NAMED = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_APART = "\x01"  # sorts before all that may stand in a term
FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


def export(graph: Graph, output: BinaryIO, form: str = "nquads") -> None:
    """Write every quad of a graph, sorted, as `nquads` or `trig`.

    Raises:
        UsageError: the format is neither.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}", f"one of: {', '.join(FORMATS)}")
    if form == "nquads":
        lines = ordered(f"{quad} ." for quad in _quads(graph))
        output.writelines(line.encode("utf-8") + b"\n" for line in lines)
        return
    by_graph = ordered(f"{quad.graph_name}{_APART}{quad} ." for quad in _quads(graph))
    text = Stream(f"{line.partition(_APART)[2]}\n".encode() for line in by_graph)
    quads = ox.parse(text, format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
    ox.serialize(quads, output, format=ox.RdfFormat.TRIG, prefixes=graph.prefixes)


def _quads(graph: Graph) -> Iterator[ox.Quad]:
    for query in (_DEFAULT, _NAMED):
        answer = graph.engine.query(query)
        if isinstance(answer, Rows):
            yield from (_quad(row) for row in answer)


def _quad(row: tuple[Term | None, ...]) -> ox.Quad:
    subject, predicate, value, *graph = row
    return ox.Quad(subject, predicate, value, *graph)  # type: ignore[arg-type]
