"""Times taken so that a busy machine spoils ratios least: in turn, several times, the median."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[[], object]


def seconds(run: Run) -> float:
    """Return the seconds that something takes by the clock on the wall."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def interleaved(
    runs: Sequence[Run], repeats: int, clock: Callable[[Run], float] = seconds
) -> list[float]:
    """Return the median of each run by the clock: A B A B …, after one round not counted."""
    for run in runs:
        run()
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(repeats):
        for times, run in zip(taken, runs, strict=True):
            times.append(clock(run))
    return [statistics.median(times) for times in taken]


def cpu(run: Run) -> float:
    """Return the seconds of processor time of this process and of those that something starts."""
    return sum(_cpu(run))


def cpu_of_slower(run: Run) -> float:
    """Return the processor time of this process or of its children, whichever is more.

    Where the two work side by side, on a core each, that is how long it takes.
    """
    return max(_cpu(run))


def cpu_of_children(run: Run) -> float:
    """Return the seconds of processor time used by the processes that something starts or asks."""
    return _cpu(run)[1]


def _cpu(run: Run) -> tuple[float, float]:
    before = _here(), _children()
    run()
    return _here() - before[0], _children() - before[1]


def _here() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _children() -> float:
    """Return what the processes started here have used: those that ended, and those that run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = (
        int(pid)
        for told in Path("/proc/self/task").glob("*/children")
        for pid in told.read_text().split()
    )
    return used.ru_utime + used.ru_stime + sum(map(_of_process, running))


def _of_process(pid: int) -> float:
    """Return the seconds of processor time of a process that runs.

    The number of its clock is made as clock_getcpuclockid(3) of Linux makes it.
    """
    return time.clock_gettime((~pid << 3) | 2)
