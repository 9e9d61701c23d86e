"""Each list of concepts is whole, and what is said of its concepts can be relied on."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SKOS, VANN

from_root = Namespace("https://w3id.org/claimgraph/")
KG = Namespace("https://w3id.org/claimgraph/ns#")
BOUNDS = {"value", "lower", "upper", "both", "none"}


@pytest.fixture(name="all_concepts")
def _all_concepts(concepts: Graph) -> list[URIRef]:
    return sorted(s for s in concepts.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))


def _in(concepts: Graph, scheme: str) -> set[URIRef]:
    return {s for s in concepts.subjects(SKOS.inScheme, from_root[scheme]) if isinstance(s, URIRef)}


def test_each_concept_is_in_the_one_list_of_its_namespace(
    concepts: Graph, all_concepts: list[URIRef]
) -> None:
    for concept in all_concepts:
        schemes = list(concepts.objects(concept, SKOS.inScheme))
        assert schemes == [URIRef(concept.partition("#")[0])], concept


def test_each_concept_has_one_label_and_one_definition(
    concepts: Graph, all_concepts: list[URIRef]
) -> None:
    for concept in all_concepts:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = [o for o in concepts.objects(concept, predicate) if isinstance(o, Literal)]
            assert [text.language for text in texts] == ["en"], concept


def test_each_concept_is_at_the_top_or_below_another(
    concepts: Graph, all_concepts: list[URIRef]
) -> None:
    places = {SKOS.topConceptOf, SKOS.broader}
    assert [c for c in all_concepts if not places & {*concepts.predicates(c)}] == []


def test_labels_are_unique_in_their_list(concepts: Graph, all_concepts: list[URIRef]) -> None:
    labels = Counter(
        (concepts.value(c, SKOS.inScheme), str(concepts.value(c, SKOS.prefLabel)).casefold())
        for c in all_concepts
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_notations_are_unique_in_their_list(concepts: Graph) -> None:
    notations = Counter(
        (concepts.value(c, SKOS.inScheme), code) for c, code in concepts[: SKOS.notation]
    )
    assert [notation for notation, count in notations.items() if count > 1] == []


def test_lists_are_described_and_have_namespaces_of_their_own(concepts: Graph) -> None:
    schemes = list(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    needed = {RDFS.label, SKOS.definition, VANN.preferredNamespacePrefix}
    assert [s for s in schemes if needed - {*concepts.predicates(s)}] == []
    spaces = [str(concepts.value(s, VANN.preferredNamespaceUri)) for s in schemes]
    assert sorted(spaces) == sorted({f"{s}#" for s in schemes})
    assert all(_in(concepts, str(s).removeprefix(from_root)) for s in schemes)


def test_every_stance_has_a_polarity(concepts: Graph) -> None:
    values = {concepts.value(stance, KG.polarity) for stance in _in(concepts, "stance")}
    assert values == {Literal(1), Literal(0), Literal(-1)}


def test_every_approximation_says_which_bound_it_gives(concepts: Graph) -> None:
    bounds = {str(concepts.value(c, KG.bound)) for c in _in(concepts, "approximation")}
    assert bounds == BOUNDS
    assert concepts.value(from_root["approximation#up-to"], KG.bound) == Literal("upper")
    assert concepts.value(from_root["approximation#at-least"], KG.bound) == Literal("lower")


def test_stages_are_in_order(concepts: Graph) -> None:
    asked = """
        SELECT ?stage WHERE {
            ?stage skos:inScheme <https://w3id.org/claimgraph/stage> ; kg:rank ?rank .
            <https://w3id.org/claimgraph/stage#agreed> kg:rank ?least .
            FILTER (?rank >= ?least)
        } ORDER BY ?rank"""
    rows = concepts.query(asked, initNs={"skos": SKOS, "kg": KG})
    found = [str(row[0]).partition("#")[2] for row in rows if isinstance(row, tuple)]
    assert found == ["agreed", "committed", "allocated", "delivered"]


def test_ranks_are_unique_in_their_list(concepts: Graph) -> None:
    ranks = Counter((concepts.value(c, SKOS.inScheme), r) for c, r in concepts[: KG.rank])
    assert len(ranks) > 10
    assert [rank for rank, count in ranks.items() if count > 1] == []


@pytest.mark.parametrize(
    ("stage", "code"),
    [("announced", "12"), ("agreed", "12"), ("committed", "2"), ("delivered", "3")],
)
def test_stages_carry_the_transaction_types_of_iati(concepts: Graph, stage: str, code: str) -> None:
    found = concepts.value(from_root[f"stage#{stage}"], KG.iatiTransactionType)
    assert found == Literal(code)


def test_matches_lead_outside(concepts: Graph) -> None:
    for predicate in (SKOS.exactMatch, SKOS.closeMatch):
        for concept, other in concepts.subject_objects(predicate):
            assert not str(other).startswith(from_root), concept
