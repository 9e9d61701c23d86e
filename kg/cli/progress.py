"""How far a long build is, on one line of a terminal's standard error; elsewhere, nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.check.progress import Progress, Step

_AFTER: Final = 1.0
_EVERY: Final = 0.2


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give what shows the progress of one build, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield _Shown()
    finally:
        sys.stderr.write("\r\x1b[K")


class _Shown:
    """Shows nothing in the first second, so that a quick build is quiet."""

    def __init__(self) -> None:
        self._doing, self._began = "", time.monotonic()
        self._next = self._began + _AFTER

    def __call__(self, step: Step) -> None:
        now = time.monotonic()
        if step.doing != self._doing:
            self._doing, self._began = step.doing, now
        elif now < self._next:
            return
        if now >= self._next:
            self._next = now + _EVERY
            sys.stderr.write(f"\r\x1b[K{told(step, now - self._began)}\r")
            sys.stderr.flush()


def told(step: Step, seconds: float) -> str:
    """Return a step in words: what is done, how many records a second, how long it will last."""
    if not step.of:
        return f"{step.doing}: {step.records:,} records"
    if step.records >= step.of or not step.records or not seconds:
        return f"{step.doing}: {step.of:,} records"
    rate = step.records / seconds
    left = round((step.of - step.records) / rate)
    clock = f"{left // 60}:{left % 60:02}" if left >= 60 else f"{left} s"  # noqa: PLR2004
    return f"{step.doing}: {step.records:,} of {step.of:,} records, {rate:,.0f}/s, {clock} left"
