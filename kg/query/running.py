"""What a process answers, as a stream that can be read while the process still makes it."""

from __future__ import annotations

import contextlib
import io
import threading
from typing import IO, Any, cast

from kg.errors import KgError
from kg.query.limits import Limits, Lines, out_of_rows
from kg.query.process import Asked
from kg.query.spool import Spool
from kg.query.workers import Workers


class Running:
    """A question that runs: `kind` and `boolean` tell what its answer is, `stream` gives it."""

    def __init__(self, workers: Workers, question: Asked, limits: Limits) -> None:
        """Ask, and wait for the first piece of the answer.

        Raises:
            NotSparql: the engine cannot read the query.
            LimitError: a limit was hit before there was anything to give.
            UsageError: the engine cannot hold the query.
            InputError: the store cannot be read.
        """
        self._workers = workers
        self._limits = limits
        self._process = workers.take()
        self._running = [self._process]
        try:
            first = self._process.ask(question, limits)
        except BaseException:
            workers.keep(self._running.pop())
            raise
        self.kind: str = first["kind"]
        self.boolean: bool | None = first.get("boolean")
        self._lines = Lines(limits.rows, self.kind)
        self.stream = self._streamed(first)

    def _streamed(self, first: dict[str, Any]) -> IO[bytes]:
        """Return the answer: whole if its first piece is all of it, else while it is made."""
        data = self._lines.of(first["data"])
        if first.get("last") and not self._lines.exceeded:
            self._workers.keep(self._running.pop())
            return io.BytesIO(data)
        self._spool = Spool()
        self._spool.feed(data)
        if self._lines.exceeded:
            self._finish(None)
        else:
            threading.Thread(target=self._drain, name="kg-query", daemon=True).start()
        return cast("IO[bytes]", self._spool)

    def stop(self) -> None:
        """End the query's process if it still answers."""
        with contextlib.suppress(IndexError):  # it is only once that somebody takes it out
            self._running.pop().stop()

    def _drain(self) -> None:
        """Move the answer into the spool, no more rows than allowed, then say how it ended."""
        fault: KgError | None = None
        last = False
        try:
            while not last and not self._lines.exceeded:
                piece = self._process.piece()
                self._spool.feed(self._lines.of(piece["data"]))
                last = piece.get("last", False)
        except KgError as found:
            fault = found
        self._finish(fault)

    def _finish(self, fault: KgError | None) -> None:
        try:
            self._workers.keep(self._running.pop())
        except IndexError:
            self._process.close()
            self._spool.finish(None)
            return
        if self._lines.exceeded:
            self._spool.finish(out_of_rows(self._limits))
        else:
            self._spool.finish(fault, at_once=fault is not None)
