"""The settings of `kg serve`: where it listens, and the limits within which it answers."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field, fields
from typing import Any, Final

from kg.errors import UsageError
from kg.query.limits import Limits

ANY: Final = "*"


def _told(default: object, what: str) -> Any:  # noqa: ANN401 (as dataclasses.field does)
    """Return a field with its default and what `kg serve --help` says of it."""
    return field(default=default, metadata={"help": what})


_MAY_BE_NONE: Final = {"port", "max_queries", "max_cache", "max_waiting", "grace", "max_rows"}


@dataclass(frozen=True)
class Settings:
    """All settings; the option of each has its name, with dashes: `max_rows` is `--max-rows`."""

    host: str = _told("127.0.0.1", "Address to listen at; by default only this machine is heard.")
    port: int = _told(8000, "Port to listen at; 0 for any free one.")
    url: str = _told("", "Address by which clients know the server, if a proxy stands before it.")
    timeout: float = _told(10.0, "Seconds that one query, or one page, may take.")
    max_rows: int = _told(1_000_000, "Rows (or triples) that one answer may have.")
    max_memory: int = _told(1_024, "Megabytes of memory that one query, or page, may use.")
    max_queries: int = _told(0, "Queries or pages at once, others wait; 0 for one on each core.")
    max_queries_per_client: int = _told(8, "Queries of one client, running or waiting.")
    max_waiting: int = _told(64, "Queries that wait for their turn.")
    max_wait: float = _told(10.0, "Seconds that a query may wait for its turn.")
    max_cache: int = _told(32, "Megabytes of small answers kept for who asks the same; 0 for none.")
    max_body: int = _told(1_048_576, "Bytes of a request's body.")
    max_url: int = _told(16_384, "Bytes of a request's path and query string.")
    max_header: int = _told(65_536, "Bytes of a request's head, its URL among them.")
    max_connections: int = _told(512, "Open connections.")
    max_connections_per_client: int = _told(128, "Open connections of one client.")
    read_timeout: float = _told(10.0, "Seconds in which a request must have arrived.")
    write_timeout: float = _told(30.0, "Seconds in which a client must take some of its answer.")
    idle_timeout: int = _told(15, "Seconds that a connection may stay open without a request.")
    grace: int = _told(10, "Seconds that running requests may take after a signal to stop.")
    origin: str = _told(ANY, "Web origin whose scripts may read answers; * is all, none is none.")
    trust_proxy: str = _told("", "Address of a proxy whose X-Forwarded-For is believed.")
    log_queries: bool = _told(default=False, what="Write query strings and faults into the log.")

    def __post_init__(self) -> None:
        """Refuse settings under which nothing could be answered."""
        for setting in fields(self):
            value = getattr(self, setting.name)
            least = 0 if setting.name in _MAY_BE_NONE else 1e-9
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if number and value < least:
                told = setting.name.replace("_", "-")
                raise UsageError(f"--{told} is {value}", "give a number over 0")
        if self.port > 65_535:  # noqa: PLR2004
            raise UsageError(f"--port is {self.port}", "a port is a number up to 65535")
        if self.url and not self.url.startswith(("http://", "https://")):
            raise UsageError(f"--url is {self.url!r}", "for example: https://graph.example.org")

    @property
    def limits(self) -> Limits:
        """Return the limits of one query."""
        return Limits(self.timeout, self.max_rows, self.max_memory)

    @property
    def turns(self) -> int:
        """Return how many queries run at once: at least two, so that a slow one stops no other."""
        return self.max_queries or max(2, os.cpu_count() or 2)

    @property
    def local(self) -> bool:
        """Tell whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
