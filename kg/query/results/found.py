"""What a search found, as an answer: so it can be written in every format that rows have."""

from __future__ import annotations

import io

import pyoxigraph as ox

from kg.graph.opened import Graph
from kg.graph.search.hits import Found, Hit
from kg.query.results.result import Result
from kg.words import XSD

COLUMNS = ("thing", "type", "label", "matched", "claims")


def rows_of(graph: Graph, found: Found) -> Result:
    """Return the hits as rows: thing, type, label, the text with the words marked, claims."""
    lines = ["\t".join(f"?{name}" for name in COLUMNS)]
    lines += ["\t".join(map(str, _terms(hit))) for hit in found.hits]
    content = "".join(f"{line}\n" for line in lines)
    return Result(graph, "rows", None, io.BytesIO(content.encode()))


def _terms(hit: Hit) -> tuple[ox.NamedNode | ox.Literal, ...]:
    claims = ox.Literal(str(hit.claims), datatype=ox.NamedNode(f"{XSD}integer"))
    texts = (ox.Literal(text) for text in (hit.kind, hit.label, hit.marked()))
    return (ox.NamedNode(hit.iri), *texts, claims)
