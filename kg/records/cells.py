"""Putting values into the cells of a CSV file; every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import msgspec

from kg.records.document import Node, Route
from kg.records.table import Table, separator, way_of

Edit = tuple[int, int, str]
_JSON: Final = msgspec.json.Encoder(decimal_format="number")


class _Row(NamedTuple):
    """Where the cells of a row stand, quotes and all; a blank row has one cell without a letter."""

    cells: list[tuple[int, int]]

    @property
    def is_blank(self) -> bool:
        return self.cells[0][0] == self.cells[-1][1]


def cell_edits(
    table: Table,
    text: str,
    whole: Any,  # noqa: ANN401
    changes: Iterable[tuple[Route, Node]],
) -> Iterator[Edit]:
    """Yield the edits (start, end, new words) that bring changed values into a table's text.

    `whole` are the records with the changes in them. What has no column gets one, at the end.
    """
    mark = separator(text)
    rows = list(_rows(text, mark))
    heads = list(table.heads)
    wanted: dict[int, dict[int, str]] = {}
    for route, values in changes:
        cells = wanted.setdefault(table.numbers[_row(route)] - 1, {})
        for name in values:
            column = _column(table, heads, (*route[1:], name))
            cells[column] = _cell(_inside(whole, route[:1], way_of(heads[column])), mark)
    if len(heads) > len(table.heads):
        wanted[0] = {at: heads[at] for at in range(len(table.heads), len(heads))}
    for number, row in enumerate(rows):
        if not row.is_blank:
            yield from _row_edits(row, wanted.get(number, {}), len(heads), mark)


def _row(route: Route) -> int:
    return route[0] if isinstance(route[0], int) else 0


def _row_edits(row: _Row, cells: dict[int, str], wide: int, mark: str) -> Iterator[Edit]:
    there = len(row.cells)
    for column, words in cells.items():
        if column < there:
            yield (*row.cells[column], words)
    end = row.cells[-1][1]
    added = "".join(mark + cells.get(column, "") for column in range(there, wide))
    if added:
        yield end, end, added


def _column(table: Table, heads: list[str], way: Route) -> int:
    """Return the column that holds a value, or a part it belongs to; a new one if none does."""
    for number, column in enumerate(table.columns):
        if column and column == way[: len(column)]:
            return number
    head = ".".join(str(step + 1) if isinstance(step, int) else step for step in way)
    if head not in heads:
        heads.append(head)
    return heads.index(head)


def _inside(whole: Any, *ways: Route) -> Any:  # noqa: ANN401
    for step in (step for way in ways for step in way):
        whole = whole[step]
    return whole


def _cell(value: Any, mark: str) -> str:  # noqa: ANN401
    words = _JSON.encode(value).decode() if isinstance(value, dict | list) else str(value)
    return '"' + words.replace('"', '""') + '"' if set(words) & {mark, '"', "\n", "\r"} else words


def _rows(text: str, mark: str) -> Iterator[_Row]:
    token = re.compile(rf'("(?:[^"]|"")*"|[^{mark}\r\n"][^{mark}\r\n]*|)({mark}|\r\n|\r|\n|\Z)')
    at = 0
    cells: list[tuple[int, int]] = []
    while at < len(text) or cells:
        found = token.match(text, at)
        if found is None:  # what csv would not have read either
            return
        cells.append(found.span(1))
        at = found.end()
        if found[2] != mark:
            yield _Row(cells)
            cells = []
