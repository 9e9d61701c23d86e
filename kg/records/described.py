"""What a graph says of itself: the data set's description (DCAT, VoID), and its ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.files import resource
from kg.records.project import Project
from kg.records.trig import Lines
from kg.words import ROOT, TYPE

_DESCRIPTION: Final = {
    "title": "http://purl.org/dc/terms/title",
    "description": "http://purl.org/dc/terms/description",
    "licence": "http://purl.org/dc/terms/license",
    "version": "http://www.w3.org/ns/dcat#version",
    "creators": "http://purl.org/dc/terms/creator",
}


def described(project: Project) -> Lines:
    """Return the lines that are in every graph of a project, whatever its records."""
    quads = sorted({f"{quad} ." for quad in _description(project)} | _ontology())
    content = "\n".join([*quads, ""]).encode()
    return Lines(content, b"", int.from_bytes(sha256(content).digest(), "big"), len(quads))


@cache
def _ontology() -> frozenset[str]:
    """The triples of the ontology and its concepts, so that their labels can be asked for."""
    files = (resource(name) for name in ("ontology/kg.ttl", "ontology/concepts.ttl"))
    parsed = (ox.parse(path=str(file), format=ox.RdfFormat.TURTLE) for file in files)
    return frozenset(f"{quad} ." for quads in parsed for quad in quads)


def _description(project: Project) -> Iterator[ox.Quad]:
    """Yield the data set's own description (DCAT 3, VoID), from kg.toml."""
    dataset = ox.NamedNode(project.base)
    a = ox.NamedNode(TYPE)
    for kind in ("http://www.w3.org/ns/dcat#Dataset", "http://rdfs.org/ns/void#Dataset"):
        yield ox.Quad(dataset, a, ox.NamedNode(kind))
    vocabulary = ox.NamedNode("http://rdfs.org/ns/void#vocabulary")
    yield ox.Quad(dataset, vocabulary, ox.NamedNode(f"{ROOT}ns"))
    for name, predicate in _DESCRIPTION.items():
        value = getattr(project, name)
        for text in value if isinstance(value, list) else [value]:
            if text:
                yield ox.Quad(dataset, ox.NamedNode(predicate), _told(name, text, project))


def _told(name: str, text: str, project: Project) -> ox.NamedNode | ox.Literal:
    if name == "licence" and text.startswith(("http://", "https://")):
        return ox.NamedNode(text)
    if name in {"title", "description"}:
        return ox.Literal(text, language=project.language)
    return ox.Literal(text)
