"""Real engines, started on loopback for the tests: Oxigraph's server and Virtuoso."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VIRTUOSO = """
[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {home}/temporary.db
TransactionFile = {home}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {home}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 6
{more}
"""


class Server:
    """A server over a folder of its own; it can be killed at once, and started again."""

    def __init__(self, home: Path, port: int, path: str, command: list[str]) -> None:
        self.home = home
        self.port = port
        self.url = f"http://127.0.0.1:{port}/{path}"
        self._command = command
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(self._command, cwd=self.home, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while not _listens(self.port):
            assert self.process.poll() is None, (self.home / "console.log").read_text()[-2000:]
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """Take the server away as a power cut would."""
        self.process.kill()
        self.process.wait()
        (self.home / "virtuoso.lck").unlink(missing_ok=True)


def oxigraph(home: Path, *more: str) -> Server:
    """Return an Oxigraph server over an empty store."""
    command = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    port = free_port()
    words = ["serve", "--location", str(home / "store"), "--bind", f"127.0.0.1:{port}", *more]
    return Server(home, port, "query", [command, *words])


def virtuoso(home: Path, more: str = "") -> Server:
    """Return a Virtuoso server over an empty database; dba may change it."""
    web, sql = free_port(), free_port()
    settings = _VIRTUOSO.format(home=home, sql=sql, web=web, more=more)
    (home / "virtuoso.ini").write_text(settings, "utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    return Server(home, web, "sparql", command)


@contextmanager
def credentials(user: str = "dba", password: str = "dba") -> Iterator[None]:  # noqa: S107
    """Put credentials into the environment for a while."""
    told = {"KG_ENGINE_USER": user, "KG_ENGINE_PASSWORD": password}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def free_port() -> int:
    """Return a port of this machine that nothing uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
