"""The graph as it is now: opened once, and opened again when a build has put another in place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from kg.errors import KgError
from kg.graph.manifest import FILE, FOLDER
from kg.graph.opened import Graph

_Kept = TypeVar("_Kept")
_Stamp = tuple[int, int, int]


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
    """Gives the snapshot of now. A request keeps the one it was given, whatever is built."""

    def __init__(self, opening: Callable[[], Graph]) -> None:
        """Open the graph.

        Raises:
            InputError: there is none, or it is damaged.
        """
        self._opening = opening
        self._snapshot = Snapshot(opening())
        self._manifest = self._snapshot.graph.folder / FOLDER / FILE
        self._stamp = _stamp(self._manifest)
        self._turn = asyncio.Lock()
        self.fault = ""

    async def snapshot(self) -> Snapshot:
        """Return the graph as the last build made it; the one before if that cannot be opened."""
        if _stamp(self._manifest) != self._stamp:
            async with self._turn:
                await self._reopen()
        return self._snapshot

    async def _reopen(self) -> None:
        """Open the graph anew until it is the one that the manifest names, or cannot be opened."""
        while (stamp := _stamp(self._manifest)) != self._stamp:
            self._stamp = stamp
            try:
                self._snapshot = Snapshot(await asyncio.to_thread(self._opening))
            except KgError as fault:
                self.fault = fault.what
            else:
                self.fault = ""


def _stamp(manifest: Path) -> _Stamp | None:
    """Return what changes when a build puts another manifest in place; nothing if there is none."""
    try:
        found = manifest.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
