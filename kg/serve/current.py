"""The graph as it is now: opened once, and opened again when another was put in its place."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.workers import Workers

# An engine elsewhere is asked for news at most so often, in seconds; each time is a request to it.
_PAUSE: Final = 1.0
_AT_ONCE: Final = 2


@dataclass(frozen=True)
class Snapshot:
    """A graph, the processes that make what is asked of it, and what is made once for all.

    `turns` lets few things be made once at the same time.
    """

    graph: Graph
    makers: Workers
    once: dict[str, asyncio.Task[Any]] = field(default_factory=dict)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def end(self) -> None:
        """Let nothing more be made once for all."""
        for task in self.once.values():
            task.cancel()


class Current:
    """Gives the snapshot of now. A request keeps the one it was given, whatever is put in place."""

    def __init__(self, opening: Callable[[], Snapshot]) -> None:
        """Open the graph.

        Raises:
            InputError: there is none, or it is damaged or out of reach.
        """
        self._opening = opening
        self._snapshot = opening()
        self._mark = self._snapshot.graph.mark()
        self._next = 0.0
        self._turn = asyncio.Lock()
        self.fault = ""

    @property
    def latest(self) -> Snapshot:
        """Return the graph that was seen last, without looking whether it still is in place."""
        return self._snapshot

    async def snapshot(self) -> Snapshot:
        """Return the graph that was put in place last; the one before if that cannot be opened.

        What was pushed to an engine elsewhere is seen a second later at most.
        """
        if self._snapshot.graph.store is not None:
            changed = self._snapshot.graph.mark() != self._mark
        else:
            changed = time.monotonic() > self._next
        return await self.anew() if changed else self._snapshot

    async def anew(self) -> Snapshot:
        """Return the snapshot of now, having looked whether it still is; see `snapshot`."""
        async with self._turn:
            await self._reopen()
        return self._snapshot

    async def _reopen(self) -> None:
        """Open the graph anew until it is the one in place, or cannot be opened."""
        self._next = time.monotonic() + _PAUSE
        try:
            while (mark := await asyncio.to_thread(self._snapshot.graph.mark)) != self._mark:
                opened = await asyncio.to_thread(self._opening)
                # Only now: whoever asks while it is being opened is to wait for it.
                before, self._snapshot, self._mark = self._snapshot, opened, mark
                before.end()
                self.fault = ""
        except KgError as fault:
            self.fault = fault.what
