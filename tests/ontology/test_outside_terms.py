"""Every term of another vocabulary that we point at really exists under that name."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    SOSA,
    TIME,
    VANN,
    DefinedNamespace,
)

CLOSED: list[type[DefinedNamespace]] = [
    DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, SOSA, TIME, VANN,
]  # fmt: skip

# Vocabularies that the RDF library does not know: their terms that we use, read in their files.
READ = {
    "http://www.w3.org/ns/oa#": (
        "Annotation SpecificResource TextPositionSelector hasSource hasTarget start end "
        "exact prefix suffix"
    ),
    "http://semanticweb.cs.vu.nl/2009/11/sem/": (
        "Actor Event Object Place Time actorType hasActor hasPlace hasTime hasTimeStamp "
        "hasEarliestBeginTimeStamp hasLatestEndTimeStamp"
    ),
    "http://www.w3.org/2008/05/skos-xl#": "Label altLabel literalForm",
    "http://purl.org/spar/cito/": "disagreesWith extends supports",
    "http://spdx.org/rdf/terms#": "checksumValue",
    "http://qudt.org/vocab/unit/": (
        "PERCENT CCY_EUR CCY_USD CCY_GBP NUM NUM-PER-YR KiloM KiloM-PER-HR MilliM YR UNITLESS"
    ),
}
OURS = "https://w3id.org/claimgraph/"
PLAIN = (
    "http://www.w3.org/2001/XMLSchema#",
    "https://www.apache.org/licenses/",
    "https://iatistandard.org/",
)


@pytest.mark.parametrize("name", ["ontology", "concepts", "shapes"])
def test_outside_terms_exist(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    used = {str(n) for n in (*graph.all_nodes(), *graph.predicates()) if isinstance(n, URIRef)}
    outside = {iri for iri in used if not iri.startswith((OURS, *PLAIN))}
    assert {iri for iri in outside if not _exists(iri)} == set()


def _exists(iri: str) -> bool:
    for space in CLOSED:
        if iri.startswith(str(space)):
            return URIRef(iri) in space
    return any(iri.startswith(ns) and iri[len(ns) :] in terms.split() for ns, terms in READ.items())


def test_lists_of_terms_read_are_not_longer_than_needed(
    ontology: Graph, concepts: Graph, shapes: Graph
) -> None:
    used = {str(node) for graph in (ontology, concepts, shapes) for node in graph.all_nodes()}
    listed = {ns + term for ns, terms in READ.items() for term in terms.split()}
    assert listed - used == set()
