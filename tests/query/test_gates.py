"""Every quality gate is open on the founding corpus, and shuts on what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import FindingsError
from kg.files import resource
from kg.graph.opened import Graph
from kg.query.results.cells import cell
from kg.query.run import query
from kg.query.saved import queries
from tests.conftest import Kg
from tests.query.conftest import BASE, made

GATES = [saved.name for saved in queries() if "gate" in saved.about.tags]
# What is wrong in each graph (all invented), and a row that tells it.
WRONG = [
    (
        "gate-chains",
        ":c kg:attribution :c0, :c2 . :c0 kg:position 0 . :c2 kg:position 2 .",
        {"fault": "a step is missing", "position": "1", "claim": "c"},
    ),
    (
        "gate-chains",
        """:c kg:attribution :c0, :c1 . :c0 kg:position 0 ; kg:agent :a .
        :c1 kg:position 1 ; kg:agent :a . :a rdfs:label "A" .""",
        {"fault": "an actor appears twice", "who": "A", "position": "1"},
    ),
    (
        "gate-dates",
        """:c { :ferry kg:status status:completed } :c kg:publishedIn :s . :s kg:published :day .
        :day kg:latest "2031-05-03"^^xsd:date . :ferry kg:earliest "2032-01-01"^^xsd:date ;
        rdfs:label "Ferry" .""",
        {"what": "Ferry", "status": "completed", "earliest": "2032-01-01", "claim": "c"},
    ),
    (
        "gate-idle-records",
        ":a a kg:Person ; rdfs:label 'A' . :b a kg:Person ; rdfs:label 'B' . :c kg:about :b .",
        {"what": "A", "class": "person", "id": "a"},
    ),
    (
        "gate-links",
        ":c kg:restates :d ; kg:publishedIn :s . :d kg:publishedIn :t .",
        {"fault": "it repeats a claim of another source", "claim": "c", "other_claim": "d"},
    ),
    (
        "gate-links",
        ":c kg:restates :d . :d kg:restates :c .",
        {"fault": "they repeat each other", "claim": "d", "other_claim": "c"},
    ),
    (
        "gate-links",
        """:c kg:supports :d ; kg:claimStatus claim-status:active .
        :d kg:claimStatus claim-status:retracted .""",
        {"fault": "it leans on a claim that no longer counts", "link": "supports", "claim": "c"},
    ),
    (
        "gate-parts",
        """:all a kg:Pledge ; rdfs:label "All" ; kg:amountMax 10 ; kg:currency "EUR" .
        :one kg:partOf :all ; kg:amount 6 ; kg:currency "EUR" .
        :two kg:partOf :all ; kg:amountMin 5 ; kg:currency "EUR" .""",
        {"fault": "the parts come to more than the whole", "whole": "All", "found": "11",
         "stated": "10"},
    ),
    (
        "gate-parts",
        """:all rdfs:label "All" . :one kg:partOf :all ; kg:share 0.7 .
        :two kg:partOf :all ; kg:share 0.4 .""",
        {"fault": "the shares come to more than 1", "whole": "All", "found": "1.1"},
    ),
    (
        "gate-parts",
        """:all rdfs:label "All" ; kg:amount 10 ; kg:currency "EUR" .
        :one rdfs:label "One" ; kg:partOf :all ; kg:share 0.7 ; kg:amount 5 ;
        kg:currency "EUR" .""",
        {"fault": "the share does not fit the figures", "part": "One", "found": "0.5",
         "stated": "0.7"},
    ),
    (
        "gate-self-contradictions",
        """:c { :boat kg:value 5 } :d { :boat kg:value 6 }
        :boat rdfs:label "Boats" ; kg:value 5 , 6 .
        :c kg:publishedIn :s ; kg:assertedBy :a . :d kg:publishedIn :s ; kg:assertedBy :a .
        :a rdfs:label "A" .""",
        {"what": "Boats", "property": "value", "value": "5", "other_value": "6", "who": "A"},
    ),
    (
        "gate-split-claims",
        """:c { :boat kg:stage stage:agreed } :d { :boat kg:stage stage:agreed }
        :p kg:digest "x" ; kg:start 5 ; kg:passageOf :s ; kg:paragraph 2 .
        :q kg:digest "x" ; kg:start 5 ; kg:passageOf :s .
        :c kg:passage :p ; kg:kind kind:plan ; kg:certainty :sure ; kg:assertedBy :a ;
        kg:paraphrase "One" . :d kg:passage :q ; kg:kind kind:plan ; kg:certainty :sure ;
        kg:assertedBy :a ; kg:paraphrase "Other" .""",
        {"says": "One", "other_says": "Other", "paragraph": "2", "claim": "c"},
    ),
    (
        "gate-twins",
        """:a a kg:Person ; rdfs:label "Zoe Quill" . :b a kg:Person ; skos:altLabel "zoe quill" .
        :d a kg:Place ; rdfs:label "Zoe Quill" .""",
        {"name": "zoe quill", "class": "person", "one": "a", "other": "b"},
    ),
]  # fmt: skip


def rows(graph: Graph, gate: str) -> list[dict[str, str]]:
    with query(graph, gate) as result:
        names = result.variables
        return [
            dict(zip(names, (cell(graph, term) for term in row), strict=True))
            for row in result.rows()
        ]


def test_there_is_a_wrong_graph_for_every_gate() -> None:
    assert {gate for gate, _, _ in WRONG} == set(GATES)


@pytest.mark.parametrize(("gate", "data", "expected"), WRONG)
def test_a_gate_tells_what_it_is_for_and_nothing_else(
    gate: str, data: str, expected: dict[str, str], tmp_path: Path
) -> None:
    words = "".join(
        (resource("ontology") / f"{name}.ttl").read_text() for name in ("kg", "concepts")
    )
    graph = made(tmp_path / "study", f"{words}\n@prefix : <{BASE}> .\n{data}")
    found = rows(graph, gate)
    assert any(expected.items() <= row.items() for row in found), found
    assert list(found[0]) == [*next(s for s in queries() if s.name == gate).about.columns]
    assert len(found) == (2 if "repeat each other" in expected.get("fault", "") else 1)


def test_the_founding_corpus_passes(graph: Graph) -> None:
    found = kg.gates(graph)
    assert [gate.query.name for gate in found] == GATES
    assert [gate.query.name for gate in found if gate.rows] == []


def test_a_gate_of_the_project_is_asked_and_a_faulty_query_is_not_passed_over(
    tmp_path: Path, run: Kg
) -> None:
    folder = tmp_path / "study"
    graph = made(folder)
    (folder / "queries").mkdir()
    own = folder / "queries" / "no-loans.rq"
    own.write_text(
        "#+ tags: [gate]\n#+ summary: No loans\nASK { ?x rdfs:label ?l FILTER(?l != 'x') }"
    )
    assert {gate.query.name: gate.rows for gate in kg.gates(graph)}["no-loans"] == 1
    told = run("gates", "-p", folder)
    assert told.returncode == 1
    assert "1 row  no-loans" in told.stdout
    assert "kg query" in told.stderr
    own.write_text("#+ tag: [gate]\nASK {}")
    with pytest.raises(FindingsError, match="1 errors in saved queries"):
        kg.gates(graph)
    assert run("gates", "-p", folder).returncode == 1
