"""Asking for receipts in one process of their own, which has the store open and ends at its limits.

It is started at once and is ready by the time it is needed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import pyoxigraph as ox

from kg.errors import InputError, LimitError, UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.process import NotSparql, ended
from kg.query.receipts.asking import Answer, Told

_SCRIPT: Final = Path(__file__).with_name("answering.py")


@contextlib.contextmanager
def there(graph: Graph, store: Path, limits: Limits) -> Iterator[There]:
    """Give a process that answers SELECTs over a store, as long as the context lasts."""
    process = _start()
    try:
        _tell(process, {
            "store": str(store), "base": graph.manifest.base, "prefixes": dict(graph.prefixes),
            "seconds": limits.seconds, "memory": limits.memory,
        })  # fmt: skip
        yield There(process, limits)
    finally:
        process.kill()
        process.communicate()


class There(NamedTuple):
    """Asks a process that has the store open."""

    process: subprocess.Popen[bytes]
    limits: Limits

    def first(self, query: str, most: int) -> Answer:
        """Return the first rows of the answer; see `Asker.first`."""
        answer = self._answer(query, most, ended)
        if "syntax" in answer:
            raise NotSparql(answer["syntax"])
        if "kind" in answer:
            raise UsageError(f"the query gives {answer['kind']}, not rows")
        found = ox.parse_query_results(answer["table"], format=ox.QueryResultsFormat.TSV)
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
        names = tuple(variable.value for variable in found.variables)
        return Answer(names, [tuple(row) for row in found])

    def __call__(self, query: str) -> Told:
        """Return the answer to a query that looks for receipts."""
        answer = self._answer(query, None, _ended)
        if "table" not in answer:
            told = answer.get("syntax") or answer.get("kind")
            raise InputError(f"the receipts could not be asked for: {told}")
        first, *lines = answer["table"].decode().split("\n")
        names = tuple(name[1:] for name in first.split("\t"))
        return Told(names, [tuple(row.split("\t")) for row in lines[:-1]])

    def _answer(
        self, query: str, most: int | None, end: Callable[[int, Limits], Exception]
    ) -> dict[str, Any]:
        _tell(self.process, {"query": query, "most": most})
        out: IO[bytes] = self.process.stdout  # type: ignore[assignment]
        try:
            answer: dict[str, Any] = marshal.load(out)  # noqa: S302 (from the process started here)
        except EOFError:
            raise end(self.process.wait(), self.limits) from None
        if "fault" in answer:
            again = "if the graph was built again meanwhile, open it again; else: kg build"
            raise InputError(f"the store could not answer: {answer['fault']}", again)
        return answer


def _start() -> subprocess.Popen[bytes]:
    found = importlib.util.find_spec("pyoxigraph")
    if found is None or found.origin is None:
        raise InputError("pyoxigraph is not installed", "pip install claimgraph")
    engine, worker = Path(found.origin).parents[1], Path(__file__).parents[1]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(_SCRIPT), str(engine), str(worker)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _tell(process: subprocess.Popen[bytes], what: dict[str, Any]) -> None:
    into: IO[bytes] = process.stdin  # type: ignore[assignment]
    with contextlib.suppress(BrokenPipeError):
        into.write(marshal.dumps(what))
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
