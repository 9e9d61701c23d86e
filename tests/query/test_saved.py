"""Saved queries are found by name, the project's own first, and none vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FindingsError, UsageError
from kg.files import resource
from kg.graph.opened import Graph
from kg.query.choices import any_choice
from kg.query.declared import Parameter
from kg.query.example import example
from kg.query.run import query
from kg.query.saved import queries, saved_query
from tests.query.conftest import made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    (folder / "queries").mkdir(parents=True)
    return folder


def test_the_bundled_queries_are_found_by_name() -> None:
    found = queries()
    assert [saved.name for saved in found] == sorted(
        path.stem for path in resource("queries").glob("*.rq")
    )
    assert not any(saved.own for saved in found)


def test_a_projects_own_query_comes_first_and_the_clash_is_told(project: Path) -> None:
    (project / "queries" / "pledges.rq").write_text("#+ summary: Ours\nSELECT * { }")
    (project / "queries" / "mine.rq").write_text("ASK { }")
    found = {saved.name: saved for saved in queries(project)}
    assert found["pledges"].about.summary == "Ours"
    assert found["pledges"].hides == resource("queries") / "pledges.rq"
    assert (found["mine"].own, found["mine"].hides) == (True, None)
    assert found["claims-about"].own is False


def test_a_misspelt_name_is_told(project: Path) -> None:
    with pytest.raises(UsageError) as fault:
        saved_query("pledgs", project)
    assert "did you mean pledges" in fault.value.cure
    with pytest.raises(UsageError, match="no saved query 'xyzzy'") as fault:
        saved_query("xyzzy")
    assert "kg queries" in fault.value.cure


def test_a_wrong_query_is_listed_with_its_findings_and_not_run(project: Path) -> None:
    (project / "queries" / "bad.rq").write_text("#+ sumary: x\nSELECT * { }")
    (project / "queries" / "junk.rq").write_bytes(b"\xff")
    found = {saved.name: saved for saved in queries(project)}
    assert [finding.code for finding in found["bad"].findings] == ["unknown-decorator"]
    assert [finding.code for finding in found["junk"].findings] == ["unreadable"]
    with pytest.raises(FindingsError, match="bad has 1 error"):
        saved_query("bad", project)


def test_an_opened_graph_names_its_project(tmp_path: Path) -> None:
    graph: Graph = made(tmp_path / "study")
    (tmp_path / "study" / "queries").mkdir()
    (tmp_path / "study" / "queries" / "mine.rq").write_text("ASK { }")
    assert saved_query("mine", graph).own


def test_an_example_can_be_typed(project: Path) -> None:
    (project / "queries" / "q.rq").write_text(
        '#+ example: {who: "Olaf\'s friend", n: 5}\nSELECT * { ?s ?_who ?_n_integer }'
    )
    saved = saved_query("q", project)
    assert saved.call(saved.about.example) == "kg query q who='Olaf'\\''s friend' n=5"


ORDERED = (
    "SELECT ?x { ?x a kg:Person } ORDER BY ?x",
    "SELECT ?x { { SELECT ?x { ?x a kg:Person } ORDER BY ?x LIMIT 5 } } ORDER BY DESC(?x) LIMIT 1",
    "SELECT ?x { ?x a kg:Person } GROUP BY ?x HAVING(COUNT(*) > 0) ORDER BY COUNT(?x) OFFSET 0",
    "SELECT ?x { ?x a ?class } ORDER BY ?x VALUES ?class { kg:Person }",
)


@pytest.mark.parametrize("asked", ORDERED)
def test_a_choice_is_found_in_whatever_order(asked: str, study: Graph) -> None:
    wanted = Parameter("who", "_who", "id", choices=asked)
    assert any_choice(study, wanted) == "zoe-quill"


@pytest.mark.parametrize("name", ["said-by", "relations", "stances", "participants"])
def test_an_example_is_of_the_graph_at_hand(name: str, study: Graph, graph: Graph) -> None:
    saved = saved_query(name)
    assert example(graph, saved) == saved.about.example
    found = example(study, saved)
    assert found != saved.about.example
    with query(study, saved, found) as answer:
        assert list(answer.rows()) or name in {"relations", "participants"}
