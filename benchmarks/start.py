"""What the command costs beside importing what it stands on: `python -m benchmarks.start`.

Processor seconds of whole processes, children included, in turn, medians: the clock on the wall
says more about what else a machine does. Compiled code is kept, as it is where kg was installed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import kg
from benchmarks.machine import machine
from benchmarks.timing import cpu_of_children
from kg.files import resource

_REPEATS: Final = 15
_BARE: Final = ("import click", "import pyoxigraph, click")


def main() -> None:
    """Print a table of processor milliseconds and ratios."""
    with tempfile.TemporaryDirectory() as home:
        founding = Path(home) / "founding"
        founding.mkdir()
        for name in ("kg.toml", "entities", "sources"):
            (founding / name).symlink_to(resource("corpus") / name)
        kg.build(founding)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
        print(f"{machine()}\n\n| command | ms | beside | ms | ratio |\n|---|---:|---|---:|---:|")
        _row(["--help"], _BARE[0])
        for query in ("sources", "pledge-totals"):
            _row(["query", query, "-p", str(founding)], _BARE[1])


def _row(arguments: list[str], bare: str) -> None:
    command = [sys.executable, "-m", "kg", *arguments]
    taken: dict[str, list[float]] = {"ours": [], "bare": []}
    _cpu(command)  # compiles
    for _ in range(_REPEATS):
        taken["ours"].append(_cpu(command))
        taken["bare"].append(_cpu([sys.executable, "-c", bare]))
    ours, beside = (1000 * statistics.median(times) for times in taken.values())
    told = " ".join(arguments[:2])
    print(f"| kg {told} | {ours:.0f} | {bare} | {beside:.0f} | {ours / beside:.1f} |")


def _cpu(command: list[str]) -> float:
    return cpu_of_children(lambda: subprocess.run(command, check=True, capture_output=True))


if __name__ == "__main__":
    main()
