"""An answer that is read to the end and counted on the way."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.results.result import Result, Row


class Counted:
    """An answer that counts the rows which are read from it."""

    def __init__(self, result: Result) -> None:
        """Take the answer."""
        self._result = result
        self.graph = result.graph
        self.variables = result.variables
        self.count = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows, and count them."""
        for row in self._result.rows():
            self.count += 1
            yield row
