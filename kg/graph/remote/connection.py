"""HTTP to an engine: requests, credentials when they are asked for, another try for reads.

Only reads are sent again, and only where no answer began: after a connection that could not be
made or broke at once, and after 502, 503 and 504.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies

from kg import __version__
from kg.errors import UsageError
from kg.graph.remote.address import Address
from kg.graph.remote.body import Body
from kg.graph.remote.faults import (
    Unreachable,
    distrusted,
    out_of_time,
    refused,
    unreachable,
)

if TYPE_CHECKING:
    from requests import Response, Session
    from requests.auth import AuthBase

_CONNECT: Final = 10.0
_WAITS: Final = (0.2, 0.6, 1.8)
_BUSY: Final = {502, 503, 504}
_UNAUTHORIZED: Final = 401
_FINE: Final = 300
_LONG: Final = 24 * 3600.0


class Message(NamedTuple):
    """One request: where to, its body and the type of that, and the types wanted for the answer."""

    url: str
    body: bytes
    kind: str
    accept: str

    @property
    def host(self) -> str:
        """Return the server's name and port."""
        return urlsplit(self.url).netloc


class Received(NamedTuple):
    """The head of an answer (names in any case), and its body."""

    head: Mapping[str, str]
    body: Body


class Connection:
    """Connections to one engine, kept open from one request to the next.

    `server` is how it named itself in its last answer.
    """

    def __init__(self, address: Address) -> None:
        """Take the engine's address; nothing is sent yet."""
        self.address = address
        self.server = ""
        self._agreed: AuthBase | None = None

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs to connect for itself."""
        return {"address": self.address, "server": self.server, "_agreed": None}

    @cached_property
    def _session(self) -> Session:
        import requests

        session = requests.Session()
        session.trust_env = False  # no credentials out of ~/.netrc
        session.proxies.update(getproxies())
        session.headers["User-Agent"] = f"claimgraph/{__version__}"
        if self.address.token:
            self._check_private()
            session.headers["Authorization"] = f"Bearer {self.address.token}"
        return session

    def read(self, message: Message, seconds: float | None, *, ends: bool) -> Received:
        """Return the answer to a query, its body still to be read; see `Body` for `ends`.

        Raises:
            InputError: the engine cannot be reached, or refuses.
            LimitError: no answer began in so many seconds.
        """
        deadline = time.monotonic() + (seconds or _LONG)
        response = self._patiently(message, deadline)
        self.server = response.headers.get("server", "")
        return Received(response.headers, Body(response, message.host, deadline, ends=ends))

    def change(self, message: Message, seconds: float) -> None:
        """Have the engine change something; it is asked once.

        Raises:
            InputError: it cannot be reached, refuses, or did not say that it is done.
            LimitError: it was not done in so many seconds.
        """
        deadline = time.monotonic() + seconds
        response = self._once(message, deadline)
        if response.status_code >= _FINE:
            raise refused(message.url, message.host, response)
        Body(response, message.host, deadline, ends=True).whole()

    def _patiently(self, message: Message, deadline: float) -> Response:
        for wait in (*_WAITS, None):
            try:
                response = self._once(message, deadline)
            except Unreachable:
                if wait is None:
                    raise
            else:
                if response.status_code < _FINE:
                    return response
                if response.status_code not in _BUSY or wait is None:
                    raise refused(message.url, message.host, response)
                response.close()
            if time.monotonic() + wait > deadline:
                break
            time.sleep(wait)
        raise out_of_time(message.host)

    def _once(self, message: Message, deadline: float) -> Response:
        """Send a message, and once more with the credentials that it takes."""
        response = self._sent(message, deadline)
        if response.status_code == _UNAUTHORIZED and self.address.user and self._agreed is None:
            self._agreed = self._credentials(response.headers.get("www-authenticate", ""))
            response.close()
            response = self._sent(message, deadline)
        return response

    def _credentials(self, asked: str) -> AuthBase:
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        known = (self.address.user, self.address.password)
        if asked.lower().startswith("digest"):
            return HTTPDigestAuth(*known)
        self._check_private()
        return HTTPBasicAuth(*known)

    def _check_private(self) -> None:
        if not self.address.is_private:
            raise UsageError(
                f"credentials would go to {self.address.query} for all on the way to read",
                "use an address with https",
            )

    def _sent(self, message: Message, deadline: float) -> Response:
        import requests

        left = max(deadline - time.monotonic(), 0.05)
        try:
            return self._session.post(
                message.url,
                data=message.body,
                headers={"Content-Type": message.kind, "Accept": message.accept},
                auth=self._agreed,
                timeout=(min(_CONNECT, left), left),
                stream=True,
                allow_redirects=False,
            )
        except requests.exceptions.ReadTimeout:
            raise out_of_time(message.host) from None
        except requests.exceptions.SSLError as fault:
            raise distrusted(message.host, fault) from None
        except requests.exceptions.RequestException as fault:
            raise unreachable(message.host, fault) from None
