"""What a receipt leaves open is said, and nothing that is not so."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.query.receipts.remarks import remarks
from tests.conftest import Kg


def said(graph: kg.Graph, query: str) -> list[str]:
    return remarks(kg.why(graph, query, rows=1).receipts[0])


def test_claims_that_show_all_leave_nothing_to_say(graph: kg.Graph) -> None:
    assert said(graph, "SELECT ?p ?n { ?p kg:amount ?n }") == []


def test_the_record_alone(graph: kg.Graph) -> None:
    (told,) = said(graph, "SELECT ?l { kg:Claim rdfs:label ?l }")
    assert "the record alone" in told


def test_the_query_itself(graph: kg.Graph) -> None:
    (told,) = said(graph, "SELECT ?x { VALUES ?x { 1 } }")
    assert "the query itself" in told


def test_an_absence_is_named_and_many_are_counted(graph: kg.Graph) -> None:
    (one,) = said(graph, "SELECT ?p { ?p kg:amount ?n MINUS { ?p kg:nothing ?x } }")
    assert one.endswith("no { ?p kg:nothing ?x }")
    minus = " ".join(f"MINUS {{ ?p kg:nothing{n} ?x }}" for n in range(5))
    (many,) = said(graph, f"SELECT ?p {{ ?p kg:amount ?n {minus} }}")
    assert many.endswith("and 3 more")


def test_a_sub_select_that_was_cut_is_told_and_a_fence_is_not(graph: kg.Graph) -> None:
    inner = "SELECT ?p { { SELECT ?p { ?p kg:amount ?n } LIMIT %d } }"
    (cut,) = said(graph, inner % 2)
    assert "LIMIT" in cut
    assert said(graph, inner % 900_000) == []


def test_methods_and_verbs_are_the_same(graph: kg.Graph) -> None:
    text = "SELECT ?p { ?p kg:amount ?n }"
    opened = kg.open(graph.folder)
    method, verb = opened.why(text, rows=2), kg.why(graph, text, rows=2)
    assert method == verb
    assert method.evidence == verb.evidence
    assert method.evidence.keys() == {c for found in verb.receipts for c in found.claims}
    assert opened.robust(text) == kg.robust(graph, text)


def test_a_notebook_unfolds_receipts_and_remarks(graph: kg.Graph) -> None:
    html = kg.query(graph, "SELECT ?p { ?p kg:amount ?n MINUS { ?p kg:nothing ?x } }")._repr_html_()
    assert "<details>" in html
    assert "<q>" in html
    assert "which no passage can show" in html


def test_a_row_shows_its_first_claims_and_counts_the_others(corpus: Path, run: Kg) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }"
    answer = kg.why(kg.open(corpus), count)
    told = run("query", count, "--why", cwd=corpus)
    assert told.returncode == 0
    claims = list(answer.receipts[0].claims)
    shown = [line for line in told.stdout.splitlines() if line.strip().startswith("paragraph ")]
    assert len(shown) == 20
    assert f"and {len(claims) - 20:,} more claims" in told.stdout
    assert answer.evidence.keys() == set(claims)
