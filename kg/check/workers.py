"""Work on many parts at once: in processes on all cores, or in this one when there is little."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Final, Self

from kg.check.cores import cores
from kg.check.part import Made, Work
from kg.errors import InputError
from kg.records.index import Known
from kg.records.part import Part

_AHEAD: Final = 3
LITTLE: Final = 2_000_000


class Workers:
    """Does the tasks of `Work`, in the order of the parts, a few ahead of who takes the results."""

    def __init__(self, work: Work, size: int) -> None:
        """Start as many processes as there are cores, if there are so many bytes to be read."""
        self._work = work
        self._mine = threading.local()
        self._processes: list[subprocess.Popen[bytes]] = []
        number = cores()
        self._threads = ThreadPoolExecutor(number) if size >= LITTLE and number > 1 else None
        self._ahead = number * _AHEAD

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        if self._threads is not None:
            for process in self._processes:
                if kind is not None:
                    process.kill()
                with suppress(BrokenPipeError):
                    _pipe(process.stdin).close()
            self._threads.shutdown(cancel_futures=True)
            for process in self._processes:
                _pipe(process.stdout).close()
                process.wait()

    def tell(self, parts: Iterable[Part]) -> Iterator[bytes]:
        """Yield what each part tells."""
        return self._all("tell", ((part,) for part in parts))

    def make(self, parts: Iterable[tuple[Part, Known]]) -> Iterator[Made]:
        """Yield what becomes of each part."""
        return self._all("make", parts)

    def _all(self, task: str, items: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        if self._threads is None:
            yield from (getattr(self._work, task)(*item) for item in items)
            return
        waiting: deque[Future[Any]] = deque()
        for item in items:
            waiting.append(self._threads.submit(self._one, task, item))
            if len(waiting) > self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _one(self, task: str, item: tuple[Any, ...]) -> Any:  # noqa: ANN401
        process = getattr(self._mine, "process", None) or self._start()
        try:
            pickle.dump((task, item), _pipe(process.stdin), pickle.HIGHEST_PROTOCOL)
            _pipe(process.stdin).flush()
            result = pickle.load(_pipe(process.stdout))  # noqa: S301
        except (EOFError, OSError, pickle.UnpicklingError) as fault:
            code = process.wait()
            what = f"a process that reads records ended before its time ({code})"
            raise InputError(what, "is there enough memory? try again") from fault
        if isinstance(result, Exception):
            raise result
        return result

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.check.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
        )
        pickle.dump(self._work, _pipe(process.stdin), pickle.HIGHEST_PROTOCOL)
        self._processes.append(process)
        self._mine.process = process
        return process


def _pipe(pipe: IO[bytes] | None) -> Any:  # noqa: ANN401
    """Return a pipe of a process that was started with it."""
    return pipe
