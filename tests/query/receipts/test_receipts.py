"""Every row of an answer is led back to the claims that support it, and to those only."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

import kg
from kg.errors import UsageError
from kg.graph.engine import Rows
from kg.query.receipts.as_rows import COLUMNS
from kg.query.saved import Saved


def claims(graph: kg.Graph, query: str) -> list[set[str]]:
    """Return the ids of the claims in each row's receipt."""
    return [{graph.id(iri) for iri in receipt.claims} for receipt in kg.why(graph, query).receipts]


def test_a_plain_pattern_rests_on_the_claims_that_state_it(graph: kg.Graph) -> None:
    found = claims(graph, "SELECT ?n { :package-21bn-uk kg:amount ?n }")
    assert found == [{"rerussia-2025-04/c09-8"}]


def test_an_aggregate_rests_on_the_claims_of_its_group(graph: kg.Graph) -> None:
    query = """SELECT (SUM(?n) AS ?sum) {
      ?part kg:partOf :package-21bn ; kg:amount ?n ; kg:pledgedBy ?who } GROUP BY ?all"""
    answered = kg.why(graph, query)
    (row,) = answered.rows
    assert isinstance(row[0], ox.Literal)
    assert Decimal(row[0].value) == Decimal(16_300_000_000)
    found = {graph.id(iri) for iri in answered.receipts[0].claims}
    assert found == {"rerussia-2025-04/c09-8", "rerussia-2025-04/c09-9"}


def test_only_the_branch_that_matched_is_in_the_receipt(graph: kg.Graph) -> None:
    query = """SELECT ?s ?how {
      { ?s kg:stance stance:opposes BIND("opposes" AS ?how) }
      UNION { ?s kg:stance stance:supports BIND("supports" AS ?how) }
      ?s kg:holder :hungary }"""
    answered = kg.why(graph, query)
    assert answered.rows
    for row, receipt in zip(answered.rows, answered.receipts, strict=True):
        (_, how) = row
        assert isinstance(how, ox.Literal)
        objects = {str(triple[2]) for triples in receipt.claims.values() for triple in triples}
        other = {"opposes": "supports", "supports": "opposes"}[how.value]
        assert any(f"stance#{how.value}" in name for name in objects)
        assert not any(f"stance#{other}" in name for name in objects)


def test_an_optional_part_counts_only_where_it_matched(graph: kg.Graph) -> None:
    query = (
        "SELECT ?n ?d { :package-21bn-uk kg:amount ?n OPTIONAL { :package-21bn-uk kg:date ?d } }"
    )
    (receipt,) = kg.why(graph, query).receipts
    assert {graph.id(iri) for iri in receipt.claims} == {"rerussia-2025-04/c09-8"}


def test_a_path_rests_on_the_edges_of_a_way(graph: kg.Graph) -> None:
    query = "SELECT ?x { VALUES ?x { :eu-training } ?x kg:partOf+ :eu-rearmament }"
    (receipt,) = kg.why(graph, query).receipts
    edges = {triple for triples in receipt.claims.values() for triple in triples}
    assert len({str(edge) for edge in edges}) == 2
    assert not receipt.gaps


def test_what_is_absent_is_said_to_be(graph: kg.Graph) -> None:
    query = """SELECT ?p { ?p a kg:Pledge ; kg:amount ?n
      MINUS { ?part kg:partOf ?p ; a kg:Pledge } }"""
    assert all(receipt.absence for receipt in kg.why(graph, query).receipts)
    plain = kg.why(graph, "SELECT ?p { ?p a kg:Pledge ; kg:amount ?n }")
    assert not any(receipt.absence for receipt in plain.receipts)


def test_only_a_select_has_receipts(graph: kg.Graph) -> None:
    with pytest.raises(UsageError):
        kg.why(graph, "ASK { ?s ?p ?o }")


@pytest.mark.parametrize("saved", kg.queries(), ids=lambda saved: saved.name)
def test_no_receipt_of_a_saved_query_is_wrong(graph: kg.Graph, saved: Saved) -> None:
    """Each triple of a receipt is in the graph of its claim, or in that claim's own record."""
    if "CONSTRUCT" in saved.text:
        return
    answered = kg.why(graph, saved, dict(saved.about.example), rows=20)
    triples = {
        (claim, triple)
        for receipt in answered.receipts
        for claim, found in receipt.claims.items()
        for triple in found
    }
    for claim, (subject, prop, value) in sorted(triples, key=str)[:300]:
        stated = f"ASK {{ GRAPH <{claim}> {{ {subject} {prop} {value} }} }}"
        recorded = f"ASK {{ {subject} {prop} {value} }}"
        assert graph.engine.query(stated) or graph.engine.query(recorded), (saved.name, claim)
    assert not any(receipt.gaps for receipt in answered.receipts)


def test_what_a_source_alone_says_goes_with_it(graph: kg.Graph) -> None:
    query = "SELECT ?p ?n { ?p a kg:Pledge ; kg:amount ?n }"
    answer = graph.engine.query(query)
    assert isinstance(answer, Rows)
    whole = len(list(answer))
    changes = {change.source: change for change in kg.robust(graph, query)}
    assert set(changes) == {"independent-2025-03-20", "rerussia-2025-04"}
    assert all(change.stay + len(change.gone) == whole for change in changes.values())
    assert all(change.gone for change in changes.values())


def test_receipts_are_a_table_without_the_words_of_the_article(study: kg.Graph) -> None:
    asked = kg.open(study.folder).why(
        "SELECT ?p ?n { ?p a kg:Pledge OPTIONAL { ?p kg:amount ?n } }"
    )
    frame = kg.receipts_table(asked).to_pandas()
    assert list(frame.columns) == ["why_row", "p", "n", *COLUMNS]
    claims = [claim for receipt in asked.receipts for claim in receipt.claims]
    assert list(frame.why_claim) == [asked.graph.id(claim) for claim in claims]
    passage = asked.evidence[claims[0]].passage
    first = frame.iloc[0]
    assert first.why_words == f"{passage.first} … {passage.last}"
    assert (first.why_paragraph, first.why_verdict) == (passage.paragraph, "verified")
    assert passage.text is not None
    assert passage.text not in frame.to_csv()


def test_a_row_without_a_claim_is_in_the_table_once(study: kg.Graph) -> None:
    asked = kg.open(study.folder).why("SELECT ?n { VALUES ?n { 1 2 } }")
    rows = [[cell.value if cell else "" for cell in row] for row in kg.receipts_table(asked).rows()]
    assert [row[:2] for row in rows] == [["1", "1"], ["2", "2"]]
    assert all("comes from the query itself" in row[-1] for row in rows)
