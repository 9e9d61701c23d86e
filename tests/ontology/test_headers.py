"""Each file says what it is, which version, by whom and under which licence."""

from __future__ import annotations

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, VANN

BASE = "https://w3id.org/claimgraph/"
FILES = [("ontology", "ns"), ("concepts", "concepts"), ("shapes", "shapes")]
HEAD = [
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.license,
    DCTERMS.creator,
    DCTERMS.issued,
    OWL.versionInfo,
    OWL.versionIRI,
    RDFS.label,
]


@pytest.mark.parametrize(("name", "slug"), FILES)
def test_one_header_with_all_it_needs(name: str, slug: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    headers = list(graph.subjects(RDF.type, OWL.Ontology))
    assert headers == [URIRef(BASE + slug)]
    assert [p for p in HEAD if len(list(graph.objects(headers[0], p))) != 1] == []


@pytest.mark.parametrize(("name", "slug"), FILES)
def test_version_iri_is_below_the_ontology_iri(
    name: str, slug: str, request: pytest.FixtureRequest
) -> None:
    graph: Graph = request.getfixturevalue(name)
    version = graph.value(URIRef(BASE + slug), OWL.versionInfo)
    assert graph.value(URIRef(BASE + slug), OWL.versionIRI) == URIRef(f"{BASE}{slug}/{version}")


@pytest.mark.parametrize(("name", "slug"), FILES)
def test_licence_is_apache(name: str, slug: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    licence = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert graph.value(URIRef(BASE + slug), DCTERMS.license) == licence


@pytest.mark.parametrize("name", [name for name, _ in FILES])
def test_nothing_is_imported(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert list(graph.triples((None, OWL.imports, None))) == []


@pytest.mark.parametrize("name", ["ontology", "concepts"])
def test_no_blank_nodes(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert [node for node in graph.all_nodes() if isinstance(node, BNode)] == []


def test_blank_nodes_of_shapes_are_lists_and_inverse_paths(shapes: Graph) -> None:
    nodes = {s for s in shapes.subjects() if isinstance(s, BNode)}
    odd = [n for n in nodes if not {*shapes.predicates(n)} <= {RDF.first, RDF.rest, SH.inversePath}]
    assert odd == []


def test_preferred_prefix(ontology: Graph) -> None:
    header = URIRef(BASE + "ns")
    assert ontology.value(header, VANN.preferredNamespacePrefix) == Literal("kg")
    assert ontology.value(header, VANN.preferredNamespaceUri) == Literal(f"{BASE}ns#")
