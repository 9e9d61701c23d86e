"""Processes kept for the next query: those that ended their last one well, a few for each graph.

A query in a new process waits for Python and the engine to start and reads the store for the first
time: 35 ms and up to twice the engine's own time. So a process whose answer came to its end is
kept, and the next query goes to it. What was stopped, hit a limit or is in doubt is ended. Each
query has a process to itself; where many are asked at once, as many start, and the surplus ends.
"""

from __future__ import annotations

import contextlib
import os
import weakref
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from kg.graph.opened import Graph
from kg.query.process import Process, over

_KEPT: Final[dict[tuple[int, Path], Workers]] = {}
_HERE = False


class Workers:
    """The idle processes over one graph.

    Taking and keeping are single steps of a deque and need no lock, for the end of a graph, which
    closes this, may come in the midst of them.
    """

    def __init__(self, start: Callable[[], Process], most: int = 0) -> None:
        """Begin with none; keep so many at most, by default one for each core, and two at least."""
        self._start = start
        self._idle: deque[Process] = deque()
        self._most = most or max(2, os.cpu_count() or 2)

    def warm(self) -> None:
        """Start a process if none is idle, so that it is there when the query is ready."""
        if not self._idle:
            self.keep(self._start())

    def take(self) -> Process:
        """Return a process that has nothing to do, for one query; hand it back with `keep`."""
        while True:
            try:
                process = self._idle.pop()
            except IndexError:
                return self._start()
            if process.alive:
                return process
            process.close()

    def keep(self, process: Process) -> None:
        """Keep a process for the next query if it is ready, else end it."""
        if process.ready:
            self._idle.append(process)
        else:
            process.close()
        self._shrink()

    def close(self) -> None:
        """End all idle processes, and those that come back later."""
        self._most = 0
        self._shrink()

    def _shrink(self) -> None:
        while len(self._idle) > self._most:
            with contextlib.suppress(IndexError):
                self._idle.popleft().close()


def answer_here() -> None:
    """Let this process answer its queries itself from now on: it is one that can be ended."""
    global _HERE  # noqa: PLW0603 (what holds for a process is told once)
    _HERE = True


def workers_of(graph: Graph) -> Workers | None:
    """Return the processes for the queries of a graph; none where it has no store on a disk here.

    They end with the graph's engine.
    """
    store = graph.store
    if store is None or _HERE:
        return None
    key = (id(graph.engine), store)
    found = _KEPT.get(key)
    if found is None:
        found = _KEPT.setdefault(key, Workers(partial(over, store)))
        weakref.finalize(graph.engine, _end, key)
    return found


def _end(key: tuple[int, Path]) -> None:
    workers = _KEPT.pop(key, None)
    if workers is not None:
        workers.close()
