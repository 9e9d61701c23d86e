"""A query in a process of its own: started, read from, stopped, and what its end means."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import marshal
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from kg.errors import InputError
from kg.query.limits import (
    Limits,
    Lines,
    killed,
    out_of_memory,
    out_of_rows,
    out_of_time,
    too_deep,
)
from kg.query.spool import Spool

_WORKER: Final = Path(__file__).with_name("worker.py")
_CHUNK: Final = 256 * 1024
_TOLD: Final = 3


class NotSparql(Exception):  # noqa: N818
    """The engine cannot read the query; the text is the engine's own.

    `lines_before` is how many lines stood before the query in what the engine was given.
    """

    def __init__(self, message: str, lines_before: int = 0) -> None:
        """Keep what the engine said."""
        super().__init__(message)
        self.lines_before = lines_before


@dataclass(frozen=True)
class Question:
    """What a query's process is told: the store's folder, the query, its base and its prefixes."""

    store: Path
    query: str
    base: str
    prefixes: Mapping[str, str]

    def request(self, limits: Limits) -> bytes:
        """Return the question with its limits, for the process's standard input."""
        told = {"store": str(self.store), "query": self.query, "base": self.base}
        told_limits = {"seconds": limits.seconds, "memory": limits.memory}
        return marshal.dumps({**told, **told_limits, "prefixes": dict(self.prefixes)})


class Process:
    """A running query: `head` says what kind of answer it is, `stream` is the answer."""

    head: dict[str, Any]

    def __init__(self, question: Question, limits: Limits) -> None:
        """Start the query and wait until it is known what kind of answer it gives.

        Raises:
            NotSparql: the engine cannot read the query.
            LimitError: a limit was hit before there was anything to give.
            InputError: the store cannot be read.
        """
        self.stream = Spool()
        self._question = question
        self._limits = limits
        self._stopped = False
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WORKER), _home_of_engine()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            self.head = self._start(question.request(limits))
        except BaseException:
            self.stop()
            self._close()
            raise
        threading.Thread(target=self._drain, name="kg-query", daemon=True).start()

    def stop(self) -> None:
        """End the query's process, whatever it is doing."""
        self._stopped = True
        self._process.kill()
        self._process.wait()

    def _start(self, request: bytes) -> dict[str, Any]:
        with contextlib.suppress(BrokenPipeError):
            _pipe(self._process.stdin).write(request)
            _pipe(self._process.stdin).close()
        line = _pipe(self._process.stdout).readline()
        if not line.endswith(b"\n"):
            raise self._end() or InputError("the query's process gave no answer")
        head: dict[str, Any] = json.loads(line)
        return head

    def _drain(self) -> None:
        """Move the answer into the spool, no more rows than allowed, then say how it ended."""
        out = _pipe(self._process.stdout)
        allowed = Lines(self._limits.rows, self.head["kind"])
        while data := out.read1(_CHUNK):
            self.stream.feed(allowed.of(data))
            if allowed.exceeded:
                self.stop()
                break
        if allowed.exceeded:
            self.stream.finish(out_of_rows(self._limits))
        else:
            fault = None if self._stopped else self._end()
            self.stream.finish(fault, at_once=fault is not None)
        self._close()

    def _end(self) -> Exception | None:
        """Return the fault that the process's exit means, or nothing if it ended well."""
        told = _pipe(self._process.stderr).read().decode("utf-8", "replace")
        code = self._process.wait()
        if code == 0:
            return None
        if code == _TOLD:
            return self._told(**json.loads(told))
        return ended(code, self._limits, told)

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(BrokenPipeError):
                _pipe(pipe).close()

    def _told(self, fault: str, message: str) -> Exception:
        if fault == "MemoryError":
            return out_of_memory(self._limits)
        if fault == "SyntaxError":
            return NotSparql(message)
        again = "if the graph was built again meanwhile, open it again; else: kg build"
        return InputError(f"the store could not answer: {message}", again)


def ended(code: int, limits: Limits, told: str = "") -> Exception:
    """Return the fault that the exit code of a query's process means."""
    meant = {
        -signal.SIGALRM: out_of_time(limits),
        -signal.SIGABRT: out_of_memory(limits),
        -signal.SIGKILL: killed(),
        -signal.SIGSEGV: too_deep(),
    }
    failed = InputError(f"the query's process failed ({code}): {told.strip()[-500:]}")
    return meant.get(code, failed)


def _pipe(pipe: IO[bytes] | None) -> Any:  # noqa: ANN401
    """Return a pipe of a process that was started with all three."""
    return pipe


def _home_of_engine() -> str:
    """Return the folder from which pyoxigraph is imported here."""
    spec = importlib.util.find_spec("pyoxigraph")
    if spec is None or spec.origin is None:
        raise InputError("pyoxigraph is not installed", "pip install claimgraph")
    return str(Path(spec.origin).parent.parent)
