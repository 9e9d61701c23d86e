"""Virtuoso 7 (Debian's virtuoso-opensource), started on loopback for a moment and stopped again.

The triples of the default graph lie in a graph with a name, which each query is told to take for
the default graph. So `GRAPH ?claim` finds that one too, beside those of the claims.
"""

from __future__ import annotations

import csv
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Final

_SETTINGS: Final = """
[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {home}/temporary.db
TransactionFile = {home}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {files}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
CheckpointInterval = 0
MaxQueryMem = 2G
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 4
"""
_GRAPH: Final = "urn:default"
_LOAD: Final = """
ld_dir('{folder}', '{name}', '{graph}');
rdf_loader_run();
checkpoint;
select count(*) from DB.DBA.load_list where ll_error is not null;
"""


class Server:
    """A server with its own database below a folder; both ports are free ones of this machine."""

    def __init__(self, file: Path, home: Path) -> None:
        """Start it and wait until it answers."""
        home = home.absolute()
        self.sql, self.web = free_port(), free_port()
        settings = _SETTINGS.format(
            home=home, sql=self.sql, web=self.web, files=file.parent.absolute()
        )
        (home / "virtuoso.ini").write_text(settings, "utf-8")
        command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
        with (home / "console.log").open("wb") as log:
            self._process = subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
        while not listens(self.web):
            assert self._process.poll() is None, f"virtuoso ended: see {home}/console.log"
            time.sleep(0.2)

    def run(self, sql: str) -> str:
        """Run SQL and return what is printed."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", "VERBOSE=OFF", "PROMPT=OFF"]
        done = subprocess.run(command, input=sql, text=True, capture_output=True, check=True)
        return done.stdout + done.stderr

    def stop(self) -> None:
        """Stop it, its database written."""
        self.run("shutdown;")
        self._process.wait()

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    @property
    def cpu(self) -> float:
        """The processor seconds that the server has used; its first time is when it started."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2]
        ticks = fields.split()[11:13]
        return sum(map(int, ticks)) / 100


def load(file: Path, home: Path) -> None:
    """Load the file with Virtuoso's bulk loader, one loader."""
    server = Server(file, home)
    said = server.run(
        _LOAD.format(folder=file.parent.absolute(), name=file.name, graph=_GRAPH)
    ).split()
    server.stop()
    assert "0" in said, " ".join(said)[:200]


def opened(file: Path, home: Path) -> Server:
    """Return the server over the loaded database."""
    return Server(file, home)


def ask(server: Server, sparql: str) -> int:
    """Return the number of rows; the answer comes as CSV, by HTTP."""
    told = urllib.parse.urlencode(
        {"query": sparql, "format": "text/csv", "default-graph-uri": _GRAPH}
    ).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{server.web}/sparql", told)
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        lines = (line.decode("utf-8") for line in answer)
        return sum(1 for _ in csv.reader(lines)) - 1


def free_port() -> int:
    """Return a port of this machine that nothing uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Tell whether something answers at a port of this machine."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
