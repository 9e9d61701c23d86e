"""Asking a graph, for its receipts, many small queries under one limit of time and memory.

Where the graph lies on disk, they are answered by one process of their own, which ends itself when
the time is over; it is started at once and is ready by the time it is needed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from kg.errors import InputError, LimitError, UsageError
from kg.graph.engine import Rows
from kg.graph.manifest import FOLDER
from kg.graph.opened import Graph
from kg.query.limits import Limits

_SCRIPT: Final = Path(__file__).with_name("answering.py")


class Told(NamedTuple):
    """The answer to a SELECT: its variables, and rows of terms as SPARQL text (empty: unbound)."""

    variables: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]


Ask = Callable[[str], Told]


@contextlib.contextmanager
def asking(graph: Graph, limits: Limits) -> Iterator[Ask]:
    """Give a function that answers SELECTs over a graph, as long as the context lasts."""
    store = graph.folder / FOLDER / graph.manifest.store
    if not store.is_dir():
        yield lambda query: _here(graph, query)
        return
    process = _start(graph, store, limits)
    try:
        yield lambda query: _there(process, query, limits)
    finally:
        process.kill()
        process.communicate()


def _here(graph: Graph, query: str) -> Told:
    answer = graph.engine.query(f"BASE <{graph.manifest.base}>\n{query}")
    if not isinstance(answer, Rows):
        raise UsageError("only the rows of a SELECT have receipts", "ask a SELECT")
    rows = (tuple("" if term is None else str(term) for term in row) for row in answer)
    return Told(answer.variables, rows)


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


def _there(process: subprocess.Popen[bytes], query: str, limits: Limits) -> Told:
    _tell(process, query)
    out: IO[bytes] = process.stdout  # type: ignore[assignment]
    line = out.readline()
    if not line:
        raise _ended(process.wait(), limits)
    head = json.loads(line)
    if "fault" in head:
        raise InputError(f"the receipts could not be asked for: {head['fault']}")
    body = out.read(head["length"])
    if len(body) < head["length"]:
        raise _ended(process.wait(), limits)
    first, *lines = body.decode().split("\n")
    names = tuple(name[1:] for name in first.split("\t"))
    return Told(names, [tuple(row.split("\t")) for row in lines[:-1]])


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
