"""Times taken so that a busy machine spoils ratios least: in turn, several times, the median."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence

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
    """Return the seconds of processor time used by the processes that something starts and ends."""
    return _cpu(run)[1]


def _cpu(run: Run) -> tuple[float, float]:
    sides = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    before = [_used(side) for side in sides]
    run()
    here, children = (_used(side) - start for side, start in zip(sides, before, strict=True))
    return here, children


def _used(side: int) -> float:
    used = resource.getrusage(side)
    return used.ru_utime + used.ru_stime
