"""A process that works on parts: pickled tasks on standard input, pickled results on its output.

It ends when its input does, so that none outlives the build that started it, however that ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys

from kg.check.part import Work
from kg.errors import KgError

_RARELY = 100_000


def main() -> None:
    """Do tasks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_RARELY)  # what is read has no cycles
    tasks = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as results:
        os.dup2(2, 1)
        work: Work = pickle.load(tasks)  # noqa: S301
        while True:
            try:
                task, arguments = pickle.load(tasks)  # noqa: S301
            except EOFError:
                return
            try:
                result = getattr(work, task)(*arguments)
            except (KgError, OSError) as fault:
                result = fault
            try:
                pickle.dump(result, results, pickle.HIGHEST_PROTOCOL)
                results.flush()
            except BrokenPipeError:  # nobody waits for it any more
                os.dup2(os.open(os.devnull, os.O_WRONLY), results.fileno())
                return


if __name__ == "__main__":
    main()
