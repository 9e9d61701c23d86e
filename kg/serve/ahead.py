"""What everybody asks for is made before anybody does: of a graph, and of each in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kg.graph.opened import Graph
from kg.serve.current import Snapshot
from kg.serve.making.made import apart
from kg.serve.making.once import begun
from kg.serve.pages import home, lists, pictures
from kg.serve.query import words
from kg.serve.saved import examples
from kg.serve.serving import Serving

# In this order: what the first page leads to comes after it.
_AHEAD: Final[tuple[tuple[str, Callable[[Graph], object]], ...]] = (
    home.ONCE,
    examples.ONCE,
    *lists.ONCE.values(),
    pictures.ONCE,
    words.ONCE,
)
# So often it is looked whether another graph was put in place, in seconds.
_PAUSE: Final = 1.0


async def keep_ahead(serving: Serving) -> None:
    """Make what everybody asks for of each graph there is, until this is cancelled.

    An engine elsewhere is not asked for news: a request that finds another graph there does that.
    """
    before = None
    while True:
        here = serving.current.latest
        if here.graph.store is not None:
            here = await serving.current.snapshot()
        if here is not before:
            await _make(serving, here)
        before = here
        await asyncio.sleep(_PAUSE)


async def _make(serving: Serving, here: Snapshot) -> None:
    """Make one thing after the other, in a process apart, until another graph is in place."""
    makers = apart(here.graph)
    try:
        for name, make in _AHEAD:
            if here is serving.current.latest:
                await asyncio.wait([begun(serving, replace(here, makers=makers), name, make)])
    finally:
        makers.close()
