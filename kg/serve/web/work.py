"""A job that writes bytes in a thread, read in the event loop, stopped when the client leaves."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from concurrent.futures import Executor
from typing import IO, cast

from starlette.types import Receive

from kg.query.stopping import Stopping
from kg.serve.web.pipe import Pipe


class Gone(Exception):  # noqa: N818
    """The client has gone away; nobody is left to tell."""


class Running:
    """What a job is given: `out` to write to.

    What it puts into `headers` before it writes goes with the answer.
    """

    def __init__(self, out: IO[bytes]) -> None:
        """Take what the job writes to."""
        self.out = out
        self.headers: dict[str, str] = {}


Job = Callable[[Running], None]


class Work:
    """A job in a thread. Its faults are raised where its bytes are read."""

    def __init__(
        self, job: Job, threads: Executor, receive: Receive, stalled: Callable[[], None]
    ) -> None:
        """Start the job; `stalled` is called when it waits for a slow client."""
        self._pipe = Pipe(stalled)
        self._running = Running(cast("IO[bytes]", self._pipe))
        self._stopping = Stopping()
        loop = asyncio.get_running_loop()
        self._job = loop.run_in_executor(threads, self._run, job)
        self._job.add_done_callback(_seen)
        self._client = loop.create_task(_left(receive))

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers that the job has set."""
        return self._running.headers

    async def chunk(self) -> bytes:
        """Return the next bytes, none at the end.

        Raises:
            Gone: the client has left.
            KgError: what the job raised.
        """
        read = asyncio.ensure_future(self._pipe.chunk())
        waited: set[asyncio.Future[object]] = {read, self._client, self._job}  # type: ignore[arg-type]
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if self._job.done() and not self._client.done():
                self._job.result()
            if read.done() or not self._client.done():
                return await read
        finally:
            read.cancel()
        raise Gone

    async def end(self) -> None:
        """Stop the job if it runs, and wait until its thread is free."""
        self._client.cancel()
        self._stopping.stop()
        self._pipe.leave()
        await asyncio.wait([self._job])

    def _run(self, job: Job) -> None:
        """Run the job; the engine's answers must end in the thread that made them."""
        try:
            with self._stopping.watching():
                job(self._running)
            self._pipe.finish()
        except BaseException as fault:
            traceback.clear_frames(fault.__traceback__)
            raise


def _seen(job: asyncio.Future[None]) -> None:
    """Take note of a job's fault, so that nobody calls it unheard when its client has left."""
    if not job.cancelled():
        job.exception()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
