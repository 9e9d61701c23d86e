"""Where this server answers for an IRI of the graph."""

from __future__ import annotations

import urllib.parse
from typing import Final

from kg.graph.opened import Graph

DATA: Final = "/data"
_KEPT: Final = "/:@!$&'()*+,;=~"


def root_of(graph: Graph) -> str:
    """Return the path of the project's base IRI, with a slash at either end."""
    return urllib.parse.urlsplit(graph.manifest.base).path


def place_of(graph: Graph, iri: str) -> str:
    """Return the path at which an IRI is answered: its own below the base, else its document."""
    base = graph.manifest.base
    if iri.startswith(base):
        return urllib.parse.quote(root_of(graph) + iri[len(base) :], safe=_KEPT + "%")
    return document_of(iri)


def document_of(iri: str, name: str = "") -> str:
    """Return the path of the document about an IRI, in a format if one is named."""
    fields = {"iri": iri, **({"format": name} if name else {})}
    return f"{DATA}?{urllib.parse.urlencode(fields)}"
