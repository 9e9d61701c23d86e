"""Waiting in tests: for what comes true sooner or later, however busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

# Far more than anything waited for takes on a busy machine, and far less than what never ends.
LONG: Final = 60.0
_STEP: Final = 0.02
_TICKS: Final = 10


def eventually(holds: Callable[[], object], what: str = "it never came true") -> None:
    """Wait until something holds."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(_STEP)


def children(parent: int | str = "self") -> set[int]:
    """Return the processes that a process started and that still run."""
    told = Path(f"/proc/{parent}/task").glob("*/children")
    return {int(pid) for file in told for pid in file.read_text().split()}


def at_work(parent: int) -> bool:
    """Tell whether a process has one below it that has already worked for a tenth of a second."""
    return any(_ticks(pid) >= _TICKS for pid in children(parent))


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[11]) + int(fields[12])
