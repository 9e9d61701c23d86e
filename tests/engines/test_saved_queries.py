"""Every saved query gives the same rows on the embedded engine, Oxigraph's server and Virtuoso."""

from __future__ import annotations

from collections import Counter

import pytest

import kg
from kg.errors import UsageError
from kg.query.limits import Limits
from kg.query.run import query
from kg.query.saved import Saved, queries

PATIENT = Limits(seconds=120)
SAVED = {saved.name: saved for saved in queries()}
NETWORKS = {name for name, saved in SAVED.items() if "network" in saved.about.tags}


def rows(graph: kg.Graph, saved: Saved, values: dict[str, str]) -> list[str]:
    with query(graph, saved, values, PATIENT) as result:
        found = result.triples() if result.kind == "triples" else result.rows()
        return [str(row) for row in found]


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_query_gives_the_same_rows(name: str, graph: kg.Graph, remote: kg.Graph) -> None:
    saved = SAVED[name]
    ours = rows(graph, saved, dict(saved.about.example))
    theirs = rows(remote, saved, dict(saved.about.example))
    assert Counter(ours) == Counter(theirs)
    if name not in NETWORKS:
        assert ours == theirs


@pytest.mark.parametrize(
    "name", [name for name, saved in SAVED.items() if any(p.optional for p in saved.parameters)]
)
def test_so_it_does_without_what_may_be_left_out(
    name: str, graph: kg.Graph, remote: kg.Graph
) -> None:
    saved = SAVED[name]
    needed = {p.name for p in saved.parameters if not p.optional and p.default is None}
    values = {key: value for key, value in saved.about.example.items() if key in needed}
    assert Counter(rows(graph, saved, values)) == Counter(rows(remote, saved, values))


@pytest.mark.parametrize("name", ["stances", "pledge-totals", "conflicts", "claims-about",
                                  "only-in-one-source", "timeline"])  # fmt: skip
def test_rows_have_the_same_receipts(name: str, graph: kg.Graph, remote: kg.Graph) -> None:
    values = dict(SAVED[name].about.example)
    ours, theirs = (kg.why(one, name, values, PATIENT) for one in (graph, remote))
    assert ours.rows == theirs.rows
    assert ours.receipts == theirs.receipts
    assert ours.evidence == theirs.evidence


@pytest.mark.parametrize("asked", [
    "ASK { ?claim a kg:Claim }", "ASK { ?claim a kg:Nothing }",
    "CONSTRUCT { ?s kg:amount ?n } { ?s kg:amount ?n }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?s ?yes { ?s kg:derived ?yes }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
])  # fmt: skip
def test_free_queries_give_the_same(asked: str, graph: kg.Graph, remote: kg.Graph) -> None:
    with query(graph, asked) as ours, query(remote, asked, limits=PATIENT) as theirs:
        assert ours.kind == theirs.kind
        assert ours.boolean == theirs.boolean
        if ours.kind != "boolean":
            assert Counter(map(str, ours)) == Counter(map(str, theirs))


def test_what_is_no_sparql_is_told_alike(graph: kg.Graph, remote: kg.Graph) -> None:
    asked = "SELECT ?s {\n ?s ?p }"
    with pytest.raises(UsageError) as ours:
        query(graph, asked)
    with pytest.raises(UsageError) as theirs:
        query(remote, asked)
    assert str(ours.value) == str(theirs.value)
