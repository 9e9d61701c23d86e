"""Queries drawn: rows and triples as links, with the claims behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.show.network.model import Statement
from kg.show.network.view import network, view

if TYPE_CHECKING:
    from tests.show.conftest import Maker

BASE = "https://example.org/t/"
STANCES = """
SELECT ?who ?whoLabel ?what ?how ?claim WHERE {
  GRAPH ?claim { ?s a kg:Stance ; kg:holder ?who ; kg:towards ?what ; kg:stance ?stance }
  ?who rdfs:label ?whoLabel . ?stance skos:prefLabel ?how
}
"""


def links(graph: Graph, query: str) -> dict[tuple[str, str], tuple[Statement, ...]]:
    drawn = network(graph, query=query)
    return {
        (edge.source.removeprefix(BASE), edge.target.removeprefix(BASE)): edge.statements
        for edge in drawn.edges
    }


def test_the_first_two_columns_of_things_are_a_link_with_label_and_evidence(small: Graph) -> None:
    found = links(small, STANCES)
    assert set(found) == {("cland", "shield")}
    (one,) = found["cland", "shield"]
    assert one.label == "opposes"
    assert one.claims == (f"{BASE}daily/c2", f"{BASE}weekly/c1")


def test_a_table_for_people_is_drawn_by_the_labels_it_shows(small: Graph) -> None:
    drawn = network(
        small,
        query="SELECT ?side ?who ?day ?how ?what ?claim WHERE { GRAPH ?claim { ?s kg:holder ?a ;"
        " kg:towards ?b ; kg:stance ?c } ?a rdfs:label ?who . ?b rdfs:label ?what ."
        ' ?c skos:prefLabel ?how BIND("against" AS ?side) BIND("2025-01-01"^^xsd:date AS ?day) }',
    )
    (edge,) = drawn.edges
    assert (edge.source, edge.target) == (f"{BASE}cland", f"{BASE}shield")
    assert edge.statements[0].label == "opposes"
    assert edge.statements[0].count == 2


def test_a_label_of_two_things_names_neither(make: Callable[..., Maker]) -> None:
    maker = make()
    for name in ("one", "two"):
        maker.thing(name, "Person", "Kim")
    maker.thing("three", "Person", "Lee")
    drawn = network(maker.graph(), query="SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n }")
    assert [node.iri for node in drawn.nodes] == [f"{BASE}three"]


def test_things_come_before_articles_and_claims_are_no_ends(small: Graph) -> None:
    found = links(
        small,
        "SELECT ?source ?claim ?other ?who ?what WHERE { ?claim kg:publishedIn ?source ."
        " GRAPH ?claim { ?s kg:holder ?who ; kg:towards ?what } BIND(?claim AS ?other) }",
    )
    assert set(found) == {("cland", "shield")}


def test_rows_without_a_claim_rest_on_their_receipts(small: Graph) -> None:
    found = links(small, "SELECT ?a ?b WHERE { ?g kg:pledgedBy ?a ; kg:pledgedTo ?b }")
    (one,) = found["aland", "bland"]
    assert one.label == "in one row"
    assert one.claims == (f"{BASE}daily/c1",), "others are about both, and say nothing of a pledge"


def test_a_link_rests_on_every_row_that_makes_it(small: Graph) -> None:
    found = links(small, "SELECT ?a ?b WHERE { ?r kg:from ?a ; kg:to ?b ; kg:status ?now }")
    assert found["aland", "bland"][0].claims == (f"{BASE}daily/c3", f"{BASE}daily/c4")


def test_where_a_query_cannot_be_explained_a_link_rests_on_the_claims_about_both(
    small: Graph,
) -> None:
    found = links(small, "SELECT ?a ?b WHERE { ?r kg:from ?a ; kg:to ?b } GROUP BY ?a ?b (RAND())")
    every = tuple(f"{BASE}daily/c{number}" for number in (1, 3, 4))
    assert found["aland", "bland"][0].claims == every


def test_a_link_no_claim_stands_behind_is_drawn_and_says_so(small: Graph) -> None:
    found = links(small, "SELECT ?a ?b WHERE { VALUES (?a ?b) { (:ann :tents) } }")
    assert found["ann", "tents"][0].claims == ()
    assert found["ann", "tents"][0].count == 0


def test_one_column_of_things_is_things_without_links(small: Graph) -> None:
    drawn = network(small, query="SELECT ?who ?name WHERE { ?who a kg:Person ; rdfs:label ?name }")
    assert [node.iri for node in drawn.nodes] == [f"{BASE}ann"]
    assert not drawn.edges
    assert f"{BASE}daily/c5" in drawn.nodes[0].claims


def test_triples_are_links_with_the_claims_that_state_them(small: Graph) -> None:
    found = links(
        small,
        "CONSTRUCT { ?g kg:pledgedBy ?a . ?a kg:concerns ?b . ?g rdfs:label ?l }"
        " WHERE { ?g kg:pledgedBy ?a ; kg:pledgedTo ?b ; rdfs:label ?l }",
    )
    assert found["gift", "aland"][0].claims == (f"{BASE}daily/c1",)
    assert found["aland", "bland"][0].label == "concerns"
    assert found["aland", "bland"][0].claims == (f"{BASE}daily/c1",)


def test_a_link_made_of_two_claims_rests_on_both_and_tells_its_weight(small: Graph) -> None:
    found = links(
        small,
        "CONSTRUCT { ?a kg:concerns ?b . [] rdf:subject ?a ; rdf:predicate kg:concerns ;"
        " rdf:object ?b ; rdf:value ?n } WHERE {"
        " { SELECT ?a ?b (COUNT(?r) AS ?n) { ?r kg:from ?a ; kg:to ?b } GROUP BY ?a ?b } }",
    )
    (one,) = found["aland", "bland"]
    assert one.claims == (f"{BASE}daily/c3", f"{BASE}daily/c4")
    assert one.details == (("weight", "2"),)
    assert not one.agreement.corroborated, "neither claim says by itself that they go together"


def test_an_answer_is_capped_like_any_picture(small: Graph) -> None:
    drawn = network(small, query="SELECT ?a ?b WHERE { ?r kg:from ?a ; kg:to ?b }", limit=1)
    assert len(drawn.nodes) == 1
    assert drawn.left_out == 1


def test_facts_and_claims_of_the_things_are_there_too(small: Graph) -> None:
    drawn = network(small, query=STANCES)
    shield = next(node for node in drawn.nodes if node.iri.endswith("shield"))
    assert ("status", "under way") in {(fact.label, fact.value) for fact in shield.facts}


def test_a_file_and_its_parameters(small: Graph, tmp_path: Path) -> None:
    file = tmp_path / "of-whom.rq"
    file.write_text(
        "#+ summary: What one thing relates to\n"
        "SELECT ?from ?to WHERE { ?r kg:from ?_who_id ; kg:to ?to . BIND(?_who_id AS ?from) }\n",
        encoding="utf-8",
    )
    drawn = network(small, query=file, values={"who": "aland"})
    assert (drawn.title, drawn.asked) == ("What one thing relates to", "of-whom who=aland")
    assert [edge.target for edge in drawn.edges] == [f"{BASE}bland"]
    assert "of-whom who=aland" in view(small, query=file, values={"who": "aland"})


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("ASK { ?s ?p ?o }", "yes or no"),
        ("SELECT ?kind WHERE { ?kind a skos:ConceptScheme }", "no column"),
        ("SELECT ?a ?b WHERE { ?a kg:nothing ?b }", "no column"),
        ("CONSTRUCT { ?a rdfs:label ?b } WHERE { ?a rdfs:label ?b }", "no triple"),
        ("SELECT ?a WHERE { ?a ?b ", "SPARQL"),
        ("no-such-query", "no saved query"),
    ],
)
def test_what_cannot_be_drawn_is_told(small: Graph, query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        network(small, query=query)
