"""Pieces of bytes as one file that is read from front to back, while they are still being made."""

from __future__ import annotations

from collections.abc import Iterable


class Stream:
    """A file to read from; what is raised while a piece is made is raised by `read`."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Take the pieces, none of which is made before it is read."""
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Return at most `size` of the next bytes; none at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        some, self._rest = self._rest[:size], self._rest[size:]
        return bytes(some)
