"""A task for another process: a function of this package and its arguments, and how it may end."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVarTuple

from kg.errors import InputError, KgError, LimitError
from kg.graph.opened import Graph
from kg.query.limits import Limits, too_deep
from kg.serve.web.work import Running

_Args = TypeVarTuple("_Args")


class Given(NamedTuple):
    """What a process is told: the task, the seconds and the megabytes that it may take."""

    task: Task
    seconds: float | None
    memory: int | None


@dataclass(frozen=True)
class Task:
    """Writes bytes that it makes of a graph; both the function and its arguments can be pickled."""

    write: Callable[..., None]
    args: tuple[Any, ...]

    @classmethod
    def of(cls, write: Callable[[Graph, Running, *_Args], None], *args: *_Args) -> Task:
        """Return the task of a function of a module, which gets the arguments behind its first."""
        return cls(write, args)

    def run(self, graph: Graph, running: Running) -> None:
        """Do it in this process."""
        self.write(graph, running, *self.args)

    def told(self, limits: Limits) -> bytes:
        """Return the task and its limits for the standard input of a process."""
        return pickle.dumps(Given(self, limits.seconds, limits.memory))

    def fault(self, kind: str, message: bytes, limits: Limits) -> Exception:
        """Return what the task raised there: a `KgError` or a `Fault`."""
        if kind == "MemoryError":
            return _out_of_memory(limits)
        raised: Exception = pickle.loads(message)  # noqa: S301 (from the process started here)
        return raised

    def ended(self, code: int, limits: Limits) -> KgError | None:
        """Return what the end of the process means; see `Asked.ended`."""
        seconds = limits.seconds or 0
        meant: dict[int, KgError] = {
            -signal.SIGALRM: LimitError(
                f"this took longer than {seconds:g} seconds and was stopped",
                "ask for less: for one of the things in it, or for the JSON of a query; "
                "the server's setting is --timeout",
                "seconds",
            ),
            -signal.SIGABRT: _out_of_memory(limits),
            -signal.SIGKILL: LimitError(
                "the process that made this was killed, most likely because memory ran out",
                "ask for less; the server's settings are --max-memory and --max-queries",
                "memory",
            ),
            -signal.SIGSEGV: too_deep(),
        }
        other = InputError(
            f"the process that was to make this failed ({code})",
            "ask again; if it fails again, the server's log says why",
        )
        return meant.get(code, other)


def _out_of_memory(limits: Limits) -> LimitError:
    return LimitError(
        f"this needs more than {limits.memory or 0:,} megabytes of memory",
        "ask for less; the server's setting is --max-memory",
        "memory",
    )
