"""The verb `export`: the whole graph as a file, byte for byte the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph

_DEFAULT = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_NAMED = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


def export(graph: Graph, output: BinaryIO, form: str = "nquads") -> None:
    """Write every quad of a graph, sorted, as `nquads` or `trig`.

    Raises:
        UsageError: the format is neither.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}", f"one of: {', '.join(FORMATS)}")
    lines = sorted({f"{quad} ." for quad in _quads(graph)})
    if form == "nquads":
        output.writelines(line.encode("utf-8") + b"\n" for line in lines)
        return
    ordered = sorted(
        ox.parse("\n".join(lines).encode("utf-8"), format=ox.RdfFormat.N_QUADS),
        key=lambda quad: (str(quad.graph_name), str(quad)),
    )
    ox.serialize(ordered, output, format=ox.RdfFormat.TRIG, prefixes=graph.prefixes)


def _quads(graph: Graph) -> Iterator[ox.Quad]:
    for query in (_DEFAULT, _NAMED):
        answer = graph.engine.query(query)
        if isinstance(answer, Rows):
            yield from (_quad(row) for row in answer)


def _quad(row: tuple[Term | None, ...]) -> ox.Quad:
    subject, predicate, value, *graph = row
    return ox.Quad(subject, predicate, value, *graph)  # type: ignore[arg-type]
