"""Asking a graph a query, and then many small ones for its receipts, all of them under limits.

Where the graph lies on disk, they are answered by one process of their own, which ends itself when
the time is over; it is started at once and is ready by the time it is needed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple, Protocol

import pyoxigraph as ox

from kg.errors import InputError, LimitError, UsageError
from kg.graph.engine import Rows
from kg.graph.manifest import FOLDER
from kg.graph.opened import Graph
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.process import NotSparql, ended
from kg.query.results.result import Result, Row

_SCRIPT: Final = Path(__file__).with_name("answering.py")


class Told(NamedTuple):
    """The answer to a SELECT: its variables, and rows of terms as SPARQL text (empty: unbound)."""

    variables: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]


class Answer(NamedTuple):
    """The rows of an answer, as terms."""

    variables: tuple[str, ...]
    rows: list[Row]


class Asker(Protocol):
    """What answers SELECTs over a graph."""

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer that is to be explained; ask this before all else.

        Raises:
            NotSparql: the engine cannot read the query.
            UsageError: it gives no rows.
            LimitError: a limit was hit before so many rows were there.
        """
        ...

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts.

        Raises:
            LimitError: the receipts take too long or need too much memory.
        """
        ...


@contextlib.contextmanager
def asking(graph: Graph, limits: Limits) -> Iterator[Asker]:
    """Give what answers SELECTs over a graph, as long as the context lasts."""
    store = graph.folder / FOLDER / graph.manifest.store
    if not store.is_dir():
        yield _Here(graph, limits)
        return
    process = _start(graph, store, limits)
    try:
        yield _There(process, limits)
    finally:
        process.kill()
        process.communicate()


class _Here(NamedTuple):
    """Asks a graph that lies in memory or behind another engine."""

    graph: Graph
    limits: Limits

    def first(self, query: str, most: int) -> Answer:
        base = self.graph.manifest.base
        kind, boolean, stream = answer_here(self.graph.engine, query, base, self.limits)
        result = Result(self.graph, kind, boolean, stream)
        rows = list(itertools.islice(result.rows(), most))
        return Answer(result.variables, rows)

    def __call__(self, query: str) -> Told:
        answer = self.graph.engine.query(f"BASE <{self.graph.manifest.base}>\n{query}")
        if not isinstance(answer, Rows):
            raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
        rows = (tuple("" if term is None else str(term) for term in row) for row in answer)
        return Told(answer.variables, rows)


class _There(NamedTuple):
    """Asks a process that has the store open."""

    process: subprocess.Popen[bytes]
    limits: Limits

    def first(self, query: str, most: int) -> Answer:
        head, body = self._answer(query, most, ended)
        if "syntax" in head:
            raise NotSparql(head["syntax"])
        if "kind" in head:
            raise UsageError(f"the query gives {head['kind']}, not rows")
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.TSV)
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
        names = tuple(variable.value for variable in found.variables)
        return Answer(names, [tuple(row) for row in found])

    def __call__(self, query: str) -> Told:
        head, body = self._answer(query, None, _ended)
        if "length" not in head:
            told = head.get("syntax") or head.get("kind")
            raise InputError(f"the receipts could not be asked for: {told}")
        first, *lines = body.decode().split("\n")
        names = tuple(name[1:] for name in first.split("\t"))
        return Told(names, [tuple(row.split("\t")) for row in lines[:-1]])

    def _answer(
        self, query: str, most: int | None, end: Callable[[int, Limits], Exception]
    ) -> tuple[dict[str, Any], bytes]:
        _tell(self.process, {"query": query, "most": most})
        out: IO[bytes] = self.process.stdout  # type: ignore[assignment]
        line = out.readline()
        if not line:
            raise end(self.process.wait(), self.limits)
        head: dict[str, Any] = json.loads(line)
        if "fault" in head:
            again = "if the graph was built again meanwhile, open it again; else: kg build"
            raise InputError(f"the store could not answer: {head['fault']}", again)
        body = out.read(head.get("length", 0))
        if len(body) < head.get("length", 0):
            raise end(self.process.wait(), self.limits)
        return head, body


def _start(graph: Graph, store: Path, limits: Limits) -> subprocess.Popen[bytes]:
    found = importlib.util.find_spec("pyoxigraph")
    if found is None or found.origin is None:
        raise InputError("pyoxigraph is not installed", "pip install claimgraph")
    engine, tool = Path(found.origin).parents[1], Path(__file__).parents[3]
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_SCRIPT), str(engine), str(tool)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    told = {
        "store": str(store), "base": graph.manifest.base, "prefixes": graph.prefixes,
        "seconds": limits.seconds, "memory": limits.memory,
    }  # fmt: skip
    _tell(process, told)
    return process


def _tell(process: subprocess.Popen[bytes], what: Any) -> None:  # noqa: ANN401
    into: IO[bytes] = process.stdin  # type: ignore[assignment]
    with contextlib.suppress(BrokenPipeError):
        into.write(json.dumps(what).encode() + b"\n")
        into.flush()


def _ended(code: int, limits: Limits) -> LimitError:
    """Return what the end of the process means: it ends by itself at its limits only."""
    import signal

    if code == -signal.SIGALRM:
        return LimitError(
            f"the rows are there, but their receipts took more than {limits.seconds:g} seconds",
            "allow more with --timeout (Limits.seconds), or ask for fewer rows with --max-rows",
        )
    return LimitError(
        f"the rows are there, but their receipts need more than {limits.memory or 0:,} megabytes",
        "allow more with --max-memory (Limits.memory), or ask for fewer rows with --max-rows",
    )
