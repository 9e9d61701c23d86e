"""What the server makes is made in processes that end: at its limits, with its client, with it."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import shutil
import signal
import socket
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import FindingsError, InputError, KgError, LimitError
from kg.findings import Finding, Mark, Severity
from kg.graph.manifest import read_manifest, write_manifest
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.serve.ahead import keep_ahead
from kg.serve.current import Current, Snapshot
from kg.serve.making.made import snapshot_of, within
from kg.serve.making.once import once
from kg.serve.making.task import Task
from kg.serve.pages.lists import KINDS
from kg.serve.serving import Serving
from kg.serve.settings import Settings
from kg.serve.web.answers import Answers
from kg.serve.web.faults import Fault
from kg.serve.web.gate import Gate
from kg.serve.web.work import Running
from tests.patience import LONG, eventually

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
ASKED = urllib.parse.urlencode({"query": ENDLESS})
PAGES = (
    "/things/ukraine", "/search?q=ukraine", "/network/things/ukraine", "/trace?saved=pledges",
    "/data?iri=https://example.org/none", "/.well-known/void", "/queries/pledges?why=1",
)  # fmt: skip


def children(pid: int) -> set[int]:
    """Return the processes that a process started and that still run."""
    found: set[int] = set()
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found |= {int(child) for child in file.read_text().split()}
    return found


def runs(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@contextlib.contextmanager
def asking(server: Any, path: str) -> Iterator[None]:
    """Send a request, and leave without having read anything."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONG) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n".encode())
        yield


@pytest.fixture(scope="module")
def hasty(corpus: Path, starting: Any) -> Iterator[Any]:
    """Return a server on whose pages the time is up before they are begun."""
    with starting(corpus, "--timeout", "0.000001") as running:
        yield running


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_limit_of_time(hasty: Any, path: str) -> None:
    got = hasty.ask(path)
    assert (got.status, "--timeout" in got.text) == (504, True)
    assert hasty.ask("/health").status == 200


def test_what_is_made_once_is_waited_for_no_longer(hasty: Any) -> None:
    eventually(lambda: hasty.ask("/query/words.json").status == 200, "it is made nevertheless")
    got = hasty.ask("/")
    assert (got.status in {503, 504}, "--timeout" in got.text) == (True, True)


def settled(server: Any) -> None:
    """Wait until everything is made that is made ahead, so that only what is asked for works."""
    paths = ("/", *(f"/lists/{kind}" for kind in KINDS), "/network", "/query/words.json")
    for path in paths:
        eventually(lambda path=path: server.ask(path).status == 200, f"{path} is made")


@pytest.fixture(scope="module")
def patient(crowded: Path, starting: Any) -> Iterator[Any]:
    """Return a server with one turn, a long breath and no memory: each answer needs the turn."""
    options = ("--timeout", "3600", "--max-queries", "1", "--max-wait", "3600", "--max-cache", "0")
    with starting(crowded, *options) as running:
        settled(running)
        yield running


@pytest.mark.parametrize(
    "path", [f"/network?{ASKED}", f"/trace?{ASKED}", f"/query?{ASKED}", f"/query.json?{ASKED}"]
)
def test_work_ends_when_its_client_leaves(patient: Any, path: str) -> None:
    answers: list[Any] = []
    next_one = threading.Thread(target=lambda: answers.append(patient.ask("/queries.json")))
    with asking(patient, path):
        # One waits only if the turn is taken, and there is one turn.
        eventually(lambda: busy(patient), "it begins")
        next_one.start()
        eventually(lambda: patient.ask("/health").json()["waiting"] == 1, "the next one waits")
    next_one.join(LONG)
    assert [got.status for got in answers] == [200]


def busy(server: Any) -> bool:
    """Tell whether a process that the server started is at work."""
    ticks = {pid: cpu(pid) for pid in children(server.process.pid)}
    time.sleep(0.1)
    return any(cpu(pid) > before for pid, before in ticks.items())


def cpu(pid: int) -> int:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def test_at_the_limit_the_process_is_gone_and_the_server_answers(
    crowded: Path, starting: Any
) -> None:
    with starting(crowded, "--timeout", "1", "--max-queries", "1", "--max-cache", "0") as server:
        settled(server)
        before = children(server.process.pid)
        assert before, "a process is there beforehand"
        for path in (f"/network?{ASKED}", f"/query.json?{ASKED}"):
            got = server.ask(path)
            assert (got.status, "--timeout" in got.text) == (504, True)
        page = server.ask(f"/query?{ASKED}")
        assert page.status in {200, 504}, "the page tells it, if there was time to make it"
        assert "--timeout" in page.text
        assert not before & children(server.process.pid)
        eventually(lambda: server.ask("/queries.json").status == 200, "it answers again")


def test_a_process_that_is_lost_costs_one_answer_at_most(patient: Any) -> None:
    for pid in children(patient.process.pid):
        os.kill(pid, signal.SIGTERM)
    eventually(lambda: patient.ask("/queries.json").status == 200, "another takes its place")
    answers: list[Any] = []
    asks = threading.Thread(target=lambda: answers.append(patient.ask(f"/network?{ASKED}")))
    asks.start()
    eventually(lambda: busy(patient), "it works")
    for pid in children(patient.process.pid):
        os.kill(pid, signal.SIGTERM)
    asks.join(LONG)
    assert answers[0].status == 500
    assert "failed" in answers[0].text
    eventually(lambda: patient.ask("/queries.json").status == 200, "another takes its place")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(study: Path, starting: Any, sign: int) -> None:
    with starting(study) as server:
        assert server.ask("/queries.json").status == 200
        started = children(server.process.pid)
        assert started
        server.stop(sign)
        eventually(lambda: not any(map(runs, started)), "they have ended")


def test_processes_end_with_the_graph_that_they_have_open(
    study: Path, tmp_path: Path, starting: Any
) -> None:
    project = shutil.copytree(study, tmp_path / "study")
    with starting(project) as server:
        assert server.ask("/queries.json").status == 200
        before = children(server.process.pid)
        write_manifest(project, read_manifest(project))  # as a build puts it in place

        def replaced() -> bool:
            return server.ask("/query?query=").status == 200 and not before & children(
                server.process.pid
            )

        eventually(replaced, "the processes over the graph before have ended")


def test_choices_that_take_too_long_are_left_out(
    crowded: Path, tmp_path: Path, starting: Any
) -> None:
    project = shutil.copytree(crowded, tmp_path / "study")
    (project / "queries").mkdir(exist_ok=True)
    (project / "queries" / "choosing.rq").write_text(
        f"#+ parameters:\n#+   which: {{choices: '{ENDLESS}'}}\nSELECT ?a {{ ?a ?_which ?b }}\n"
    )
    with starting(project, "--timeout", "1") as server:

        def shown() -> bool:
            page = server.ask("/queries/choosing", accept="text/html")
            return (page.status, 'name="which"' in page.text) == (200, True)

        eventually(shown, "the field can be filled in by hand")


# What follows asks a process without a server around it.


@pytest.fixture(scope="module")
def snapshot(study: Path) -> Iterator[Snapshot]:
    made = snapshot_of(kg.open(study), 2)
    yield made
    made.makers.close()


def answer(snapshot: Snapshot, task: Task, limits: Limits | None = None) -> Running:
    running = Running(io.BytesIO())
    within(limits or Limits(), snapshot, task)(running)
    return running


def written(running: Running) -> bytes:
    out = running.out
    assert isinstance(out, io.BytesIO)
    return out.getvalue()


def tells(graph: Graph, running: Running, times: int) -> None:
    sys.stdout.write("aside\n")  # must not come between the pieces
    os.write(1, b"aside")
    running.headers["link"] = "<a>; é"
    running.out.write(graph.manifest.title.encode() * times)


@pytest.mark.parametrize("times", [0, 1, 200_000])
def test_bytes_and_headers_come_back(snapshot: Snapshot, times: int) -> None:
    got = answer(snapshot, Task.of(tells, times))
    assert got.headers == {"link": "<a>; é"}
    assert written(got) == snapshot.graph.manifest.title.encode() * times


FAULTS = (
    Fault(409, "what", "cure", {"retry-after": "7"}),
    LimitError("what", "cure", "rows"),
    InputError("what"),
    FindingsError("what", "cure", [Finding(Path("a"), Mark(1, 2), Severity.ERROR, "c", "w")]),
)


def refuses(_: Graph, __: Running, number: int) -> None:
    raise FAULTS[number]


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_faults_come_back_as_they_were(snapshot: Snapshot, number: int) -> None:
    expected = FAULTS[number]
    with pytest.raises(type(expected)) as raised:
        answer(snapshot, Task.of(refuses, number))
    assert vars(raised.value) == vars(expected)
    assert str(raised.value) == str(expected)
    assert answer(snapshot, Task.of(tells, 1)).headers


def spins(_: Graph, __: Running) -> None:
    while True:
        pass


def grows(_: Graph, __: Running) -> None:
    held = []
    while True:
        held.append(bytearray(2**20))


def breaks(_: Graph, __: Running) -> None:
    sys.exit("an invented fault")


@pytest.mark.parametrize(
    ("write", "kind", "limit", "setting"),
    [
        (spins, LimitError, "seconds", "--timeout"),
        (grows, LimitError, "memory", "--max-memory"),
        (breaks, InputError, "", "log"),
    ],
)
def test_what_does_not_end_well(
    snapshot: Snapshot, write: Any, kind: type[KgError], limit: str, setting: str
) -> None:
    seconds = 0.2 if write is spins else None
    with pytest.raises(kind) as raised:
        answer(snapshot, Task.of(write), Limits(seconds, None, 100))
    assert setting in raised.value.cure
    assert getattr(raised.value, "limit", "") == limit
    assert answer(snapshot, Task.of(tells, 1)).headers


def endless(_: Graph) -> int:
    while True:
        pass


def test_what_is_made_once_keeps_nobody_waiting_and_ends_with_the_server(study: Path) -> None:
    before, settings = children(os.getpid()), Settings(timeout=0.05)
    snapshot = snapshot_of(kg.open(study), 2)

    async def asks(threads: ThreadPoolExecutor) -> None:
        current = Current(lambda: snapshot)
        serving = Serving(settings, current, Gate(settings), threads, Answers(0))
        for _ in range(2):
            with pytest.raises(Fault, match="not done yet") as raised:
                await once(serving, snapshot, "endless", endless)
            assert (raised.value.status, "--timeout" in raised.value.cure) == (503, True)
        assert len(snapshot.once) == 1

    with ThreadPoolExecutor(3) as threads:
        # In a thread, for a browser that other tests have open has a loop in this one.
        threads.submit(lambda: asyncio.run(asks(threads))).result(LONG)
    snapshot.makers.close()
    eventually(lambda: not children(os.getpid()) - before, "nothing of it is left")


def test_what_everybody_asks_for_is_made_before_anybody_does(study: Path) -> None:
    snapshot, settings = snapshot_of(kg.open(study), 2), Settings()
    wanted = {"home", "list of Organization", "network", "words"}

    async def waits(threads: ThreadPoolExecutor) -> None:
        current = Current(lambda: snapshot)
        serving = Serving(settings, current, Gate(settings), threads, Answers(0))
        ahead = asyncio.create_task(keep_ahead(serving))
        await asyncio.to_thread(eventually, lambda: wanted <= snapshot.once.keys(), "it is begun")
        await asyncio.wait([snapshot.once[name] for name in wanted], timeout=LONG)
        assert all(snapshot.once[name].exception() is None for name in wanted)
        ahead.cancel()

    with ThreadPoolExecutor(3) as threads:
        threads.submit(lambda: asyncio.run(waits(threads))).result(LONG)
    snapshot.makers.close()
