"""The mechanical checks of a ROBOT report, over the terms and the concepts."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

KG = "https://w3id.org/claimgraph/ns#"
FILES = ["ontology", "concepts", "shapes"]


def _literals(graph: Graph) -> list[Literal]:
    return [o for o in graph.objects() if isinstance(o, Literal)]


@pytest.mark.parametrize("name", FILES)
def test_whitespace(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    queries = {str(o) for o in graph.objects(None, URIRef("http://www.w3.org/ns/shacl#select"))}
    texts = [str(text) for text in _literals(graph) if str(text) not in queries]
    assert [t for t in texts if t != t.strip() or re.search(r"\s{2}|[\t\n]", t)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_text_is_empty(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    assert [text for text in _literals(graph) if not str(text)] == []


@pytest.mark.parametrize("name", ["ontology", "concepts"])
def test_definitions_are_sentences(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    texts = [str(o) for p in (SKOS.definition, RDFS.comment) for o in graph.objects(None, p)]
    assert [t for t in texts if not re.fullmatch(r"[A-Z0-9].*\.", t)] == []


@pytest.mark.parametrize("name", ["ontology", "concepts"])
def test_labels_do_not_shout_or_end_in_a_stop(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    labels = [str(o) for p in (RDFS.label, SKOS.prefLabel) for o in graph.objects(None, p)]
    assert [t for t in labels if t.endswith(".") or (t.isupper() and len(t) > 3)] == []


def test_no_label_twice(ontology: Graph) -> None:
    labels = Counter(str(o).casefold() for o in ontology.objects(None, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_no_definition_twice(ontology: Graph) -> None:
    texts = Counter(str(o) for o in ontology.objects(None, SKOS.definition))
    assert [text for text, count in texts.items() if count > 1] == []


def test_deprecated_terms_name_their_successor(ontology: Graph, concepts: Graph) -> None:
    for graph in (ontology, concepts):
        old = set(graph.subjects(OWL.deprecated, Literal(lexical_or_value=True)))
        replaced = {s for p in _SUCCESSOR for s in graph.subjects(p)}
        assert old - replaced == set()


_SUCCESSOR = (
    URIRef("http://purl.org/dc/terms/isReplacedBy"),
    URIRef("http://purl.obolibrary.org/obo/IAO_0100001"),
)


def test_every_class_has_a_parent_or_is_an_umbrella(ontology: Graph, classes: list[URIRef]) -> None:
    roots = {c for c in classes if not list(ontology.objects(c, RDFS.subClassOf))}
    assert {c[len(KG) :] for c in roots} == {"Entity", "Statement"}


def test_no_cycles(ontology: Graph, everything: list[URIRef]) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in everything:
            above = {
                ancestor
                for parent in ontology.objects(term, predicate)
                for ancestor in ontology.transitive_objects(parent, predicate)
            }
            assert term not in above, term


def test_iris_are_plain_ascii_names(everything: list[URIRef]) -> None:
    assert [t for t in everything if not re.fullmatch(r"[A-Za-z]+", t[len(KG) :])] == []


def test_parents_are_declared(ontology: Graph) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.disjointWith):
        loose = [o for o in ontology.objects(None, predicate) if not _declared(ontology, o)]
        assert loose == [], predicate


def _declared(ontology: Graph, term: object) -> bool:
    return isinstance(term, URIRef) and (term, RDF.type, None) in ontology


def test_no_term_has_two_natures(ontology: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    counts = Counter(s for kind in kinds for s in ontology.subjects(RDF.type, kind))
    assert [term for term, count in counts.items() if count > 1] == []
