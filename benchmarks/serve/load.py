"""Load on a server: connections that stay open, each with one request at a time."""

from __future__ import annotations

import asyncio
import contextlib
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from benchmarks.serve.servers import Started

_ACCEPT: Final = "application/sparql-results+json"


@dataclass
class Loaded:
    """What came of it: the seconds of each answer, and how many requests had none."""

    seconds: float
    taken: list[float] = field(default_factory=list)
    faults: int = 0

    @property
    def rate(self) -> float:
        """Return answers a second."""
        return len(self.taken) / self.seconds

    def at(self, share: float) -> float:
        """Return the milliseconds within which a share of the answers came."""
        ordered = sorted(self.taken) or [0.0]
        return 1_000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def load(server: Started, queries: Iterator[str], connections: int, seconds: float) -> Loaded:
    """Ask for so many seconds on so many connections."""
    found = Loaded(seconds)

    async def all_of_them() -> None:
        end = time.perf_counter() + seconds
        await asyncio.gather(*(_ask(server, queries, end, found) for _ in range(connections)))

    asyncio.run(all_of_them())
    return found


async def _ask(server: Started, queries: Iterator[str], end: float, found: Loaded) -> None:
    while time.perf_counter() < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        except OSError:
            found.faults += 1
            continue
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, ValueError):
            while (start := time.perf_counter()) < end:
                asked = urllib.parse.urlencode({"query": next(queries)})
                head = f"GET {server.path}?{asked} HTTP/1.1\r\nhost: 127.0.0.1\r\n"
                found.faults += 1  # until the answer is whole
                writer.write(f"{head}accept: {_ACCEPT}\r\n\r\n".encode())
                status = await _answer(reader)
                if status == 200:
                    found.faults -= 1
                    found.taken.append(time.perf_counter() - start)
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end and return its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    return status
