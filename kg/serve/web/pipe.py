"""Bytes from a thread that writes to the event loop that sends, a bounded number at a time."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable
from typing import Final

CHUNK: Final = 64 * 1024
_AHEAD: Final = 4
_PATIENCE: Final = 0.5


class Pipe(io.RawIOBase):
    """A thread writes and waits when the reader is behind; the event loop reads chunk by chunk."""

    def __init__(self, stalled: Callable[[], None]) -> None:
        """Start empty, in the running event loop, which calls `stalled` if the reader is slow."""
        super().__init__()
        self._stalled = stalled
        self._loop = asyncio.get_running_loop()
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue()
        self._room = threading.Semaphore(_AHEAD)
        self._held = bytearray()
        self._left = False

    def writable(self) -> bool:
        """Return true."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take bytes, and hand them over once there are 64 KB.

        Raises:
            BrokenPipeError: the reader has left.
        """
        self._held += data
        if len(self._held) >= CHUNK:
            self._hand_over()
        return len(data)

    def finish(self) -> None:
        """Hand over what is left, and the end."""
        if self._held:
            self._hand_over()
        self._hand_over()

    def leave(self) -> None:
        """Let the writer go: nobody reads any more."""
        self._left = True
        self._room.release(_AHEAD)

    async def chunk(self) -> bytes:
        """Return the next bytes, none at the end."""
        data = await self._chunks.get()
        self._room.release()
        return data

    def _hand_over(self) -> None:
        if not self._room.acquire(timeout=_PATIENCE):
            self._loop.call_soon_threadsafe(self._stalled)
            self._room.acquire()
        if self._left:
            raise BrokenPipeError
        data, self._held = bytes(self._held), bytearray()
        self._loop.call_soon_threadsafe(self._chunks.put_nowait, data)
