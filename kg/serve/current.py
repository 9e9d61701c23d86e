"""The graph as it is now: opened once, and opened again when another was put in its place."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from kg.errors import KgError
from kg.graph.opened import Graph

_Kept = TypeVar("_Kept")
# An engine elsewhere is asked for news at most so often, in seconds; each time is a request to it.
_PAUSE: Final = 1.0


@dataclass(frozen=True)
class Snapshot:
    """A graph, and what was made of it once for all requests."""

    graph: Graph
    _kept: dict[str, object] = field(default_factory=dict)

    def kept(self, name: str, make: Callable[[], _Kept]) -> _Kept:
        """Return what `make` gives for this graph; made when first asked for."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("_Kept", self._kept[name])


class Current:
    """Gives the snapshot of now. A request keeps the one it was given, whatever is put in place."""

    def __init__(self, opening: Callable[[], Graph]) -> None:
        """Open the graph.

        Raises:
            InputError: there is none, or it is damaged or out of reach.
        """
        self._opening = opening
        self._snapshot = Snapshot(opening())
        self._mark = self._snapshot.graph.mark()
        self._next = 0.0
        self._turn = asyncio.Lock()
        self.fault = ""

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
                self._mark = mark
                self._snapshot = Snapshot(await asyncio.to_thread(self._opening))
                self.fault = ""
        except KgError as fault:
            self.fault = fault.what
