"""Tasks as jobs of the server: who does them, and how what they write comes back."""

from __future__ import annotations

import pickle
import sys
import weakref
from functools import partial
from typing import Final

import msgspec

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.process import Process
from kg.query.running import Running as Asked
from kg.query.workers import Workers
from kg.serve.current import Snapshot
from kg.serve.making.task import Task
from kg.serve.serving import Serving
from kg.serve.web.pipe import CHUNK
from kg.serve.web.work import Job, Running

# It finds its modules where this process does.
_START: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from kg.serve.making.maker import main; sys.exit(main())"
)
# So much it gives way to other processes, as `nice` counts it.
_APART: Final = f"import os; os.nice(10); {_START}"


def snapshot_of(graph: Graph, most: int) -> Snapshot:
    """Return the snapshot of a graph, a process that makes what is asked of it started.

    So many processes are kept at most; they end with the graph's engine.
    """
    makers = Workers(partial(_maker, pickle.dumps(graph)), most)
    weakref.finalize(graph.engine, makers.close)
    makers.warm()
    return Snapshot(graph, makers)


def apart(graph: Graph) -> Workers:
    """Return one process beside those for requests, which gives way to them, until it is closed."""
    return Workers(partial(_maker, pickle.dumps(graph), _APART), 1)


def _maker(graph: bytes, start: str = _START) -> Process:
    """Start a process that has a graph open; it writes to the server's own log."""
    return Process([sys.executable, "-c", start, *sys.path], graph, errors=None)


def made(serving: Serving, snapshot: Snapshot, task: Task) -> Job:
    """Return the job that has a task done by another process, within the server's limits."""
    return within(serving.settings.limits, snapshot, task)


def within(limits: Limits, snapshot: Snapshot, task: Task) -> Job:
    """Return the job that has a task done by another process, within some limits."""
    return partial(_relay, snapshot.makers, task, limits)


def streamed(serving: Serving, snapshot: Snapshot, task: Task) -> Job:
    """Return the job of a task that does nothing but ask one query and write what it gives.

    It is done here: a query over a store on this disk has a process of its own, and its rows are
    written as they come. Of a graph elsewhere it is made by another process, for a request that
    waits for a server cannot be ended.
    """
    if snapshot.graph.store is None:
        return made(serving, snapshot, task)
    return partial(task.run, snapshot.graph)


def _relay(makers: Workers, task: Task, limits: Limits, running: Running) -> None:
    """Pass on what a process makes; it is ended if the client leaves.

    What was made waits here, so the limit of time does not count how slow the client is.
    """
    try:
        answer = Asked(makers, task, limits)
    except BaseException:
        makers.warm()  # in the place of one that was ended
        raise
    try:
        head, _, rest = answer.stream.read(CHUNK).partition(b"\n")
        running.headers.update(msgspec.json.decode(head))
        running.out.write(rest)
        while data := answer.stream.read(CHUNK):
            running.out.write(data)
    finally:
        answer.stop()
        answer.stream.close()
