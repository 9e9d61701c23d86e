"""Publishing made-up graphs on an Oxigraph server and on Virtuoso: `python -m benchmarks.push`.

Processor seconds of the client and of the server: a first push, one after a changed source, opening
what is published, and the bytes on the server's disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

import kg
from benchmarks.graphs import made_up
from benchmarks.machine import machine
from benchmarks.scale.engines import virtuoso
from kg.graph.opened import Graph
from kg.graph.push.push import Pushed

_HOME: Final = Path("build/benchmarks")
_SAYS: Final = '"paraphrase":"'


@click.command()
@click.option("--sizes", default="1000,10000", show_default=True, help="Claims.")
def main(sizes: str) -> None:
    """Measure, and print a table."""
    print(f"{machine()}\n")
    print("| claims | server | work | triples sent | client CPU s | server CPU s | wall s |")
    print("|---:|---|---|---:|---:|---:|---:|")
    os.environ |= {"KG_ENGINE_USER": "dba", "KG_ENGINE_PASSWORD": "dba"}
    for size in map(int, sizes.split(",")):
        graph = made_up(size, _HOME)
        changed = _changed(graph)
        for name, start in _SERVERS.items():
            with tempfile.TemporaryDirectory(dir=_HOME) as home:
                url, pid, stop = start(Path(home))
                for work, what in (("first push", graph), ("one source changed", changed)):
                    done, told = _timed(lambda what=what, url=url: kg.push(what, url), pid)
                    print(f"| {size:,} | {name} | {work} | {done.put + done.taken:,} | {told} |")
                stop()


def _timed(work: Callable[[], Pushed], pid: int) -> tuple[Pushed, str]:
    client, server, wall = time.process_time(), _cpu(pid), time.monotonic()
    done = work()
    taken = (time.process_time() - client, _cpu(pid) - server, time.monotonic() - wall)
    return done, " | ".join(f"{seconds:.1f}" for seconds in taken)


def _changed(graph: Graph) -> Graph:
    """Return the graph after one source was changed, built in a copy of its project."""
    folder = graph.folder.with_name(f"{graph.folder.name}-changed")
    if not folder.exists():
        shutil.copytree(graph.folder, folder)
        file = _records(folder)
        lines = file.read_text("utf-8").splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if _SAYS in line)
        lines[at] = lines[at].replace(_SAYS, f"{_SAYS}Again, ")
        file.write_text("".join(lines), "utf-8")
        kg.build(folder)
    return kg.open(folder)


def _records(folder: Path) -> Path:
    return next(path for path in sorted(folder.rglob("*.jsonl")) if _SAYS in path.read_text())


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _oxigraph(home: Path) -> tuple[str, int, Callable[[], object]]:
    port = virtuoso.free_port()
    process = subprocess.Popen(
        ["oxigraph", "serve", "--location", home / "store", "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    while not virtuoso.listens(port):
        time.sleep(0.1)
    return f"http://127.0.0.1:{port}/query", process.pid, lambda: (process.kill(), process.wait())


def _virtuoso(home: Path) -> tuple[str, int, Callable[[], object]]:
    server = virtuoso.Server(home / "none.nq", home)
    return f"http://127.0.0.1:{server.web}/sparql", server.pid, server.stop


_SERVERS: Final = {"Oxigraph server": _oxigraph, "Virtuoso": _virtuoso}

if __name__ == "__main__":
    main()
