"""The JSON-LD context and the ontology say the same, in every parser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

KG = "https://w3id.org/claimgraph/ns#"
SCHEME = URIRef(f"{KG}scheme")


def _iris(terms: dict[str, Any]) -> dict[str, URIRef]:
    """The properties of our namespace, by the key that people write."""
    found = {}
    for name, meaning in terms.items():
        iri = ""
        if isinstance(meaning, dict):
            iri = meaning.get("@id") or meaning.get("@reverse", "")
        if iri.startswith("kg:"):
            found[name] = URIRef(KG + iri[3:])
    return found


def test_terms_and_properties_are_the_same(terms: dict[str, Any], properties: list[URIRef]) -> None:
    assert set(_iris(terms).values()) == set(properties)


def test_one_key_per_property(terms: dict[str, Any]) -> None:
    forward = {n: iri for n, iri in _iris(terms).items() if "@reverse" not in terms[n]}
    assert len(set(forward.values())) == len(forward)


def test_values_are_read_as_the_ontology_says(terms: dict[str, Any], ontology: Graph) -> None:
    for name, iri in _iris(terms).items():
        meaning = terms[name]
        if meaning.get("@type") in {"@id", "@vocab"}:
            assert (iri, RDF.type, OWL.ObjectProperty) in ontology, name
            continue
        expected = URIRef(meaning.get("@type", "xsd:string").replace("xsd:", str(XSD)))
        if "@language" in meaning:
            expected = RDF.langString
        assert ontology.value(iri, RDFS.range) == expected, name


def test_lists_of_concepts_are_the_ones_of_the_ontology(
    terms: dict[str, Any], ontology: Graph
) -> None:
    for name, iri in _iris(terms).items():
        inner = terms[name].get("@context", {}).get("@vocab", "")
        scheme = str(ontology.value(iri, SCHEME) or "")
        assert inner == (f"{scheme}#" if scheme else ""), name


def test_one_line_per_term(folder: Path) -> None:
    lines = (folder / "context.jsonld").read_text("utf-8").splitlines()[2:-2]
    assert [line for line in lines if not json.loads("{" + line.strip().rstrip(",") + "}")] == []
    assert all(len(json.loads("{" + line.strip().rstrip(",") + "}")) == 1 for line in lines)


def _document(terms: dict[str, Any], ontology: Graph, concepts: Graph) -> tuple[str, set[str]]:
    """Every concept, written as people write it, below every key that can take it."""
    wanted: set[str] = set()
    graph = []
    for name, iri in _iris(terms).items():
        scheme = ontology.value(iri, SCHEME)
        if scheme:
            found = sorted(str(c) for c in concepts.subjects(SKOS.inScheme, scheme))
            wanted.update(f"{iri} {concept}" for concept in found)
            graph.append({"id": f"x:{name}", name: [c.partition("#")[2] for c in found]})
    return json.dumps({"@context": terms, "@graph": graph}), wanted


def test_every_concept_can_be_written_by_its_name_with_pyoxigraph(
    terms: dict[str, Any], ontology: Graph, concepts: Graph
) -> None:
    text, wanted = _document(terms, ontology, concepts)
    quads = parse(text, format=RdfFormat.JSON_LD)
    assert {f"{q.predicate.value} {getattr(q.object, 'value', '')}" for q in quads} == wanted


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of its Dataset
def test_every_concept_can_be_written_by_its_name_with_rdflib(
    terms: dict[str, Any], ontology: Graph, concepts: Graph
) -> None:
    text, wanted = _document(terms, ontology, concepts)
    data = Graph().parse(data=text, format="json-ld")
    assert {f"{p} {o}" for _, p, o in data} == wanted


@pytest.mark.parametrize("key", ["label", "altLabel", "type", "states"])
def test_keys_of_other_vocabularies(terms: dict[str, Any], key: str) -> None:
    assert key in terms
