"""The body of an answer on its way in: read as a file, to its end or to a fault that says so."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Final

from kg.graph.remote.faults import broken, endless, out_of_time

if TYPE_CHECKING:
    from requests import Response

_CHUNK: Final = 64 * 1024


class Body(io.RawIOBase):
    """What an engine answers, piece by piece as it comes.

    A body that tells neither how long it is nor when it ends could be cut short without anyone
    noticing; `ends` says that its format shows its own end.
    """

    def __init__(self, response: Response, host: str, deadline: float, *, ends: bool) -> None:
        """Take the open response of a host, and when (`time.monotonic`) it is given up.

        Raises:
            InputError: its end could not be told.
        """
        super().__init__()
        self._response = response
        self._host = host
        self._deadline = deadline
        head = response.headers
        if not ends and "content-length" not in head and "transfer-encoding" not in head:
            response.close()
            raise endless(host)

    def readable(self) -> bool:
        """Return true."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes as soon as there are any, none at the end.

        Raises:
            InputError: the connection broke before the end.
            LimitError: it takes too long.
        """
        import urllib3

        if time.monotonic() > self._deadline:
            self._response.close()
            raise out_of_time(self._host)
        most = size if 0 < size < _CHUNK else _CHUNK
        try:
            data: bytes = self._response.raw.read1(most, decode_content=True)
        except urllib3.exceptions.ReadTimeoutError:
            raise out_of_time(self._host) from None
        except (urllib3.exceptions.HTTPError, OSError) as fault:
            raise broken(self._host) from fault
        return data

    def whole(self) -> bytes:
        """Return all that is still to come; raise what `read` raises."""
        return b"".join(iter(self.read, b""))

    def close(self) -> None:
        """Let go of the connection; the engine may notice, and stop."""
        self._response.close()
        super().close()
