"""A process that answers one question after the other: started, asked, read from, ended."""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, Protocol

from kg.errors import InputError, KgError
from kg.query.limits import Limits, killed, out_of_memory, out_of_time, too_deep
from kg.query.stopping import Stopping, stopping

_WORKER: Final = Path(__file__).with_name("worker.py")


class NotSparql(Exception):  # noqa: N818
    """The engine cannot read the query; the text is the engine's own.

    `lines_before` is how many lines stood before the query in what the engine was given.
    """

    def __init__(self, message: str, lines_before: int = 0) -> None:
        """Keep what the engine said."""
        super().__init__(message)
        self.lines_before = lines_before


class Asked(Protocol):
    """What a process is asked, and what is meant where it does not answer."""

    def told(self, limits: Limits) -> bytes:
        """Return the question and its limits for the standard input of a process."""
        ...

    def fault(self, kind: str, message: Any, limits: Limits) -> Exception:  # noqa: ANN401
        """Return the fault that a process tells in place of an answer."""
        ...

    def ended(self, code: int, limits: Limits) -> KgError | None:
        """Return what the end of the process in the midst of an answer means, by its exit code."""
        ...


@dataclass(frozen=True)
class Question:
    """A query with its base and its prefixes."""

    query: str
    base: str
    prefixes: Mapping[str, str]

    def told(self, limits: Limits) -> bytes:
        """Return the question and limits for the standard input of a process."""
        asked = {"query": self.query, "base": self.base, "prefixes": dict(self.prefixes)}
        within = {"seconds": limits.seconds, "rows": limits.rows, "memory": limits.memory}
        return marshal.dumps({**asked, **within})

    def fault(self, kind: str, message: str, limits: Limits) -> Exception:
        """Return what the engine told; see `Asked.fault`."""
        if kind == "MemoryError":
            return out_of_memory(limits)
        if kind == "SyntaxError":
            return NotSparql(message)
        again = "if the graph was built again meanwhile, open it again; else: kg build"
        return InputError(f"the store could not answer: {message}", again)

    def ended(self, code: int, limits: Limits) -> KgError | None:
        """Return the limit that was hit; see `Asked.ended`."""
        meant: dict[int, Callable[[], KgError]] = {
            -signal.SIGALRM: partial(out_of_time, limits),
            -signal.SIGABRT: partial(out_of_memory, limits),
            -signal.SIGKILL: killed,
            -signal.SIGSEGV: too_deep,
        }
        return meant[code]() if code in meant else None


def over(store: Path) -> Process:
    """Start a process that has a store open and answers queries; it opens the store meanwhile.

    Raises:
        InputError: pyoxigraph is not installed.
    """
    return Process([sys.executable, "-I", "-S", str(_WORKER), _home_of_engine(), str(store)])


class Process:
    """A process that answers one question after the other, in the pieces that `worker` tells of.

    `ready` tells whether it can be asked: not while it answers, nor after a doubtful end.
    """

    def __init__(
        self, command: Sequence[str], first: bytes = b"", errors: int | None = subprocess.PIPE
    ) -> None:
        """Start it, and tell it what it is to know before it is asked.

        `errors` is where its standard error goes, as for `subprocess.Popen`.
        """
        self.ready = True
        self._limits = Limits()
        self._asked: Asked | None = None
        self._owner = os.getpid()
        self._asked_by: Stopping | None = None
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        self._tell(first)

    @property
    def alive(self) -> bool:
        """Tell whether it is ready and runs, and was started here, not before a fork."""
        return self.ready and self._owner == os.getpid() and self._process.poll() is None

    def ask(self, question: Asked, limits: Limits, whole: Limits | None = None) -> dict[str, Any]:
        """Ask, and return the first piece of the answer: see `worker`.

        Args:
            question: what to ask.
            limits: what it may take.
            whole: the limits of which these are what is left; a fault tells them.

        Raises:
            NotSparql, LimitError, InputError, UsageError: see `piece`.
        """
        self.ready, self._limits, self._asked = False, whole or limits, question
        self._asked_by = stopping()
        if self._asked_by is not None:
            self._asked_by.asks(self)
        self._tell(question.told(limits))
        return self.piece()

    def piece(self) -> dict[str, Any]:
        """Return the next piece of the answer, as soon as it is there.

        Raises:
            NotSparql: the engine cannot read the query.
            LimitError: a limit was hit.
            UsageError: the engine cannot hold the query.
            InputError: the store cannot be read, or the process failed.
        """
        out: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        try:
            piece: dict[str, Any] = marshal.load(out)  # noqa: S302 (from the process started here)
        except (EOFError, ValueError):
            raise self._ended() from None
        self.ready = piece.get("ready", False)
        if self.ready:
            with self._lock:
                self._asked_by = None
        if "fault" in piece and self._asked is not None:
            raise self._asked.fault(piece["fault"], piece["message"], self._limits)
        return piece

    def stop(self) -> None:
        """End the process, whatever it is doing; a reader meets the end of its answer."""
        self.ready = False
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        else:
            self._process.returncode = 0  # a fork's copy; the process goes on for its parent

    def stop_for(self, stopping: Stopping) -> None:
        """End the process if it works on a question of that watch."""
        with self._lock:
            if self._asked_by is stopping:
                self.stop()

    def close(self) -> None:
        """End the process, and close what leads to it."""
        self.stop()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _tell(self, told: bytes) -> None:
        into: IO[bytes] = self._process.stdin  # type: ignore[assignment]
        with contextlib.suppress(BrokenPipeError):
            into.write(told)
            into.flush()

    def _ended(self) -> Exception:
        """Return the fault that the end of the process in the midst of an answer means."""
        code = self._process.wait()
        meant = self._asked.ended(code, self._limits) if self._asked is not None else None
        if meant is not None:
            return meant
        errors = self._process.stderr
        told = errors.read().decode("utf-8", "replace") if errors is not None else ""
        return InputError(f"the process that was asked failed ({code}): {told.strip()[-500:]}")


def _home_of_engine() -> str:
    """Return the folder from which pyoxigraph is imported here."""
    spec = importlib.util.find_spec("pyoxigraph")
    if spec is None or spec.origin is None:
        raise InputError("pyoxigraph is not installed", "pip install claimgraph")
    return str(Path(spec.origin).parent.parent)
