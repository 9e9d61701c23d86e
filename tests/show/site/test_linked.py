"""The JSON-LD of each page: read by two parsers, and nothing in it that the graph does not hold."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.graph.engine import Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.show.site.conftest import Read

SCHEMA = "https://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def quads(graph: kg.Graph) -> set[ox.Quad]:
    found = set()
    for query in ("SELECT ?s ?p ?o { ?s ?p ?o }", "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"):
        answer = graph.engine.query(query)
        assert isinstance(answer, Rows)
        found |= {ox.Quad(*row) for row in answer}  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def schema(graph: kg.Graph) -> dict[str, set[str]]:
    """The terms of schema.org that the ontology gives for each of ours."""
    asked = """SELECT ?ours ?theirs {
        ?ours rdfs:subClassOf*/(rdfs:subClassOf|rdfs:subPropertyOf|skos:closeMatch) ?theirs
        FILTER(STRSTARTS(STR(?theirs), "https://schema.org/")) }"""
    found: dict[str, set[str]] = {}
    for ours, theirs in graph.engine.query(asked):  # type: ignore[union-attr, misc]
        found.setdefault(theirs.value, set()).add(ours.value)  # type: ignore[union-attr]
    return found


def parsed(page: Read) -> set[ox.Quad]:
    text = json.dumps(page.linked)
    return set(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD))


def test_it_tells_the_graph_and_nothing_else(
    crawled: dict[str, Read], quads: set[ox.Quad], schema: dict[str, set[str]]
) -> None:
    told: set[ox.Quad] = set()
    for path, page in crawled.items():
        found = parsed(page)
        assert found or path.startswith("queries/"), path
        ours = {quad for quad in found if not _schema(quad)}
        assert ours <= quads, (path, next(iter(ours - quads)))
        for quad in found - ours:
            assert any(_says(quad, one, schema) for one in ours if one.subject == quad.subject), (
                quad
            )
        told |= ours
    stated = {quad for quad in quads if quad.graph_name != ox.DefaultGraph()}
    assert stated <= told, "every triple that a claim states stands on the claim's page"


def test_a_network_tells_what_its_things_are_and_how_they_are_linked(
    folder: Path, reader: Callable[[Path], Read], quads: set[ox.Quad]
) -> None:
    files = sorted(folder.rglob("*network.html"))
    assert len(files) > 2
    for file in files:
        found = parsed(reader(file))
        ours = {quad for quad in found if not _schema(quad)}
        assert ours <= quads, file
        linked = {quad for quad in ours if quad.object in {one.subject for one in ours}}
        assert linked or file.name != "network.html", file


def _schema(quad: ox.Quad) -> bool:
    names = (quad.predicate.value, getattr(quad.object, "value", ""))
    return names[0].startswith(SCHEMA) or (names[0] == TYPE and names[1].startswith(SCHEMA))


def _says(theirs: ox.Quad, ours: ox.Quad, schema: dict[str, set[str]]) -> bool:
    """Whether one of our triples says what one of schema.org's does."""
    known = {
        f"{SCHEMA}name": {"http://www.w3.org/2000/01/rdf-schema#label",
                          "http://purl.org/dc/terms/title"},
        f"{SCHEMA}alternateName": {"http://www.w3.org/2004/02/skos/core#altLabel"},
        f"{SCHEMA}description": {"http://purl.org/dc/terms/description"},
        f"{SCHEMA}license": {"http://purl.org/dc/terms/license"},
        f"{SCHEMA}creator": {"http://purl.org/dc/terms/creator"},
        f"{SCHEMA}version": {"http://www.w3.org/ns/dcat#version"},
        f"{SCHEMA}Dataset": {"http://www.w3.org/ns/dcat#Dataset"},
    }  # fmt: skip
    if theirs.predicate.value == TYPE:
        wanted = theirs.object.value  # type: ignore[union-attr]
        mine = ours.object.value if ours.predicate.value == TYPE else ""  # type: ignore[union-attr]
        return mine in schema.get(wanted, set()) | known.get(wanted, set())
    name = theirs.predicate.value
    known_here = schema.get(name, set()) | known.get(name, set())
    return ours.predicate.value in known_here and ours.object == theirs.object


def named(graph: object) -> str:
    """The name of a graph of rdflib's; none for the default graph, which it calls one too."""
    name = str(graph or "")
    return "" if name == "urn:x-rdflib:default" else name


def test_rdflib_reads_the_same(crawled: dict[str, Read]) -> None:
    paths = [path for path in crawled if path.count("/") != 2]
    claims = [path for path in crawled if path.count("/") == 2]
    for path in ["index.html", *paths[1::25], *claims[::40]]:
        page = crawled[path]
        dataset = rdflib.Dataset()
        with warnings.catch_warnings():  # rdflib's parser uses what rdflib calls old
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=json.dumps(page.linked), format="json-ld")
        theirs = {(str(s), str(p), str(o), named(g)) for s, p, o, g in dataset.quads()}
        ours = {
            (q.subject.value, q.predicate.value, q.object.value,  # type: ignore[union-attr]
             getattr(q.graph_name, "value", "")) for q in parsed(page)
        }  # fmt: skip
        assert ours == theirs, path


def test_a_claim_is_one_of_schema_org_too(crawled: dict[str, Read], graph: kg.Graph) -> None:
    claim = "independent-2025-03-20/c02-1"
    page = crawled[f"claims/{claim}.html"]
    iri = graph.iri(claim)
    kinds = {q.object.value for q in parsed(page)  # type: ignore[union-attr]
             if q.subject == iri and q.predicate.value == TYPE}  # fmt: skip
    assert {"https://w3id.org/claimgraph/ns#Claim", f"{SCHEMA}Claim"} <= kinds
