"""Connections that keep others waiting are closed: too many, too slow to ask, too slow to read."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.settings import Settings
from kg.serve.web.gate import client_of

_BUSY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 1\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 81\r\n\r\n"
    b"too many connections (settings: --max-connections, --max-connections-per-client)\n"
)


class Connection(H11Protocol):
    """One connection: uvicorn's, with deadlines and counted."""

    settings: ClassVar[Settings]
    of: ClassVar[Counter[str]]
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _client = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or turn it away if there are too many."""
        super().connection_made(transport)
        self._client = client_of({"client": self.client})
        self.of[self._client] += 1
        own = self.of[self._client] <= self.settings.max_connections_per_client
        if (own or self._is_proxy()) and self.of.total() <= self.settings.max_connections:
            self._expect()
            return
        transport.write(_BUSY)
        transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more, and stop its clocks."""
        self.of[self._client] -= 1
        if not self.of[self._client]:
            del self.of[self._client]
        self._met()
        self._read_on()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; the head of a request must be whole before the deadline."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._expect()
        else:
            self._met()

    def pause_writing(self) -> None:
        """Wait for the client to take what it asked for, but not for ever."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.settings.write_timeout, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client has taken some."""
        super().resume_writing()
        self._read_on()

    def _is_proxy(self) -> bool:
        """Tell whether this is the trusted proxy, whose connections are those of many."""
        trusted = {one.strip() for one in self.settings.trust_proxy.split(",")}
        return self.client is not None and self.client[0] in trusted

    def _expect(self) -> None:
        """Give the head of the next request until the deadline, if there is none yet."""
        if self._deadline is None and not self.transport.is_closing():
            seconds = self.settings.read_timeout
            self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _met(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _read_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def server_options(settings: Settings) -> dict[str, Any]:
    """Return what uvicorn is told of these settings."""
    return {
        "http": type("Served", (Connection,), {"settings": settings, "of": Counter()}),
        "h11_max_incomplete_event_size": settings.max_header,
        "timeout_keep_alive": settings.idle_timeout,
        "timeout_graceful_shutdown": settings.grace,
        "proxy_headers": bool(settings.trust_proxy),
        "forwarded_allow_ips": settings.trust_proxy or None,
    }
