"""How many queries run at once: in all, for one client, and waiting for their turn."""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from starlette.types import Scope

from kg.serve.settings import Settings
from kg.serve.web.faults import Fault

_AGAIN: Final = {"retry-after": "1"}
_NETWORK_OF_ONE: Final = 64


class Turn:
    """A turn that is held; given back once, by whoever does so first."""

    def __init__(self, leave: Callable[[], None]) -> None:
        """Take what lets the next query in."""
        self._leave: Callable[[], None] | None = leave

    def give_back(self) -> None:
        """Let the next query in."""
        if self._leave is not None:
            self._leave()
            self._leave = None


class Gate:
    """Lets queries through, a few at a time, the others in the order in which they came.

    `running` and `waiting` tell how many hold a turn and how many wait for one.
    """

    def __init__(self, settings: Settings) -> None:
        """Take the limits; open until there is no turn left."""
        self._settings = settings
        self._inside = asyncio.Semaphore(settings.turns)
        self._of = Counter[str]()
        self.running = 0
        self.waiting = 0

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it; the client's count holds on when it is given back early.

        Raises:
            Fault: 429 if the client has too many queries, 503 if too many wait or it takes too
                long; both with Retry-After.
        """
        most = self._settings.max_queries_per_client
        if self._of[client] >= most:
            what = f"you have {most} queries running or waiting, which is all one client may have"
            cure = "wait for one to end (the server's setting is --max-queries-per-client)"
            raise Fault(HTTPStatus.TOO_MANY_REQUESTS, what, cure, _AGAIN)
        self._of[client] += 1
        try:
            await self._enter()
            turn = Turn(self._leave)
            try:
                yield turn
            finally:
                turn.give_back()
        finally:
            self._of[client] -= 1
            if not self._of[client]:
                del self._of[client]

    async def _enter(self) -> None:
        if self._inside.locked() and self.waiting >= self._settings.max_waiting:
            self._busy("too many queries are waiting", "--max-waiting, --max-queries")
        self.waiting += 1
        try:
            await asyncio.wait_for(self._inside.acquire(), self._settings.max_wait)
        except TimeoutError:
            what = f"the query had no turn within {self._settings.max_wait:g} seconds"
            self._busy(what, "--max-wait, --max-queries")
        finally:
            self.waiting -= 1
        self.running += 1

    def _leave(self) -> None:
        self.running -= 1
        self._inside.release()

    def _busy(self, what: str, settings: str) -> None:
        cure = f"ask again in a moment (the server's settings are {settings})"
        raise Fault(HTTPStatus.SERVICE_UNAVAILABLE, what, cure, _AGAIN)


def client_of(scope: Scope) -> str:
    """Return what counts as one client: an IPv4 address, or an IPv6 network of 64 bits."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((address, _NETWORK_OF_ONE), strict=False))
