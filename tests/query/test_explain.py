"""Explain tells rows and time of each part, tries its advice, and ends what takes too long."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.graph.engine import Embedded, Rows
from kg.graph.opened import Graph
from kg.query.anatomy.read import read
from kg.query.explain.explain import asked_text, explain
from kg.query.explain.hints import hints
from kg.query.explain.plan import Plan
from kg.query.explain.steps import asking, steps
from kg.query.limits import Limits
from kg.query.run import query
from kg.query.saved import queries
from tests.query.conftest import BASE, made

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?c ?d ?e . ?f ?g ?h }"


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of 1,500 things, each with a part that has a mark and two notes."""
    lines = [
        f"<{BASE}t{n}> a <{BASE}Thing> ; <{BASE}part> <{BASE}s{n}> . "
        f"<{BASE}s{n}> <{BASE}mark> {n % 7} ; <{BASE}note> 'a', 'b' ."
        for n in range(1_500)
    ]
    lines += [f"<{BASE}t{n}> <{BASE}rare> 1 ." for n in range(5)]
    return made(tmp_path_factory.mktemp("chained") / "study", "\n".join(lines))


def test_each_part_tells_how_many_rows_there_are_up_to_it(chained: Graph) -> None:
    asked = """SELECT ?t (COUNT(?m) AS ?n) WHERE {
      ?t a :Thing ; :part ?s .
      FILTER(?m > 3)
      ?s :mark ?m
      { ?s :note 'a' } UNION { ?s :note 'b' . ?s :mark 4 }
      OPTIONAL { ?t :rare ?r . ?t :part ?again }
      MINUS { ?s :mark ?x . ?s :mark 5 }
    } GROUP BY ?t"""
    found = explain(chained, asked)
    told = [(step.depth, step.rows, step.line, step.text[:14]) for step in found.steps]
    over, fours, fives = 642, 214, 214
    assert told == [
        (0, 1_500, 2, "?t a :Thing"),
        (0, 1_500, 2, "?t :part ?s"),
        (0, 1_500, 4, "?s :mark ?m"),
        (0, over, 3, "FILTER(?m > 3)"),
        (1, over, 5, "?s :note 'a'"),
        (1, over, 5, "?s :note 'b'"),
        (1, fours, 5, "?s :mark 4"),
        (0, over + fours, 5, "{ ?s :note 'a'"),
        (1, 2, 6, "?t :rare ?r"),
        (1, 2, 6, "?t :part ?agai"),
        (0, over + fours, 6, "OPTIONAL { ?t "),
        (1, 1_500, 7, "?s :mark ?x"),
        (1, fives, 7, "?s :mark 5"),
        (0, over + fours - fives, 7, "MINUS { ?s :ma"),
    ]
    assert found.rows == over - fives
    assert not found.over
    assert all(step.seconds is not None and step.seconds > 0 for step in found.steps)


def test_sub_selects_and_graphs_are_opened(graph: Graph) -> None:
    asked = """SELECT ?p WHERE {
      { SELECT ?p (COUNT(?c) AS ?n) { ?c kg:about ?p . ?p a kg:Pledge } GROUP BY ?p }
      GRAPH ?g { ?p kg:pledgedBy ?who . ?p kg:pledgedTo ?whom }
    } VALUES ?who { :uk }"""
    found = explain(graph, asked)
    kinds = [(step.depth, step.kind) for step in found.steps]
    assert kinds == [
        (1, "pattern"), (1, "pattern"), (1, "sub-select"), (0, "joined"),
        (1, "pattern"), (1, "pattern"), (0, "graph"), (0, "values"),
    ]  # fmt: skip
    assert found.steps[2].rows == found.steps[3].rows
    assert found.steps[-1].rows == found.rows


@pytest.mark.parametrize(("asked", "form", "rows"), [
    ("ASK { ?t :rare 1 }", "ASK", 1),
    ("ASK { ?t :rare 2 }", "ASK", 0),
    ("CONSTRUCT { ?t :is ?r } WHERE { ?t :rare ?r }", "CONSTRUCT", 5),
    ("CONSTRUCT WHERE { ?t :rare ?r }", "CONSTRUCT", 5),
    ("DESCRIBE ?t WHERE { ?t :rare ?r }", "DESCRIBE", 15),
    ("SELECT DISTINCT ?r { ?t :rare ?r } LIMIT 3", "SELECT", 1),
])  # fmt: skip
def test_every_form_of_query_is_explained(asked: str, form: str, rows: int, chained: Graph) -> None:
    found = explain(chained, asked)
    assert (found.form, found.rows) == (form, rows)
    assert [step.rows for step in found.steps] == [0 if "2" in asked else 5]


def test_a_query_without_a_pattern_is_only_timed(chained: Graph) -> None:
    found = explain(chained, "DESCRIBE :t1")
    assert (found.rows, found.steps) == (3, ())


def test_the_last_part_of_every_bundled_query_is_its_whole_pattern(graph: Graph) -> None:
    for saved in queries(graph):
        text = asked_text(graph, saved, saved.about.example)
        read_one = read(text)
        last = steps(read_one)[-1]
        whole = f"{{ {read_one.text(read_one.select.where)} }} {read_one.select.values}"
        counted = [_first(graph, asking(read_one, part)) for part in (last.pattern, whole)]
        assert counted[0] == counted[1], saved.name


def _first(graph: Graph, asked: str) -> str:
    answer = graph.engine.query(asked)
    assert isinstance(answer, Rows)
    (row,) = answer
    assert row[0] is not None
    return row[0].value


def test_what_takes_too_long_is_stopped_and_said_to_be_over(crowded: Graph) -> None:
    found = explain(crowded, ENDLESS, limits=Limits(seconds=0.5))
    assert (found.over, found.rows, found.limit) == (True, None, 0.5)
    assert found.steps[0].rows == 3_000
    stopped = next(step for step in found.steps if step.over)
    assert stopped.rows is None
    assert all(step.rows is None for step in found.steps[stopped.number :])
    assert found.slowest == stopped
    assert "cartesian-product" in {advice.code for advice in found.advice}


def test_advice_on_speed_is_tried_and_tells_what_it_brings(chained: Graph) -> None:
    asked = "SELECT ?t { ?t a :Thing FILTER NOT EXISTS { ?t :part ?s . ?s :mark 3 } }"
    found = explain(chained, asked)
    (told,) = [advice for advice in found.advice if advice.code == "slow-not-exists"]
    assert told.tried.startswith("tried: the same 1,286 rows in ")
    assert told.tried.endswith(" as fast")
    with query(chained, told.rewrite) as after:
        assert len(list(after.rows())) == found.rows == 1_286


@pytest.mark.parametrize(("own", "whole", "slowest"), [
    ((0.01, 0.08), 0.1, "filter"),  # most of the time is its own
    ((0.06, 0.03), 0.1, "pattern"),
    ((0.04, 0.04), 0.1, None),  # no part takes most of it
    ((0.01, 0.2), 0.1, None),  # the whole is quicker than its parts as they are written
    ((0.001, 0.009), 0.01, None),  # all of it is quick
])  # fmt: skip
def test_the_slowest_part_is_the_one_that_takes_most_of_the_time(
    own: tuple[float, float], whole: float, slowest: str | None, chained: Graph
) -> None:
    found = explain(chained, "SELECT ?t { ?t a :Thing FILTER(?t != :t1) }")
    steps = [dataclasses.replace(step, own=one) for step, one in zip(found.steps, own, strict=True)]
    timed = dataclasses.replace(found, seconds=whole, steps=tuple(steps))
    assert (timed.slowest and timed.slowest.kind) == slowest


def test_advice_on_speed_that_brings_nothing_is_not_told(chained: Graph, small: Graph) -> None:
    quick = "SELECT ?p { ?p kg:pledgedBy ?w FILTER(?w = :uk) }"
    assert explain(small, quick).advice == ()
    wide = """SELECT (COUNT(*) AS ?n) { ?t a :Thing ; :part ?s . ?s :note ?x, ?y, ?z
      FILTER(?x = 'a') FILTER(REGEX(STR(?s), 's')) }"""
    assert "filter-equals" not in {advice.code for advice in explain(chained, wide).advice}


def test_a_better_order_is_found_and_tried(chained: Graph) -> None:
    asked = "SELECT ?t ?x { ?s :note ?x , ?y , ?z , ?v . ?t :part ?s . ?t :rare ?r }"
    found = [advice for advice in explain(chained, asked).advice if advice.code == "order"]
    assert [advice.tried.startswith("tried: the same 80 rows") for advice in found] == [True]
    assert asked[found[0].start : found[0].end] == "?t :rare ?r"


def test_a_pattern_that_only_multiplies_rows_is_told(chained: Graph) -> None:
    (found,) = explain(chained, "SELECT ?t { ?t :part ?s . ?s :note ?x }").advice
    assert found.code == "unused-variable"
    assert "makes 3,000 rows out of 1,500" in found.what


def test_a_sub_select_that_finds_too_much_is_told(chained: Graph) -> None:
    asked = """SELECT ?t ?n { ?t :rare ?r ; :part ?s
      { SELECT ?s (COUNT(?x) AS ?n) { ?s :note ?x } GROUP BY ?s } }"""
    found = {advice.code: advice.what for advice in explain(chained, asked).advice}
    assert "1,500 rows, and 5 at the end" in found["wide-sub-select"]


def test_an_optional_that_is_worked_out_for_everything_is_told(chained: Graph) -> None:
    asked = "SELECT ?t ?m { ?t :rare ?r ; :part ?s OPTIONAL { ?s :mark ?m ; :note 'a' } }"
    found = explain(chained, asked)
    told = {advice.code: advice.tried for advice in found.advice}
    assert found.rows == 5
    assert "the same 5 rows" in told.get("optional-apart", "the same 5 rows: too quick to tell")


def test_parameters_and_files_are_taken_as_in_a_query(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?c { ?c kg:about ?_thing_id }")
    found = explain(graph, file, {"thing": "uk"})
    assert found.steps[0].text == "?c kg:about :uk"
    with query(graph, file, {"thing": "uk"}) as result:
        assert len(list(result.rows())) == found.rows == found.steps[0].rows
    for wrong in ("nonsense", "SELECT * {", "ASK { SERVICE <u:u> {} }"):
        with pytest.raises(UsageError):
            explain(graph, wrong)


def test_a_graph_in_memory_is_measured_in_this_process(chained: Graph, tmp_path: Path) -> None:
    store = ox.Store()
    store.load(b"<a:a> <a:p> 1, 2 . <a:b> <a:p> 3 .", ox.RdfFormat.TURTLE)
    there = dataclasses.replace(chained, engine=Embedded(store, chained.prefixes), folder=tmp_path)
    found = explain(there, "SELECT * { <a:a> <a:p> ?x OPTIONAL { <a:b> <a:p> ?y } }")
    assert [step.rows for step in found.steps] == [2, 2]
    assert found.rows == 2
    assert explain(there, "ASK { <a:a> <a:p> 5 }").rows == 0
    assert explain(there, "CONSTRUCT WHERE { ?s ?p ?o }").rows == 3


def _under(plan: Plan) -> Iterator[Plan]:
    yield plan
    for one in plan.under:
        yield from _under(one)


@pytest.mark.skipif(
    not (Path(sys.executable).with_name("oxigraph").exists() or shutil.which("oxigraph")),
    reason="the oxigraph command is not installed",
)
def test_the_plan_of_the_engine_is_shown_where_its_command_is(chained: Graph) -> None:
    found = explain(chained, "SELECT ?s { ?t :part ?s . ?t :rare 1 }")
    if found.plan is None:
        pytest.skip("the oxigraph command is of another version than pyoxigraph")
    patterns = [one for one in _under(found.plan) if one.operation.startswith("QuadPattern")]
    assert [(one.operation, one.rows) for one in patterns] == [
        ('QuadPattern(?t :rare "1"^^xsd:integer)', 5),
        ("QuadPattern(?t :part ?s)", 5),
    ]
    assert found.plan.rows == found.rows == 5


def test_an_empty_answer_gets_its_probable_cause(graph: Graph) -> None:
    (told,) = hints(graph, "SELECT ?x { ?x a kg:Pldge }\n    ", rows=0, seconds=0.1)
    assert told.startswith("line 1, column 18: nothing in this graph is a kg:Pldge")
    asked = "SELECT * {\n ?a kg:memberOf ?b .\n ?b kg:paraphrase ?x }"
    (told,) = hints(graph, asked, rows=0, seconds=0.1)
    assert told.startswith("line 3, column 2: no row is left from here on")


def test_a_filter_that_nothing_equals_is_told_of_the_text_that_is_there(graph: Graph) -> None:
    asked = "SELECT ?s { ?s rdfs:label ?l FILTER(?l = 'Germany') }"
    (told,) = hints(graph, asked, rows=0, seconds=0.1)
    assert "line 1, column 37" in told
    assert 'there is "Germany"@en' in told


def test_a_prefix_with_another_meaning_is_told(graph: Graph) -> None:
    for word in ("a kg:Pledge", "kg:amount ?n"):
        asked = f"PREFIX kg: <https://w3id.org/claimgraph/ns/> SELECT ?p {{ ?p {word} }}"
        (told,) = hints(graph, asked, rows=0, seconds=0.1)
        assert "leave its PREFIX out" in told


def test_an_answer_that_is_there_at_once_gets_no_hint(graph: Graph) -> None:
    assert hints(graph, "SELECT ?x { ?x a kg:Pldge }", rows=3, seconds=0.1) == []


def test_a_slow_answer_gets_advice_or_the_way_to_it(graph: Graph) -> None:
    asked = "SELECT ?c { ?c kg:about ?x FILTER(?x = :uk) }"
    (told,) = hints(graph, asked, rows=3, seconds=3)
    assert "[filter-equals]" in told
    assert hints(graph, "SELECT * { ?c kg:about ?x }", rows=3, seconds=3) == [
        "kg explain shows where the time goes"
    ]


def test_nothing_goes_wrong_while_looking_for_a_hint(graph: Graph) -> None:
    assert hints(graph, "SELECT * {", rows=0, seconds=0.1) == []
    assert hints(graph, "DESCRIBE :nobody", rows=0, seconds=0.1) == []


def kg(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        input=given, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_command_tells_it_as_a_table_and_as_json(corpus: Path) -> None:
    asked = "SELECT ?p ?n { ?p a kg:Pledge OPTIONAL { ?p kg:ammount ?n } }"
    told = kg("explain", asked, "-p", str(corpus))
    assert told.returncode == 0
    lines = told.stdout.split("\n")
    assert " rows in " in lines[0]
    assert lines[2].split() == ["rows", "so", "far", "this", "part", "part"]
    assert lines[3].endswith("?p a kg:Pledge")
    assert "nothing in this graph has kg:ammount [no-such-property]" in told.stdout
    as_json = kg("explain", "-", "--json", "-p", str(corpus), given=asked)
    found = json.loads(as_json.stdout)
    assert [step["text"] for step in found["steps"]] == [
        "?p a kg:Pledge", "OPTIONAL { ?p kg:ammount ?n }",
    ]  # fmt: skip
    assert found["advice"][0]["code"] == "no-such-property"
    assert found["rows"] == found["steps"][-1]["rows"] > 0


def test_the_command_ends_with_the_exit_code_of_its_fault(corpus: Path) -> None:
    for words in (["explain", "nonsense"], ["explain", "said-by"], ["explain", "SELECT * {"]):
        told = kg(*words, "-p", str(corpus))
        assert (told.returncode, told.stdout) == (2, "")
        assert told.stderr.startswith("kg: ")
