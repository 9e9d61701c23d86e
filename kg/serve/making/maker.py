"""The process that makes what is asked for, so that it can be ended; run with `-m`.

On standard input it is told, pickled, the graph, and then one task after the other. It answers each
as `kg.query.worker` answers a query, in pieces that are marshal dictionaries; the first line of an
answer is JSON, the headers that go with it. An alarm ends it at a task's time limit, whatever it
does, also where no signal handler would be run. It has all rooms of the server loaded and the graph
open, and asks its queries itself.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import resource
import signal
import sys
from types import TracebackType
from typing import IO, Any, Final, cast

import msgspec

import kg.serve.app  # noqa: F401 (no task is to wait for what it needs)
from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.limits import MEGABYTE
from kg.query.worker import alarm, send, used
from kg.query.workers import answer_here
from kg.serve.making.task import Given, Task
from kg.serve.pages.frame import templates
from kg.serve.web.faults import Fault
from kg.serve.web.log import Lines
from kg.serve.web.work import Running

_PIECE: Final = 256 * 1024
# Memory that a task leaves behind is not given back to the system; after so much, start anew.
_MOST_LEFT: Final = 256 * MEGABYTE


def main() -> int:
    """Do what is asked on standard input until it ends; return the process's exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.excepthook = _log
    # What anybody prints must not come between the pieces.
    with open(0, "rb", closefd=False) as asked, os.fdopen(os.dup(1), "wb", 0) as told:
        os.dup2(2, 1)
        try:
            return _serve(asked, told)
        except BrokenPipeError:
            return 0


def _serve(asked: IO[bytes], told: IO[bytes]) -> int:
    answer_here()
    templates()
    try:
        graph: Graph = pickle.load(asked)  # noqa: S301 (from the process that started this one)
    except EOFError:
        return 0
    except KgError as fault:
        send(told, {**_raised(fault), "last": True, "ready": False})
        return 3
    at_first, ready = used(), True
    while ready:
        try:
            given: Given = pickle.load(asked)  # noqa: S301
        except EOFError:
            return 0
        _allow(given.memory)
        alarm(given.seconds)
        last = _answer(graph, given.task, told)
        alarm(None)
        _allow(None)
        ready = last.get("fault") != "MemoryError" and used() - at_first < _MOST_LEFT
        send(told, {**last, "last": True, "ready": ready})
    return 0


def _answer(graph: Graph, task: Task, told: IO[bytes]) -> dict[str, Any]:
    """Do a task; return the last piece of the answer, or what is wrong."""
    pieces = _Pieces(told)
    try:
        task.run(graph, pieces.running)
        return pieces.rest()
    except (KgError, Fault) as fault:
        return _raised(fault)
    except MemoryError:
        return {"fault": "MemoryError", "message": b""}


def _raised(fault: Exception) -> dict[str, Any]:
    return {"fault": "raised", "message": pickle.dumps(fault)}


class _Pieces(io.RawIOBase):
    """Takes what a task writes, and sends it on in large pieces; the headers come first."""

    def __init__(self, told: IO[bytes]) -> None:
        super().__init__()
        self.running = Running(cast("IO[bytes]", self))
        self._told = told
        self._held = bytearray()
        self._first = True

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held += data
        if len(self._held) >= _PIECE:
            send(self._told, self.rest())
        return len(data)

    def rest(self) -> dict[str, Any]:
        data, self._held = bytes(self._held), bytearray()
        if not self._first:
            return {"data": data}
        self._first = False
        head = msgspec.json.encode(self.running.headers) + b"\n"
        return {"kind": "made", "boolean": None, "data": head + data}


def _allow(megabytes: int | None) -> None:
    """Let this process use so many megabytes more than it does, or as many as it was allowed."""
    soft, hard = _ALLOWED
    if megabytes is not None:
        wanted = megabytes * MEGABYTE + used()
        soft = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


_ALLOWED: Final = resource.getrlimit(resource.RLIMIT_DATA)


def _log(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Write what ended this process as a line of the server's log."""
    record = logging.LogRecord(
        __name__, logging.ERROR, __file__, 0, "a page could not be made", (), (kind, fault, trace)
    )
    sys.stderr.write(f"{Lines().format(record)}\n")


if __name__ == "__main__":
    sys.exit(main())
