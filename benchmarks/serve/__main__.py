"""Servers side by side, loaded from this process over loopback: `python -m benchmarks.serve`.

The servers answer from the same store, one after the other. Each question is asked by several
connections that stay open, for some seconds; the next request is sent when the answer is whole.
What is told: answers a second, the median and the 99th percentile in milliseconds, faults, and
the memory of the server with all its processes before and after.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Final

import kg
from benchmarks.machine import machine
from benchmarks.serve.load import Loaded, load
from benchmarks.serve.servers import SERVERS, Started
from benchmarks.serve.tasks import TASKS
from kg.files import resource

_COLUMNS: Final = (
    "question", "server", "connections", "answers/s", "median ms", "p99 ms", "faults",
    "MB before, after",
)  # fmt: skip


def main() -> None:
    """Print a table."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.serve")
    reader.add_argument("--project", type=Path, help="A built project; else the founding corpus.")
    reader.add_argument("--seconds", type=float, default=5)
    reader.add_argument("--connections", default="1,8")
    reader.add_argument("--servers", default=",".join(SERVERS))
    told = reader.parse_args()
    with tempfile.TemporaryDirectory() as home:
        project = told.project or _founding(Path(home))
        head = f"| {' | '.join(_COLUMNS)} |\n|---|---|{'---:|' * (len(_COLUMNS) - 2)}"
        print(f"{machine()}\n\n{head}", flush=True)
        for name in told.servers.split(","):
            with SERVERS[name](project) as server:
                for connections in map(int, told.connections.split(",")):
                    _tasks(name, server, connections, told.seconds)


def _tasks(name: str, server: Started, connections: int, seconds: float) -> None:
    for task, requests in TASKS.items():
        before = server.memory()
        load(server, requests(), connections, min(seconds, 1))
        found = load(server, requests(), connections, seconds)
        _row(task, name, connections, found, (before, server.memory()))


def _row(task: str, name: str, connections: int, found: Loaded, memory: tuple[int, int]) -> None:
    before, after = (size / 2**20 for size in memory)
    print(
        f"| {task} | {name} | {connections} | {found.rate:,.0f} | {found.at(0.5):.1f} | "
        f"{found.at(0.99):.1f} | {found.faults} | {before:.0f}, {after:.0f} |",
        flush=True,
    )


def _founding(home: Path) -> Path:
    folder = home / "founding"
    folder.mkdir()
    for name in ("kg.toml", "entities", "sources"):
        (folder / name).symlink_to(resource("corpus") / name)
    kg.build(folder)
    return folder


if __name__ == "__main__":
    main()
