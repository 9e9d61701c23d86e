"""A query's process is kept for the next query, and for nobody and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import LimitError, UsageError
from kg.graph.opened import Graph, open_graph
from kg.query.limits import Limits
from kg.query.receipts.why import why
from kg.query.run import query
from tests.patience import children, eventually
from tests.query.conftest import made

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MANY = (
    'SELECT ?n (CONCAT(STR(?n), "xxxxxxxxxxxxxxxxxxxx") AS ?x) { ?s ?p ?n . ?t ?q ?m } LIMIT 40000'
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
POURING = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture
def fresh(tmp_path: Path) -> tuple[Graph, set[int]]:
    """Return a graph that nobody has asked yet, and the processes of others."""
    others = children()
    rows = (f"<u:n{n}> <u:p> {n} ." for n in range(3_000))
    return made(tmp_path / "study", "\n".join(rows)), others


def test_the_next_query_goes_to_the_same_process(fresh: tuple[Graph, set[int]]) -> None:
    graph, others = fresh
    assert len(list(query(graph, COUNT))) == 1
    first = children() - others
    assert len(first) == 1
    assert len(list(query(graph, MANY))) == 40_000
    assert query(graph, "ASK {}").boolean is True
    assert len(list(query(graph, "CONSTRUCT { ?s a ?p } WHERE { ?s ?p ?o }"))) == 3_000
    assert why(graph, "SELECT ?s { ?s ?p 7 }").receipts[0].records
    eventually(lambda: children() - others == first)


@pytest.mark.parametrize("wrong", ["SELECT ?x {", "SELECT (SUM(?x) AS ?n) ?x { }"])
def test_a_query_that_cannot_be_read_costs_no_process(
    wrong: str, fresh: tuple[Graph, set[int]]
) -> None:
    graph, others = fresh
    query(graph, "ASK {}")
    before = children() - others
    with pytest.raises(UsageError):
        query(graph, wrong)
    assert query(graph, "ASK {}").boolean is True
    assert children() - others == before


@pytest.mark.parametrize(
    ("asked", "limits"),
    [(ENDLESS, Limits(seconds=0.2)), (f"{POURING} ORDER BY ?f", Limits(memory=150))],
)
def test_a_process_that_hit_a_limit_is_not_asked_again(
    asked: str, limits: Limits, fresh: tuple[Graph, set[int]]
) -> None:
    graph, others = fresh
    query(graph, "ASK {}")
    first = children() - others
    with pytest.raises(LimitError):
        list(query(graph, asked, limits=limits))
    assert not children() & first
    assert query(graph, "ASK {}").boolean is True
    assert len(children() - others) == 1


def test_more_rows_than_allowed_end_the_answer_and_not_the_process(
    fresh: tuple[Graph, set[int]],
) -> None:
    graph, others = fresh
    query(graph, "ASK {}")
    first = children() - others
    for most in (0, 1, 100):
        with pytest.raises(LimitError, match="rows"):
            list(query(graph, POURING, limits=Limits(rows=most)))
    assert len(list(query(graph, COUNT))) == 1
    assert children() - others == first


def test_a_query_left_early_ends_its_process(fresh: tuple[Graph, set[int]]) -> None:
    graph, others = fresh
    with query(graph, POURING, limits=Limits(rows=None)) as result:
        next(result.rows())
        first = children() - others
    eventually(lambda: not children() & first)
    assert len(list(query(graph, COUNT))) == 1


def test_an_idle_process_that_died_is_replaced(fresh: tuple[Graph, set[int]]) -> None:
    graph, others = fresh
    query(graph, "ASK {}")
    (first,) = children() - others
    os.kill(first, signal.SIGKILL)
    # Gone with its last thread, not with its first: only then does its parent hear of it.
    eventually(lambda: os.waitid(os.P_PID, first, os.WEXITED | os.WNOHANG | os.WNOWAIT))
    assert query(graph, "ASK {}").boolean is True
    assert first not in children()


def test_limits_hold_after_queries_that_had_none(fresh: tuple[Graph, set[int]]) -> None:
    graph, _ = fresh
    big = """SELECT (COUNT(*) AS ?n) {
      SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f FILTER(?c < 60) } ORDER BY ?f LIMIT 170000
    }"""
    assert len(list(query(graph, big, limits=Limits(seconds=None, memory=None)))) == 1
    with pytest.raises(LimitError, match="more than 150 megabytes"):
        list(query(graph, f"{POURING} ORDER BY ?f ?c", limits=Limits(memory=150)))
    with pytest.raises(LimitError, match=r"after 0\.2 seconds"):
        list(query(graph, ENDLESS, limits=Limits(seconds=0.2)))
    assert len(list(query(graph, MANY, limits=Limits(seconds=None)))) == 40_000


def test_queries_at_once_have_a_process_each(fresh: tuple[Graph, set[int]]) -> None:
    graph, others = fresh
    faults: list[object] = []

    def ask(number: int) -> None:
        for turn in range(5):
            value = number * 100 + turn
            rows = list(query(graph, f"SELECT ?s ?o {{ VALUES ?o {{ {value} }} ?s ?p ?o }}").rows())
            if [str(row[0]) for row in rows] != [f"<u:n{value}>"]:
                faults.append(rows)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    eventually(lambda: 1 <= len(children() - others) <= max(2, os.cpu_count() or 2))


def test_each_store_has_its_own(fresh: tuple[Graph, set[int]], tmp_path: Path) -> None:
    graph, _ = fresh
    other = made(tmp_path / "other", "<u:a> <u:b> <u:c> .")
    counts = [[str(row[0]) for row in query(g, COUNT).rows()] for g in (graph, other, graph)]
    assert [count[0].split('"')[1] for count in counts] == ["3000", "1", "3000"]


def test_they_end_with_their_graph(tmp_path: Path) -> None:
    made(tmp_path / "study")
    others = children()
    graph = open_graph(tmp_path / "study")
    result = query(graph, COUNT)
    del graph
    assert len(list(result.rows())) == 1
    assert children() - others
    del result
    assert children() <= others


SCRIPT = """
import os, sys
from kg.graph.opened import open_graph
from kg.query.run import query
graph = open_graph(sys.argv[1])
assert query(graph, "ASK {}").boolean
"""
FORKS = """
child = os.fork()
rows = [len(list(query(graph, "SELECT * { ?s ?p ?o }").rows())) for _ in range(20)]
assert len(set(rows)) == 1, rows
if not child:
    os._exit(0)  # pyoxigraph 0.5 breaks off where a forked process closes the store
assert os.waitpid(child, 0)[1] == 0
print("both", query(graph, "ASK {}").boolean)
"""
VANISHES = """
with open(f"/proc/self/task/{os.getpid()}/children") as told:
    print(told.read(), flush=True)
os._exit(0)
"""


def script(text: str, graph: Graph) -> str:
    command = [sys.executable, "-W", "error", "-c", SCRIPT + text, str(graph.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_program_ends_without_a_warning(small: Graph) -> None:
    assert script("print('done')", small) == "done\n"


def test_a_forked_process_asks_its_own(small: Graph) -> None:
    assert script(FORKS, small) == "both True\n"


def test_they_end_with_a_parent_that_vanishes(small: Graph) -> None:
    (left,) = script(VANISHES, small).split()
    eventually(lambda: _is_gone(Path(f"/proc/{left}/stat")))


def _is_gone(process: Path) -> bool:
    try:
        return process.read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
