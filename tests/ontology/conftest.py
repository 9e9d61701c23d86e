"""The files of the ontology, read once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology"
KG = Namespace("https://w3id.org/claimgraph/ns#")


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return Graph().parse(FOLDER / "kg.ttl")


@pytest.fixture(scope="session")
def concepts() -> Graph:
    return Graph().parse(FOLDER / "concepts.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(FOLDER / "shapes.ttl")


@pytest.fixture(scope="session")
def terms() -> dict[str, Any]:
    """The terms of the JSON-LD context, with what each means."""
    content: dict[str, Any] = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))
    inner: dict[str, Any] = content["@context"]
    return inner


@pytest.fixture(scope="session")
def classes(ontology: Graph) -> list[URIRef]:
    return _ours(ontology, OWL.Class)


@pytest.fixture(scope="session")
def properties(ontology: Graph) -> list[URIRef]:
    """The properties that stand in data; annotations of the vocabulary are left out."""
    return _ours(ontology, OWL.ObjectProperty) + _ours(ontology, OWL.DatatypeProperty)


@pytest.fixture(scope="session")
def everything(ontology: Graph) -> list[URIRef]:
    """Every term of the namespace: classes, properties, annotations, individuals."""
    return _ours(ontology, None)


def _ours(graph: Graph, kind: URIRef | None) -> list[URIRef]:
    found = set(graph.subjects(RDF.type, kind))
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(KG))
