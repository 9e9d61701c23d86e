"""A query that runs: its answer as a stream, while a process of its own still makes it."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

from kg.errors import KgError
from kg.query.limits import Limits, Lines, out_of_rows
from kg.query.process import Question
from kg.query.spool import Spool
from kg.query.workers import Workers


class Running:
    """A running query: `kind` and `boolean` tell the kind of answer, `stream` is the answer."""

    def __init__(self, workers: Workers, question: Question, limits: Limits) -> None:
        """Ask, and wait for the first piece of the answer.

        Raises:
            NotSparql: the engine cannot read the query.
            LimitError: a limit was hit before there was anything to give.
            UsageError: the engine cannot hold the query.
            InputError: the store cannot be read.
        """
        self.stream = Spool()
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
        if self._took(first):
            self._finish(None)
        else:
            threading.Thread(target=self._drain, name="kg-query", daemon=True).start()

    def stop(self) -> None:
        """End the query's process if it still answers."""
        with contextlib.suppress(IndexError):  # it is only once that somebody takes it out
            self._running.pop().stop()

    def _drain(self) -> None:
        """Move the answer into the spool, no more rows than allowed, then say how it ended."""
        try:
            while not self._took(self._process.piece()):
                pass
        except KgError as fault:
            self._finish(fault)
        else:
            self._finish(None)

    def _took(self, piece: dict[str, Any]) -> bool:
        """Feed the spool with a piece, and tell whether it was the last to be had."""
        self.stream.feed(self._lines.of(piece["data"]))
        return self._lines.exceeded or piece.get("last", False)

    def _finish(self, fault: KgError | None) -> None:
        try:
            self._workers.keep(self._running.pop())
        except IndexError:
            self._process.close()
            self.stream.finish(None)
            return
        if self._lines.exceeded:
            self.stream.finish(out_of_rows(self._limits))
        else:
            self.stream.finish(fault, at_once=fault is not None)
