"""How long a query may take, how many rows it may give, and how much memory it may use."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import LimitError, UsageError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of one query; None takes a limit away.

    `seconds` count from the start of the query's process, `memory` is its data in megabytes.
    """

    seconds: float | None = 10.0
    rows: int | None = 1_000_000
    memory: int | None = 2_048

    def __post_init__(self) -> None:
        """Refuse a limit under which nothing could be answered."""
        for name, value in (("seconds", self.seconds), ("memory", self.memory)):
            if value is not None and not value > 0:
                raise UsageError(f"the limit of {name} must be over 0, not {value}")
        if self.rows is not None and self.rows < 0:
            raise UsageError(f"the limit of rows must be at least 0, not {self.rows}")


class Lines:
    """Counts the lines of an answer, one a row, and lets no more through than are allowed."""

    def __init__(self, rows: int | None, kind: str) -> None:
        """Take the limit of rows; a table of rows has one line more, its variables."""
        self._left = None if rows is None else rows + (kind == "rows")
        self.exceeded = False

    def of(self, data: bytes) -> bytes:
        """Return the bytes, or as many whole lines of them as are still allowed."""
        if self._left is None:
            return data
        lines = data.count(b"\n")
        if lines < self._left:
            self._left -= lines
            return data
        end = 0
        for _ in range(self._left):
            end = data.index(b"\n", end) + 1
        self._left = 0
        self.exceeded = end < len(data)
        return data[:end]


def out_of_time(limits: Limits) -> LimitError:
    """Return what is told of a query that took too long."""
    return LimitError(
        f"the query was stopped after {limits.seconds:g} seconds",
        "allow more with --timeout (Limits.seconds), or narrow the query: name a thing, "
        "put the rarest pattern first",
        "seconds",
    )


def out_of_rows(limits: Limits) -> LimitError:
    """Return what is told of a query that has more rows than allowed."""
    return LimitError(
        f"the answer has more than {limits.rows:,} rows; the first {limits.rows:,} were given",
        "allow more with --max-rows (Limits.rows), or put a LIMIT into the query",
        "rows",
    )


def out_of_memory(limits: Limits) -> LimitError:
    """Return what is told of a query that needs more memory than allowed."""
    return LimitError(
        f"the query needs more than {limits.memory or 0:,} megabytes of memory",
        "allow more with --max-memory (Limits.memory), or narrow the query",
        "memory",
    )


def killed() -> LimitError:
    """Return what is told of a query whose process something else has ended."""
    return LimitError(
        "the query's process was killed, most likely because memory ran out",
        "narrow the query, or give it a lower limit with --max-memory",
        "memory",
    )


def too_deep() -> UsageError:
    """Return what is told of a query on which the engine's stack ran out."""
    return UsageError(
        "the query is too long or nested too deep for the engine",
        "ask it in parts; put long lists into VALUES",
    )
