"""What is made once for all who ask: as long as it takes, but nobody waits longer than allowed.

What the first page tells of a graph, or a list of all its persons, is the same for everybody and
costs in line with the graph. So who asks first does not decide how long it may take: it goes on
when that client has left, and ends with the graph. There are few such things, and two at most are
made at once. Most are begun before anybody asks (`kg/serve/ahead.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Final, TypeVar, cast

from starlette.types import Message

from kg.errors import InputError, KgError, LimitError
from kg.graph.opened import Graph
from kg.serve.current import Snapshot
from kg.serve.making.made import within
from kg.serve.making.task import Task
from kg.serve.serving import Serving
from kg.serve.web.faults import Fault
from kg.serve.web.work import Running, Work

_Made = TypeVar("_Made")
_AGAIN: Final = {"retry-after": "5"}


async def once(
    serving: Serving,
    snapshot: Snapshot,
    name: str,
    make: Callable[[Graph], _Made],
    seconds: float | None = None,
) -> _Made:
    """Return what a function makes of a graph, made when first asked for; both can be pickled.

    `seconds` limit it where nobody knows how long it takes, as with queries of a project's own.

    Raises:
        Fault: 503, it is still being made.
        KgError: what the function raised.
    """
    waited = begun(serving, snapshot, name, make, seconds)
    await asyncio.wait([waited], timeout=serving.settings.timeout)
    if not waited.done():
        what = "this is made once for all who ask, and that is not done yet"
        cure = "ask again in a moment (the server's setting is --timeout)"
        raise Fault(HTTPStatus.SERVICE_UNAVAILABLE, what, cure, _AGAIN)
    if waited.cancelled():
        raise InputError("another graph was put in the place of this one", "ask again")
    return cast("_Made", waited.result())


def begun(
    serving: Serving,
    snapshot: Snapshot,
    name: str,
    make: Callable[[Graph], object],
    seconds: float | None = None,
) -> asyncio.Task[object]:
    """Return the making of something for all who ask, begun now if it was not; see `once`."""
    known = snapshot.once
    if name not in known:
        made = _made(serving, snapshot, make, seconds)
        known[name] = asyncio.get_running_loop().create_task(made)
        known[name].add_done_callback(partial(_forget, known, name))
    return known[name]


async def copied(serving: Serving, snapshot: Snapshot) -> None:
    """Have a copy made of a graph elsewhere, where receipts need one; see `Graph.exact`.

    Where there can be none, what needs it will say so.

    Raises:
        Fault: 503, it is still being made.
    """
    if snapshot.graph.store is None:
        with contextlib.suppress(KgError):
            await once(serving, snapshot, "copy", _copy)


def _copy(graph: Graph) -> None:
    graph.exact()


async def _made(
    serving: Serving,
    snapshot: Snapshot,
    make: Callable[[Graph], object],
    seconds: float | None,
) -> object:
    limits = replace(serving.settings.limits, seconds=seconds)
    async with snapshot.turns:
        job = within(limits, snapshot, Task.of(_write, make))
        work = Work(job, serving.threads, _nobody_leaves, stalled=lambda: None)
        found = bytearray()
        try:
            while chunk := await work.chunk():
                found += chunk
        finally:
            await work.end()
    return pickle.loads(found)  # noqa: S301 (from a process that was started here)


def _write(graph: Graph, running: Running, make: Callable[[Graph], object]) -> None:
    running.out.write(pickle.dumps(make(graph)))


async def _nobody_leaves() -> Message:
    await asyncio.Event().wait()
    return {}


def _forget(known: dict[str, asyncio.Task[object]], name: str, done: asyncio.Task[object]) -> None:
    """Let what failed be made again for who asks next, but not what would take too long again."""
    fault = None if done.cancelled() else done.exception()
    too_long = isinstance(fault, LimitError) and fault.limit == "seconds"
    if done.cancelled() or (fault is not None and not too_long):
        del known[name]
