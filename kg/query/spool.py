"""Bytes on their way from a query's process to a reader who may be slower: memory, then disk."""

from __future__ import annotations

import io
import tempfile
import threading
from typing import Final

_IN_MEMORY: Final = 8 * 1024 * 1024
# The engine's parser asks for some 280 bytes at a time: so much is taken ahead of it.
_AHEAD: Final = 64 * 1024


class Spool(io.RawIOBase):
    """One thread feeds it, another reads; the reader waits for bytes, the feeder never waits.

    So a query's time limit measures the query and not the reader, and memory stays bounded.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._ahead = io.BytesIO()
        self._changed = threading.Condition()
        self._written = 0
        self._taken = 0
        self._done = False
        self._fault: Exception | None = None

    def feed(self, data: bytes) -> None:
        """Add bytes at the end."""
        with self._changed:
            if self.closed:
                return
            self._file.seek(self._written)
            self._file.write(data)
            self._written += len(data)
            self._changed.notify_all()

    def finish(self, fault: Exception | None = None, *, at_once: bool = False) -> None:
        """Say that nothing more will come, and which fault the reader is to meet.

        The fault comes after the bytes that were fed, or at once in their place.
        """
        with self._changed:
            if at_once:
                self._taken, self._ahead = self._written, io.BytesIO()
            self._done, self._fault = True, fault
            self._changed.notify_all()

    def readable(self) -> bool:
        """Return true."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes as soon as there are any, none at the end.

        Raises:
            KgError: the fault that the spool was finished with.
        """
        return self._ahead.read(size) or self._awaited(size)

    def close(self) -> None:
        """Forget everything."""
        with self._changed:
            self._ahead = io.BytesIO()
            self._file.close()
            super().close()

    def _awaited(self, size: int) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._done or self._written > self._taken)
            if self._taken == self._written:
                if self._fault is not None:
                    raise self._fault
                return b""
            self._file.seek(self._taken)
            data = self._file.read(size if size < 0 else max(size, _AHEAD))
            self._taken += len(data)
            self._ahead = io.BytesIO(data)
            return self._ahead.read(size)
