"""A query runs in a process of its own, within its limits, and ends as it should."""

from __future__ import annotations

import io
import itertools
import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import FindingsError, InputError, LimitError, UsageError
from kg.graph.engine import Embedded
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query
from tests.patience import children
from tests.query.conftest import BASE, DATA

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
POURING = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture
def memory() -> Graph:
    """Return the small graph in memory: there is no store that another process could open."""
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    manifest = Manifest(
        title="", base=BASE, language="en", prefixes={}, store="none", digest="", counts={},
        inputs={}, versions={},
    )  # fmt: skip
    graph = Graph(Embedded(store, {}), manifest, Path("/nowhere"))
    return Graph(Embedded(store, graph.prefixes), manifest, Path("/nowhere"))


@pytest.fixture(params=["process", "here"])
def either(request: pytest.FixtureRequest, small: Graph, memory: Graph) -> Graph:
    return small if request.param == "process" else memory


def test_rows_come_with_their_variables(either: Graph) -> None:
    with query(either, "SELECT ?who ?n ?none { ?p kg:pledgedBy ?who ; kg:amount ?n }") as result:
        assert (result.kind, result.variables) == ("rows", ("who", "n", "none"))
        rows = {tuple(row) for row in result.rows()}
    decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert (
        ox.NamedNode(f"{BASE}uk"), ox.Literal("5300000000.5", datatype=decimal), None,
    ) in rows  # fmt: skip
    assert len(rows) == 2


def test_triples_and_truth(either: Graph) -> None:
    constructed = query(either, "CONSTRUCT { ?p a <Gift> } WHERE { ?p a kg:Pledge }")
    assert {str(triple.object) for triple in constructed.triples()} == {f"<{BASE}Gift>"}
    assert query(either, "ASK { <uk> a kg:Organization }").boolean is True
    assert query(either, "ASK { :uk a kg:Person }").boolean is False


def test_every_term_arrives_as_it_was(either: Graph) -> None:
    terms = [
        ox.Literal("a\tb\nc\r\"'\\ \x00\x1b\u2028é😀"), ox.Literal("x", language="en-gb"),
        ox.Literal("", datatype=ox.NamedNode("u:own")), ox.NamedNode("u:é"),
    ]  # fmt: skip
    values = " ".join(str(term) for term in terms)
    asked = query(either, f"SELECT ?x {{ VALUES ?x {{ UNDEF {values} UNDEF }} }}")
    assert [row[0] for row in asked.rows()] == [None, *terms, None]


def test_no_variable_and_no_row(either: Graph) -> None:
    assert list(query(either, "SELECT * { {} UNION {} }").rows()) == [(), ()]
    assert list(query(either, "SELECT ?x { FILTER(false) }").rows()) == []


def test_time_runs_out_before_the_first_row(crowded: Graph) -> None:
    before = children()
    with pytest.raises(LimitError, match=r"after 0\.5 seconds") as fault:
        list(query(crowded, ENDLESS, limits=Limits(seconds=0.5)))
    assert "--timeout" in fault.value.cure
    assert children() <= before


def test_time_runs_out_among_the_rows(crowded: Graph) -> None:
    with pytest.raises(LimitError, match=r"after 0\.5 seconds"):
        for _ in query(crowded, POURING, limits=Limits(seconds=0.5, rows=None)):
            pass


def test_a_slow_reader_is_not_charged(crowded: Graph) -> None:
    with query(crowded, "SELECT * { ?a ?b ?c }", limits=Limits(seconds=1)) as result:
        rows = result.rows()
        next(rows)
        time.sleep(1.5)
        assert sum(1 for _ in rows) == 2_999


def test_the_limit_of_rows_gives_the_rows_before_it(crowded: Graph) -> None:
    seen = []
    with pytest.raises(LimitError, match="more than 10 rows") as fault:
        seen.extend(query(crowded, POURING, limits=Limits(rows=10)))
    assert "--max-rows" in fault.value.cure


@pytest.mark.parametrize("most", [0, 1, 9, 10])
def test_exactly_as_many_rows_as_allowed_are_no_fault(most: int, either: Graph) -> None:
    limits = Limits(rows=most)
    asked = "SELECT ?x {{ VALUES ?x {{ {} }} }}"
    assert len(list(query(either, asked.format("1 " * most), limits=limits).rows())) == most
    over = query(either, asked.format("1 " * (most + 1)), limits=limits).rows()
    assert len(list(itertools.islice(over, most))) == most
    with pytest.raises(LimitError):
        next(over)


def test_memory_runs_out(crowded: Graph) -> None:
    asked = f"{POURING} ORDER BY ?f ?c"
    with pytest.raises(LimitError, match="more than 150 megabytes") as fault:
        list(query(crowded, asked, limits=Limits(memory=150)))
    assert "--max-memory" in fault.value.cure


def test_closing_ends_the_process(crowded: Graph) -> None:
    before = children()
    with query(crowded, POURING) as result:
        next(result.rows())
        assert children() > before
    assert children() <= before


def test_closing_without_a_limit_of_time_is_no_fault(crowded: Graph) -> None:
    with query(crowded, POURING, limits=Limits(seconds=None)):
        reading = [one for one in threading.enumerate() if one.name == "kg-query"]
    for thread in reading:
        thread.join()


def test_dropping_the_result_ends_the_process(crowded: Graph) -> None:
    before = children()
    result = query(crowded, POURING)
    next(result.rows())
    del result
    assert children() <= before


def test_a_killed_process_is_told(crowded: Graph) -> None:
    before = children()
    result = query(crowded, POURING, limits=Limits(rows=None))
    (child,) = children() - before
    os.kill(child, signal.SIGKILL)
    with pytest.raises(LimitError, match="was killed"):
        list(result.rows())


@pytest.mark.parametrize("asked", ["{" * 30_000 + "}" * 30_000, "?s ?p ?o ." * 50_000])
def test_a_query_that_the_engine_cannot_hold_is_told(asked: str, small: Graph) -> None:
    with pytest.raises(UsageError, match="too long or nested too deep"):
        query(small, f"ASK {{ {asked} }}")


def test_a_result_gives_only_what_it_has(small: Graph) -> None:
    with pytest.raises(UsageError, match="gives rows, not triples"):
        next(query(small, "SELECT * { ?s ?p ?o }").triples())
    with pytest.raises(UsageError, match="gives yes or no, not rows"):
        next(query(small, "ASK {}").rows())


def test_limits_must_allow_something() -> None:
    for wrong in ({"seconds": 0}, {"seconds": -1}, {"rows": -1}, {"memory": 0}):
        with pytest.raises(UsageError, match="limit of"):
            Limits(**wrong)  # type: ignore[arg-type]


def test_a_file_is_asked_with_its_parameters(tmp_path: Path, small: Graph) -> None:
    file = tmp_path / "who.rq"
    file.write_text("#+ params: {who: {type: id}}\nSELECT ?p { ?p kg:pledgedBy ?_who_id }")
    rows = list(query(small, file, {"who": "Britain"}).rows())
    assert rows == [(ox.NamedNode(f"{BASE}gift"),)]


def test_a_fault_in_a_file_names_the_file(tmp_path: Path, small: Graph) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text("SELECT * { ?s ?p }")
    with pytest.raises(UsageError, match=r"wrong\.rq: this is not SPARQL 1\.1: line 1, column"):
        query(small, file)
    file.write_text("SELECT * { SERVICE <u:u> { } }")
    with pytest.raises(UsageError, match=r"wrong\.rq: line 1, column 12: SERVICE"):
        query(small, file)
    file.write_text("#+ sumary: x\nSELECT * { }")
    with pytest.raises(FindingsError) as found:
        query(small, file)
    assert found.value.findings[0].code == "unknown-decorator"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        query(small, file)
    with pytest.raises(InputError, match="cannot be read"):
        query(small, tmp_path / "none.rq")


def test_a_store_that_is_gone_is_told(tmp_path: Path, small: Graph) -> None:
    assert small.store is not None
    store = shutil.copytree(small.store, tmp_path / "store")
    engine = Embedded.open(store, small.prefixes)
    shutil.rmtree(store)
    with pytest.raises(InputError, match="could not answer") as fault:
        list(query(Graph(engine, small.manifest, tmp_path), "SELECT * { ?s ?p ?o }"))
    assert "kg build" in fault.value.cure


@pytest.mark.parametrize(
    "asked", ["SELECT ?p { ?p a kg:Pledge }", "CONSTRUCT WHERE { ?p a kg:Pledge }"]
)
def test_an_answer_that_was_read_is_not_an_empty_one(small: Graph, asked: str) -> None:
    answer = query(small, asked)
    assert len(list(answer)) == 2
    with pytest.raises(UsageError, match="read to its end"):
        list(answer)
    with pytest.raises(UsageError, match="read to its end"):
        answer.write(io.BytesIO(), "graphml")


def test_answers_and_graphs_say_what_they_are(small: Graph) -> None:
    assert repr(query(small, "SELECT ?p ?n { ?p kg:amount ?n }")) == "<Result rows: p, n>"
    assert repr(query(small, "ASK { }")) == "<Result yes or no>"
    assert repr(small).startswith(f"<Graph {small.manifest.title!r} ")


def test_nothing_is_no_value_of_a_parameter(small: Graph) -> None:
    with pytest.raises(UsageError, match="wants to be told who"):
        query(small, "ASK { ?p kg:pledgedBy ?_who_id }", {"who": None})  # type: ignore[dict-item]
