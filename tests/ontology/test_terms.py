"""Each term is labelled, defined, tied to other vocabularies, and has its place."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS, XSD

KG = "https://w3id.org/claimgraph/ns#"
NS = URIRef("https://w3id.org/claimgraph/ns")
LAYER = URIRef(f"{KG}layer")
SCHEME = URIRef(f"{KG}scheme")
ALIGNMENTS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)

# Terms that stand alone, and why.
UNALIGNED = {
    "length": "selectors of Web Annotation count places, not whole texts",
    "paragraphs": "selectors of Web Annotation count places, not whole texts",
    "paragraph": "no common vocabulary numbers paragraphs",
    "first": "oa:exact and its kin hold the text, which must not be here",
    "last": "oa:exact and its kin hold the text, which must not be here",
    "boilerplate": "no common vocabulary tells a page from its article",
    "sharesOriginWith": "no common vocabulary tells witnesses of one origin apart",
    "certainty": "FactBank has the values, but no IRIs",
    "publisherBasis": "a kind of basis",
    "basis": "no common vocabulary says how an attribution is known",
    "dateBasis": "no common vocabulary says how a date was found",
    "correction": "Web Annotation leads from the remark to its target only",
    "proposed": "Web Annotation would need a body node",
    "proposedValue": "Web Annotation would need a body node",
    "printed": "kept beside a value by statement-level tools, under no common IRI",
    "condition": "no common vocabulary makes a statement depend on a supposition",
    "former": "ORG gives the interval, which articles do not",
    "under": "no common vocabulary ties a pledge to a programme",
    "stage": "IATI has codes, but no IRIs",
    "share": "no common vocabulary has fractions of a grant",
    "modality": "PLOVER has modes, but no IRIs",
    "comparedWith": "no common vocabulary has the other side of a comparison",
    "approximation": "no common vocabulary has hedges",
    "derived": "PROV-O says from what, not that",
    "stance": "no common vocabulary has kinds of position",
    "rationale": "no common vocabulary keeps reasons with positions",
}


def test_one_label_and_one_definition_per_language(
    ontology: Graph, everything: list[URIRef]
) -> None:
    faulty = []
    for term in everything:
        for predicate in (RDFS.label, SKOS.definition):
            texts = [o for o in ontology.objects(term, predicate) if isinstance(o, Literal)]
            languages = [text.language for text in texts]
            if "en" not in languages or len(languages) != len(set(languages)):
                faulty.append((term, predicate))
    assert faulty == []


def test_defined_by_this_ontology(ontology: Graph, everything: list[URIRef]) -> None:
    wrong = [t for t in everything if list(ontology.objects(t, RDFS.isDefinedBy)) != [NS]]
    assert wrong == []


def test_aligned_itself_or_through_its_parents(
    ontology: Graph, classes: list[URIRef], properties: list[URIRef]
) -> None:
    alone = {t[len(KG) :] for t in [*classes, *properties] if not _aligned(ontology, t)}
    assert alone == set(UNALIGNED)


def _aligned(ontology: Graph, term: URIRef) -> bool:
    family = [
        *ontology.transitive_objects(term, RDFS.subClassOf),
        *ontology.transitive_objects(term, RDFS.subPropertyOf),
    ]
    found = {o for t in family for p in ALIGNMENTS for o in ontology.objects(t, p)}
    return any(not str(o).startswith(KG) for o in found)


def test_at_most_one_domain_and_range(ontology: Graph, properties: list[URIRef]) -> None:
    many = [
        term
        for term in properties
        for predicate in (RDFS.domain, RDFS.range)
        if len(list(ontology.objects(term, predicate))) > 1
    ]
    assert many == []


def test_domain_and_range_are_told_for_certain_or_as_a_choice(
    ontology: Graph, properties: list[URIRef]
) -> None:
    for sure, choice in ((RDFS.domain, SDO.domainIncludes), (RDFS.range, SDO.rangeIncludes)):
        both = [t for t in properties if {sure, choice} <= {*ontology.predicates(t)}]
        none = [t for t in properties if not {sure, choice} & {*ontology.predicates(t)}]
        assert (both, none) == ([], [])
        lone = [t for t in properties if len(list(ontology.objects(t, choice))) == 1]
        assert lone == []


def test_ranges_fit_the_sort_of_property(ontology: Graph, properties: list[URIRef]) -> None:
    for term in properties:
        data = (term, RDF.type, OWL.DatatypeProperty) in ontology
        for value in ontology.objects(term, RDFS.range):
            typed = str(value).startswith(str(XSD)) or value == RDF.langString
            assert typed == data, term


def test_every_property_has_one_layer(ontology: Graph, everything: list[URIRef]) -> None:
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    layers = set(ontology.subjects(RDF.type, URIRef(f"{KG}Layer")))
    assert len(layers) == 4
    for term in everything:
        found = list(ontology.objects(term, LAYER))
        if kinds & {*ontology.objects(term, RDF.type)}:
            assert len(found) == 1, term
            assert found[0] in layers, term
        else:
            assert found == [], term


def test_terms_of_either_layer_say_so(ontology: Graph) -> None:
    for term in ontology.subjects(LAYER, URIRef(f"{KG}anyLayer")):
        comments = " ".join(str(o) for o in ontology.objects(term, RDFS.comment))
        assert "in the record" in comments, term
        assert "claim states" in comments, term


def test_concept_valued_properties_name_their_list(
    ontology: Graph, concepts: Graph, properties: list[URIRef]
) -> None:
    valued = {t for t in properties if (t, RDFS.range, SKOS.Concept) in ontology}
    assert valued == set(ontology.subjects(SCHEME))
    assert set(ontology.objects(None, SCHEME)) == set(
        concepts.subjects(RDF.type, SKOS.ConceptScheme)
    )
