"""The verb `serve`: the graph over HTTP, read only, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import h11
import uvicorn

from kg.errors import InputError
from kg.graph.opened import open_graph
from kg.serve.ahead import keep_ahead
from kg.serve.app import application
from kg.serve.current import Current, Snapshot
from kg.serve.making.made import snapshot_of
from kg.serve.serving import Serving
from kg.serve.settings import Settings
from kg.serve.web.answers import Answers
from kg.serve.web.connection import server_options
from kg.serve.web.gate import Gate
from kg.serve.web.log import LOG, Lines


def serve(
    project: str | Path = ".",
    settings: Settings | None = None,
    ready: Callable[[str], None] | None = None,
    engine: str = "",
) -> None:
    """Serve a graph over HTTP until SIGINT or SIGTERM, then end what is running.

    A build or a push that puts another graph in place is taken up without a restart; requests that
    run keep the graph they began with. The log is written to standard error, a line of JSON a
    request.

    Args:
        project: the project's folder, with a built graph, or with texts and queries of its own.
        settings: where to listen, and the limits; see `Settings`.
        ready: told the server's address once it listens.
        engine: the address of the SPARQL endpoint that holds the graph; empty for the one built.

    Raises:
        UsageError: this is no address of an engine.
        InputError: there is no such graph, it is damaged or out of reach, or the port is taken.
    """
    settings = settings or Settings()
    with _logged():
        current = Current(partial(_opened, project, engine, settings.turns))
        with (
            _listening(settings) as listener,
            ThreadPoolExecutor(settings.max_connections, "kg-serve") as threads,
        ):
            answers = Answers(settings.max_cache)
            serving = Serving(settings, current, Gate(settings), threads, answers)
            _run(serving, listener, ready)


def _run(serving: Serving, listener: socket.socket, ready: Callable[[str], None] | None) -> None:
    settings = serving.settings
    config = uvicorn.Config(
        application(serving),
        loop="asyncio", ws="none", lifespan="off", interface="asgi3", log_config=None,
        access_log=False, server_header=False, **server_options(settings),
    )  # fmt: skip
    if ready is not None:
        ready(_address(settings, listener))
    _Server(config, serving).run(sockets=[listener])


def _opened(project: str | Path, engine: str, turns: int) -> Snapshot:
    graph = open_graph(project, engine)
    if graph.doubt:
        LOG.getChild("graph").warning("%s", graph.doubt)
    return snapshot_of(graph, turns)


class _Server(uvicorn.Server):
    """uvicorn's server; a signal to stop is a wish and no fault, so it is not raised again.

    As long as it runs, what everybody asks for is made ahead.
    """

    def __init__(self, config: uvicorn.Config, serving: Serving) -> None:
        """Take what every room is given."""
        super().__init__(config)
        self._serving = serving

    async def main_loop(self) -> None:
        """Answer until the server is told to stop."""
        ahead = asyncio.create_task(keep_ahead(self._serving))
        await super().main_loop()
        ahead.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish what runs within the grace time, then cut what is left."""
        await super().shutdown(sockets)
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let SIGINT and SIGTERM stop the server as long as the context lasts."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in signals}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """Give a socket that listens.

    Raises:
        InputError: the port is taken, or the address is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server(
            (settings.host, settings.port), family=family, backlog=settings.max_connections
        )
    except OSError as fault:
        raise _cannot_listen(settings, fault) from fault
    with listener:
        # Connections inherit it; asyncio sets it only on sockets that name their protocol. Without
        # it, the body of an answer waits 40 ms for the client to confirm the head.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield listener


def _cannot_listen(settings: Settings, fault: OSError) -> InputError:
    cures = {
        errno.EADDRINUSE: f"something listens there already; for another port: "
        f"--port {settings.port + 1}, or 0 for any free one",
        errno.EACCES: "ports below 1024 are the system's; for another: --port 8000",
    }
    where = f"{settings.host} port {settings.port}"
    told = fault.strerror or str(fault)
    cure = cures.get(fault.errno or 0, "--host takes an address of this machine")
    return InputError(f"cannot listen at {where}: {told}", cure)


def _address(settings: Settings, listener: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listener.getsockname()[1]}"


@contextlib.contextmanager
def _logged() -> Iterator[None]:
    """Write the log to standard error as long as the context lasts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    theirs = logging.getLogger("uvicorn.error")
    theirs.addFilter(_is_news)
    for log, level in ((LOG, logging.INFO), (theirs, logging.ERROR)):
        log.addHandler(handler)
        log.setLevel(level)
        log.propagate = False
    try:
        yield
    finally:
        theirs.removeFilter(_is_news)
        for log in (LOG, theirs):
            log.removeHandler(handler)


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out what our own log tells better: an answer cut short, a request that broke off."""
    kind = record.exc_info[0] if record.exc_info else None
    told = kind in {asyncio.CancelledError, h11.LocalProtocolError}
    return not told and "without completing response" not in record.getMessage()
