"""Times taken so that a busy machine spoils ratios least: in turn, several times, the median."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence

Run = Callable[[], object]


def interleaved(
    runs: Sequence[Run], repeats: int, measure: Callable[[Run], float] | None = None
) -> list[float]:
    """Return the median seconds of each run: A B A B …, after one round that does not count.

    `measure` says which seconds (`seconds` or `cpu`).
    """
    for run in runs:
        run()
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(repeats):
        for times, run in zip(taken, runs, strict=True):
            times.append((measure or seconds)(run))
    return [statistics.median(times) for times in taken]


def seconds(run: Run) -> float:
    """Return the seconds that something takes by the clock on the wall."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def cpu(run: Run) -> float:
    """Return the seconds of processor time that something uses, its ended processes included."""
    start = _used() + time.process_time()
    run()
    return _used() + time.process_time() - start


def cpu_of_children(run: Run) -> float:
    """Return the seconds of processor time used by the processes that something starts and ends."""
    start = _used()
    run()
    return _used() - start


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
