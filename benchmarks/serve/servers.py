"""The servers: ours, the engine's own, and one made of rdflib, each a process over one graph."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import kg
from kg.graph.manifest import FOLDER, read_manifest

_RDFLIB: Final = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
data = rdflib.Dataset()
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data), port=int(sys.argv[2]), log_level="error")
"""
_PAGE: Final = 4_096


@dataclass(frozen=True)
class Started:
    """A server that runs: its port, the path of its endpoint, its process."""

    port: int
    path: str
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Return the bytes of memory of the server and all that it started."""
        waiting, found = [self.process.pid], 0
        while waiting:
            home = Path("/proc") / str(waiting.pop())
            with contextlib.suppress(OSError):
                found += int((home / "statm").read_text().split()[1]) * _PAGE
                for task in (home / "task").iterdir():
                    waiting += map(int, (task / "children").read_text().split())
        return found


@contextlib.contextmanager
def _started(command: list[str], port: int, path: str) -> Iterator[Started]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}{path}?query=ASK%7B%7D", process)
        yield Started(port, path, process)
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + 600
    while time.perf_counter() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310 (loopback)
            return
        time.sleep(0.1)
    raise SystemExit(f"{process.args} does not answer")


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def ours(project: Path) -> AbstractContextManager[Started]:
    """Start `kg serve`; one client may have all turns."""
    port = _free()
    options = ["--port", str(port), "--max-queries-per-client", "64"]
    command = [sys.executable, "-m", "kg", "serve", "-p", str(project), *options]
    return _started(command, port, "/sparql")


def oxigraph(project: Path) -> AbstractContextManager[Started]:
    """Start the engine's own server over the same store."""
    port = _free()
    store = project / FOLDER / read_manifest(project).store
    program = shutil.which("oxigraph") or sys.exit("oxigraph is not installed")
    command = [program, "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
    return _started(command, port, "/query")


@contextlib.contextmanager
def rdflib_endpoint(project: Path) -> Iterator[Started]:
    """Start rdflib-endpoint over the exported graph, in memory."""
    port = _free()
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        kg.export(kg.open(project), file)  # type: ignore[arg-type]
        file.flush()
        command = [sys.executable, "-c", _RDFLIB, file.name, str(port)]
        with _started(command, port, "/") as server:
            yield server


SERVERS: Final[dict[str, Callable[[Path], AbstractContextManager[Started]]]] = {
    "kg serve": ours,
    "oxigraph serve-read-only": oxigraph,
    "rdflib-endpoint": rdflib_endpoint,
}
