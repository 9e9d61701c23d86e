"""The pitfalls of the OOPS! catalogue that can be found by looking, by their numbers."""

from __future__ import annotations

import re
from itertools import chain

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS

KG = "https://w3id.org/claimgraph/ns#"
USES = (
    RDFS.subClassOf,
    RDFS.domain,
    RDFS.range,
    SDO.domainIncludes,
    SDO.rangeIncludes,
)


def test_p02_no_equivalent_terms(ontology: Graph) -> None:
    for predicate in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert list(ontology.triples((None, predicate, None))) == []


def test_p04_no_element_is_unconnected(ontology: Graph, classes: list[URIRef]) -> None:
    used = set(chain.from_iterable(ontology.objects(None, p) for p in USES))
    below = {o for c in classes if c in used for o in ontology.objects(c, RDFS.subClassOf)}
    typed = set(ontology.objects(None, RDF.type))
    family = {
        c for c in classes if {*ontology.transitive_objects(c, RDFS.subClassOf)} & (used - {c})
    }
    assert set(classes) - used - below - typed - family == set()


def test_p05_and_p25_to_p27_inverses_are_of_two_object_properties(ontology: Graph) -> None:
    for one, other in ontology.subject_objects(OWL.inverseOf):
        assert one != other
        assert (other, RDF.type, OWL.ObjectProperty) in ontology
        assert ontology.value(one, RDFS.domain) == ontology.value(other, RDFS.range)


def test_p06_no_class_is_its_own_ancestor(ontology: Graph, classes: list[URIRef]) -> None:
    for term in classes:
        parents = list(ontology.objects(term, RDFS.subClassOf))
        assert all(term not in ontology.transitive_objects(p, RDFS.subClassOf) for p in parents), (
            term
        )


def test_p07_no_class_merges_two_ideas(classes: list[URIRef]) -> None:
    assert [c for c in classes if re.search(r"[a-z](And|Or)[A-Z]", c)] == []


def test_p08_every_term_is_annotated(ontology: Graph, everything: list[URIRef]) -> None:
    needed = {RDFS.label, SKOS.definition}
    assert [t for t in everything if needed - {*ontology.predicates(t)}] == []


def test_p10_disjointness_is_stated_and_safe(ontology: Graph) -> None:
    pairs = list(ontology.subject_objects(OWL.disjointWith))
    assert len(pairs) > 10
    for one, other in pairs:
        below_one = set(ontology.transitive_subjects(RDFS.subClassOf, one))
        below_other = set(ontology.transitive_subjects(RDFS.subClassOf, other))
        assert below_one & below_other == set()


def test_p11_domain_and_range_are_given(ontology: Graph, properties: list[URIRef]) -> None:
    sides = ({RDFS.domain, SDO.domainIncludes}, {RDFS.range, SDO.rangeIncludes})
    bare = [p for p in properties for side in sides if not side & {*ontology.predicates(p)}]
    assert bare == []


def test_p19_no_property_has_two_domains_or_ranges(
    ontology: Graph, properties: list[URIRef]
) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        counts = [len(list(ontology.objects(p, predicate))) for p in properties]
        assert max(counts) == 1


def test_p20_label_and_definition_differ(ontology: Graph, everything: list[URIRef]) -> None:
    for term in everything:
        label = str(ontology.value(term, RDFS.label)).casefold()
        text = str(ontology.value(term, SKOS.definition)).casefold().rstrip(".")
        assert label != text, term


def test_p21_no_class_of_leftovers(classes: list[URIRef]) -> None:
    assert [c for c in classes if re.search("Other|Misc|Various|Unknown", c)] == []


def test_p22_names_follow_one_convention(classes: list[URIRef], everything: list[URIRef]) -> None:
    assert [c for c in classes if not re.fullmatch(r"([A-Z][a-z]+)+", c[len(KG) :])] == []
    rest = set(everything) - set(classes)
    assert [p for p in rest if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", p[len(KG) :])] == []


def test_p24_no_definition_refers_to_itself_only(ontology: Graph, everything: list[URIRef]) -> None:
    """A definition may name its term, but has to say more than that."""
    for term in everything:
        words = set(re.findall(r"[a-z]+", str(ontology.value(term, SKOS.definition)).casefold()))
        own = set(re.findall(r"[a-z]+", str(ontology.value(term, RDFS.label)).casefold()))
        assert len(words - own - {"a", "an", "the", "of", "is", "it", "that"}) >= 3, term


def test_p28_and_p29_no_property_is_symmetric_or_transitive(ontology: Graph) -> None:
    """They would need a reasoner, which no query here may ask for."""
    for kind in (OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.FunctionalProperty):
        assert list(ontology.subjects(RDF.type, kind)) == []


def test_p32_no_two_terms_share_a_label(ontology: Graph, everything: list[URIRef]) -> None:
    labels = [str(ontology.value(t, RDFS.label)).casefold() for t in everything]
    assert sorted(labels) == sorted(set(labels))


def test_p33_no_property_chain(ontology: Graph) -> None:
    assert list(ontology.triples((None, OWL.propertyChainAxiom, None))) == []


def test_p34_and_p35_what_is_used_is_declared(ontology: Graph) -> None:
    for predicate in USES:
        for value in ontology.objects(None, predicate):
            assert isinstance(value, URIRef)
            outside = str(value).startswith(
                ("http://www.w3.org/2000/01/", "http://www.w3.org/1999/")
            )
            typed = str(value).startswith("http://www.w3.org/2001/XMLSchema#")
            assert outside or typed or (value, RDF.type, None) in ontology, value


def test_p36_no_file_ending_in_the_iri(ontology: Graph) -> None:
    header = ontology.value(None, RDF.type, OWL.Ontology)
    assert not re.search(r"\.(ttl|owl|rdf)$", str(header))


def test_p38_p39_p41_declaration_namespace_and_licence(ontology: Graph) -> None:
    header = ontology.value(None, RDF.type, OWL.Ontology)
    assert header == URIRef(KG.rstrip("#"))
    assert ontology.value(header, URIRef("http://purl.org/dc/terms/license"))
