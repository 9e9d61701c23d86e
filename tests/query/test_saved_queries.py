"""Every saved query on the founding corpus: its columns, and rows that must be there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import pyoxigraph as ox
import pytest

from kg.graph.opened import Graph
from kg.query.results.cells import cell
from kg.query.run import query
from kg.query.saved import Saved, queries
from kg.sparql import tokens
from kg.words import PREFIXES, ROOT
from tests.query.expected_rows import EXPECTED

SAVED = {saved.name: saved for saved in queries()}
GATES = {name for name, saved in SAVED.items() if "gate" in saved.about.tags}
NETWORKS = {name for name, saved in SAVED.items() if "CONSTRUCT" in saved.text}
ASKED = [name for name in SAVED if name not in GATES | NETWORKS]


@pytest.fixture(scope="module")
def every_claim(graph: Graph) -> set[object]:
    return {row[0] for row in query(graph, "SELECT ?claim { ?claim a kg:Claim }").rows()}


def rows(graph: Graph, saved: Saved, values: Mapping[str, str]) -> list[dict[str, str]]:
    with query(graph, saved, dict(values)) as result:
        names = result.variables
        return [
            dict(zip(names, (cell(graph, term) for term in row), strict=True))
            for row in result.rows()
        ]


@pytest.mark.parametrize("name", SAVED)
def test_a_query_says_what_it_is_for(name: str) -> None:
    about = SAVED[name].about
    assert SAVED[name].findings == ()
    assert about.summary
    assert about.question.endswith("?")
    assert about.tags
    assert about.columns or name in NETWORKS
    needed = {p.name for p in SAVED[name].parameters if p.default is None and not p.optional}
    assert needed <= set(about.example)
    assert all(p.label for p in SAVED[name].parameters)


@pytest.mark.parametrize("name", ASKED)
def test_its_example_gives_the_columns_it_declares(
    name: str, graph: Graph, every_claim: set[object]
) -> None:
    saved = SAVED[name]
    with query(graph, saved, dict(saved.about.example)) as result:
        assert list(result.variables) == list(saved.about.columns)
        found = list(result.rows())
        claims = [place for place, column in enumerate(result.variables) if "claim" in column]
    assert found
    assert len(found) == len(set(found)), "a row comes twice"
    told = {row[place] for row in found for place in claims}
    assert {term for term in told if isinstance(term, ox.NamedNode)} <= every_claim


@pytest.mark.parametrize(
    "name", [name for name in ASKED if any(p.optional for p in SAVED[name].parameters)]
)
def test_what_may_be_left_out_may_be(name: str, graph: Graph) -> None:
    saved = SAVED[name]
    needed = {p.name for p in saved.parameters if not p.optional}
    some = {key: value for key, value in saved.about.example.items() if key in needed}
    narrow, wide = rows(graph, saved, saved.about.example), rows(graph, saved, some)
    assert len(wide) >= len(narrow) > 0


@pytest.mark.parametrize(("name", "values", "expected"), EXPECTED)
def test_rows_that_must_be_there(
    name: str, values: dict[str, str], expected: list[dict[str, str]], graph: Graph
) -> None:
    found = rows(graph, SAVED[name], values)
    for wanted in expected:
        assert any(wanted.items() <= row.items() for row in found), f"{wanted} not in {found}"


def test_every_saved_query_has_expected_rows() -> None:
    assert {name for name, _, _ in EXPECTED} == set(ASKED)


def together(graph: Graph, wanted: str) -> Counter[tuple[str, str]]:
    """Return how often two things stand at one place, counted by hand from rows of both."""
    places: dict[str, set[str]] = {}
    with query(graph, wanted) as result:
        for place, thing in result.rows():
            places.setdefault(str(place), set()).add(cell(graph, thing))
    return Counter(pair for found in places.values() for pair in combinations(sorted(found), 2))


@pytest.mark.parametrize(("name", "wanted"), [
    ("together-in-claims", """SELECT ?c ?a { ?c kg:about ?a ; kg:publishedIn/kg:publisher ?house
        FILTER(?a != ?house) VALUES ?k { kg:Person kg:Organization kg:Group } ?a a ?k
        MINUS { ?c kg:restates ?d } }"""),
    ("together-in-paragraphs", """SELECT (CONCAT(STR(?s), STR(?n)) AS ?at) ?a {
        ?c kg:about|kg:assertedBy ?a ; kg:publishedIn ?s ; kg:passage/kg:paragraph ?n .
        ?s kg:publisher ?house FILTER(?a != ?house)
        VALUES ?k { kg:Person kg:Organization kg:Group } ?a a ?k }"""),
    ("together-at-events", """SELECT ?e ?a { ?p kg:event ?e ; kg:participant ?a
        MINUS { ?p kg:role role:absent } MINUS { ?p kg:role role:excluded } }"""),
])  # fmt: skip
def test_a_network_has_a_weight_for_each_link(name: str, wanted: str, graph: Graph) -> None:
    least = int(SAVED[name].about.example["least"])
    with query(graph, SAVED[name], {"least": str(least)}) as result:
        made = result.to_networkx()
    found = {tuple(sorted(ends)): weight for *ends, weight in made.edges(data="weight")}
    assert found == {k: n for k, n in together(graph, wanted).items() if n >= least}
    assert len(found) == made.number_of_edges() > 5
    assert all(made.nodes[node]["rdfs:label"] for node in made)


def test_a_whole_whose_parts_are_told_is_not_listed_again(graph: Graph) -> None:
    found = {row["pledge"] for row in rows(graph, SAVED["pledges"], {})}
    assert "package-21bn" not in found
    assert found >= {"package-21bn-uk", "package-21bn-germany"}


def test_no_total_holds_a_whole_and_its_part(graph: Graph) -> None:
    totals = rows(graph, SAVED["pledge-totals"], {})
    agreed = [int(row["most"]) for row in totals if row["stage"] == "agreed"]
    assert sum(agreed) == 5_300_000_000 + 11_000_000_000


def test_the_events_of_several_sources_have_claims_of_several(graph: Graph) -> None:
    found: dict[str, set[str]] = {}
    for row in rows(graph, SAVED["event-across-sources"], {}):
        found.setdefault(row["event"], set()).add(row["source"])
    assert found
    assert all(len(sources) > 1 for sources in found.values())


def test_repetitions_are_told_and_left_out_elsewhere(graph: Graph) -> None:
    repeating = {row["claim"] for row in rows(graph, SAVED["restatements"], {})}
    assert repeating
    for name in ("stances", "assessments", "event-across-sources"):
        assert not repeating & {row["claim"] for row in rows(graph, SAVED[name], {})}


def test_a_figure_keeps_each_claims_own_words(graph: Graph) -> None:
    found = rows(graph, SAVED["figures"], {"subject": "mission-small"})
    told = {(row["claim"].partition("/")[2][:3], row["printed"]) for row in found}
    assert told == {("c03", "around 10,000"), ("c13", "about 10,000")}
    assert len(found) == 2


@pytest.mark.parametrize("name", list(SAVED))
def test_no_limit_cuts_the_answer_of_a_large_graph(name: str) -> None:
    assert re.findall(r"\bLIMIT\s+\d+", SAVED[name].text) == []


def test_queries_use_no_word_that_the_graph_does_not_know(graph: Graph) -> None:
    asked = "SELECT ?term { ?term ?p ?o FILTER(STRSTARTS(STR(?term), STR(claimgraph:))) }"
    with query(graph, f"PREFIX claimgraph: <{ROOT}> {asked}") as result:
        known = {cell(graph, row[0]) for row in result.rows()}
    ours = {name for name, space in PREFIXES.items() if space.startswith(ROOT)}
    for saved in SAVED.values():
        names = {token.text for token in tokens(saved.text) if token.kind == "name"}
        assert {name for name in names if name.partition(":")[0] in ours} <= known, saved.name
