"""Ending what one thread asks from another: for a server whose client has gone away.

A thread that waits for the first row of an answer cannot be reached, but the process that works on
it can. So whoever wants to be able to end it watches the thread, and each process that the thread
asks is known to the watch until it has answered.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Protocol

from kg.errors import LimitError


class Stoppable(Protocol):
    """What answers a question, and can be ended while it does."""

    def stop_for(self, stopping: Stopping) -> None:
        """End, if what is answered is a question of that watch."""
        ...


class Stopping:
    """A watch over the questions of a thread."""

    def __init__(self) -> None:
        """Begin with none."""
        self._asked: set[Stoppable] = set()
        self._stopped = False
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what this thread asks as long as the context lasts."""
        token = _OF_THREAD.set(self)
        try:
            yield
        finally:
            _OF_THREAD.reset(token)

    def asks(self, asked: Stoppable) -> None:
        """Take note of what is asked.

        Raises:
            LimitError: the thread is to ask nothing more.
        """
        with self._lock:
            if self._stopped:
                raise LimitError("the query was stopped", "ask it again")
            self._asked.add(asked)

    def stop(self) -> None:
        """End what the thread asks, and let it ask nothing more."""
        with self._lock:
            self._stopped = True
        for asked in self._asked:
            asked.stop_for(self)


_OF_THREAD: ContextVar[Stopping | None] = ContextVar("stopping", default=None)


def stopping() -> Stopping | None:
    """Return the watch over this thread, if there is one."""
    return _OF_THREAD.get()
