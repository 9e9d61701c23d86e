"""Rows and time of queries, measured in a process that is stopped when one takes too long."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from kg.errors import InputError, KgError, LimitError
from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.query.guard import guard
from kg.query.limits import Limits

_SCRIPT: Final = Path(__file__).with_name("measure.py")


@dataclass(frozen=True)
class Timed:
    """A query to measure.

    `counts` says that its only row is the number wanted; `digest` is up to how many rows a digest
    of the answer is wanted.
    """

    text: str
    counts: bool = False
    digest: int = 0


@dataclass(frozen=True)
class Measured:
    """What was measured: rows and seconds; nothing is known of a query that was not run.

    `over` tells that it was stopped at the limit.
    """

    rows: int | None = None
    seconds: float | None = None
    over: bool = False
    digest: int = 0
    fault: str = ""


class Timer(Protocol):
    """Anything that measures queries."""

    def measure(
        self, queries: Sequence[Timed], seconds: float | None, patience: int = 1
    ) -> list[Measured]:
        """Return what was measured of each query, each with so many seconds at most.

        When as many have been stopped as there is patience for, the rest is not run.
        """
        ...


def timer(graph: Graph, limits: Limits) -> Timer:
    """Return what measures queries over a graph."""
    return Within(graph) if graph.store is None else Apart(graph, graph.store, limits)


@dataclass(frozen=True)
class Apart:
    """Measures in a process of its own, over a store on disk."""

    graph: Graph
    store: Path
    limits: Limits

    def measure(
        self, queries: Sequence[Timed], seconds: float | None, patience: int = 1
    ) -> list[Measured]:
        """Return what was measured; see `Timer.measure`."""
        for query in queries:
            guard(query.text)
        found: list[Measured] = []
        stopped = 0
        while len(found) < len(queries) and stopped < patience:
            found += self._run(queries[len(found) :], seconds)
            stopped += found[-1].over
        return [*found, *(Measured() for _ in queries[len(found) :])]

    def _run(self, queries: Sequence[Timed], seconds: float | None) -> Iterator[Measured]:
        """Yield what one process measures, until a query is stopped."""
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_SCRIPT), str(Path(ox.__file__).parents[1])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with process:
            try:
                assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
                process.stdin.write(self._request(queries, seconds))
                process.stdin.close()
                told = 0
                for line in process.stdout:
                    told += 1
                    yield Measured(**json.loads(line))
                if told < len(queries):
                    yield self._ended(process.wait())
            finally:
                process.kill()

    def _ended(self, code: int) -> Measured:
        if code == -signal.SIGALRM:
            return Measured(over=True)
        if code in {-signal.SIGABRT, -signal.SIGKILL}:
            return Measured(over=True, fault="it needs more memory than allowed")
        raise InputError("the queries could not be measured", "build the graph again: kg build")

    def _request(self, queries: Sequence[Timed], seconds: float | None) -> bytes:
        told = [{"text": q.text, "counts": q.counts, "digest": q.digest} for q in queries]
        return json.dumps(
            {
                "store": str(self.store),
                "base": self.graph.manifest.base,
                "prefixes": self.graph.prefixes,
                "seconds": seconds,
                "memory": self.limits.memory,
                "queries": told,
            }
        ).encode()


@dataclass(frozen=True)
class Within:
    """Measures in this process: a graph in memory, or behind another engine that can be left."""

    graph: Graph

    def measure(
        self,
        queries: Sequence[Timed],
        seconds: float | None,
        patience: int = 1,
    ) -> list[Measured]:
        """Return what was measured; see `Timer.measure`."""
        found: list[Measured] = []
        stopped = 0
        while len(found) < len(queries) and stopped < patience:
            found.append(self._one(queries[len(found)], seconds))
            stopped += found[-1].over
        return [*found, *(Measured() for _ in queries[len(found) :])]

    def _one(self, query: Timed, seconds: float | None) -> Measured:
        guard(query.text)
        start = time.perf_counter()
        try:
            text = f"BASE <{self.graph.manifest.base}>\n{query.text}"
            answer = self.graph.engine.query(text, seconds)
        except LimitError:
            return Measured(over=True)
        except KgError as fault:
            return Measured(fault=str(fault))
        if isinstance(answer, bool):
            rows, texts = int(answer), [str(answer)]
        elif isinstance(answer, Rows):
            found = list(answer)
            first = found[0][0] if found and query.counts else None
            rows = int(first.value) if first is not None else len(found)
            order = sorted(range(len(answer.variables)), key=lambda n: answer.variables[n])
            texts = [" ".join(str(row[n]) for n in order) for row in found]
        else:
            texts = [str(triple) for triple in answer]
            rows = len(texts)
        seconds_taken = time.perf_counter() - start
        digest = sum(zlib.crc32(text.encode()) for text in texts) if rows <= query.digest else 0
        return Measured(rows, seconds_taken, digest=digest)
