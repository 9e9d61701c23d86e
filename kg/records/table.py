"""Records in rows: CSV and Parquet, with the same terms as heads of their columns.

A head may be a way into a record: `passage.first`, `attribution.2.agent`, `label.de`. Places are
the number of the row, as a spreadsheet shows it, and the number of the column.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from kg.findings import Mark
from kg.records.document import Document, Route, Value, shown
from kg.records.jsonl import decoded_json
from kg.records.vocabulary import Vocabulary, vocabulary
from kg.records.yaml import plain

_CURE: Final = "each row has one cell for each column; see docs/projects.md"
_SEPARATORS: Final = ",;\t"
Cell = Any


@dataclass
class Table(Document):
    """A document of rows: where its values stand follows from the number of the row."""

    columns: list[Route] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    misread: set[int] = field(default_factory=set)

    def mark(self, route: Route, *, key: bool = False) -> Mark:  # noqa: ARG002
        """Return the row and the column of a value."""
        row = route[0] if route and isinstance(route[0], int) else None
        number = self.numbers[row] if row is not None and row < len(self.numbers) else 1
        return Mark(number, (self._column(route) or 0) + 1)

    def report(
        self, route: Route, code: str, what: str, cure: str = "", *, key: bool = False
    ) -> None:
        """Note an error at a cell, and name its column; at the head, once, if that is unknown."""
        column = self._column(route)
        if column is None:
            super().report(route, code, what, cure, key=key)
            return
        told = f"{what} (column {self.heads[column]})"
        super().report(route, code, told, cure, key=key)
        if code == "unknown-key" and self.columns[column][: len(route) - 1] == route[1:]:
            found = self.findings.pop()
            if column not in self.misread:
                self.findings.append(found._replace(mark=Mark(1, column + 1)))
            self.misread.add(column)

    def lacking(self, key: str) -> str:
        """Return how a record gets a key that it lacks."""
        return f"fill its cell in the column {key}" if key in self.heads else f"add a column {key}"

    def spoilt(self) -> set[Mark]:
        """Return the cells of rows that have findings already."""
        rows = [row for row in range(len(self.numbers)) if self.is_faulty((row,))]
        columns = range(1, max(len(self.columns), 1) + 1)
        return {Mark(self.numbers[row], column) for row in rows for column in columns}

    def _column(self, route: Route) -> int | None:
        """Return which column a value comes from: the one whose way fits best."""
        way = route[1:]
        while way:
            for number, column in enumerate(self.columns):
                if column[: len(way)] == way or way[: len(column)] == column:
                    return number
            way = way[:-1]
        return None


def read_table(file: Path, rows: Iterable[list[Cell]], first: int) -> Document:
    """Return the document of rows, the head before them; `first` is the number of the next row."""
    records: list[Value] = []
    document = Table(file, records)
    try:
        heads, *rest = rows
    except ValueError:
        return document
    except csv.Error as fault:
        document.numbers.append(first)
        document.report((0,), "csv", f"this is not CSV: {fault}", _CURE)
        return document
    document.heads = [str(head).strip() for head in heads]
    document.columns = [way_of(head) for head in document.heads]
    twice = [head for head, count in Counter(document.heads).items() if head and count > 1]
    if twice:
        what = f"the column {shown(twice[0])} stands there twice"
        document.report((), "csv", what, "keep one; several values are `altLabel.1`, `altLabel.2`")
        return document
    if rest and not {"id", "type"} & set(document.heads):
        what = "this table has no columns id and type, so no row of it is a record"
        cure = "an answer that you saved belongs into the folder answers/, which is not read"
        document.report((), "not-a-record", what, cure)
        return document
    for number, cells in enumerate(rest, first):
        if any(cell not in (None, "") for cell in cells):
            document.numbers.append(number)
            records.append(_record(document, (len(records),), cells))
    return document


def read_csv(file: Path, text: str) -> Document:
    """Return the document of a whole CSV file."""
    return read_table(file, csv_rows(text), 2)


def _record(document: Table, route: Route, cells: list[Cell]) -> Value:
    if any(cells[len(document.heads) :]):
        what = f"the row has {len(cells)} cells, and the head {len(document.heads)}"
        document.report(route, "csv", what, "put a cell that holds a comma into quotes")
        return None
    record: dict[Any, Any] = {}
    for way, cell in zip(document.columns, cells, strict=False):
        if cell is None or cell == "":
            continue
        if not way:
            what = f"{shown(cell)} stands in a column without a head"
            document.report(route, "csv", what, "give the column a key as its head, or empty it")
            continue
        holder = record
        for step in way[:-1]:
            inner = holder.setdefault(step, {})
            holder = inner if isinstance(inner, dict) else {}
        holder[way[-1]] = _value(document, (*route, *way), cell)
    whole: Value = _listed(record)
    return whole


def way_of(head: str) -> Route:
    """Return the way into a record that a head means; numbers count from 1."""
    return tuple(int(step) - 1 if step.isdecimal() else step for step in head.split(".") if step)


def _listed(value: Any) -> Any:  # noqa: ANN401
    """Return a value in which what has numbers for keys is a list."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(step, int) for step in value):
        return [_listed(value[step]) for step in sorted(value)]
    return {str(step): _listed(item) for step, item in value.items()}


def _value(document: Table, route: Route, cell: Cell) -> Value:
    if not isinstance(cell, str):
        settled: Value = cell
        return settled
    words = vocabulary()
    kind = _kind(route, words)
    if kind in {"id", "states"} and cell.lstrip()[:1] in {"[", "{"}:
        return decoded_json(document, route, cell)
    if kind in {"id", "concept"}:
        items: list[Value] = [item.strip() for item in cell.split("|") if item.strip()]
        return items[0] if len(items) == 1 else items
    if kind in {"number", "integer", "boolean"}:
        return plain(cell.strip())
    return cell


def _kind(route: Route, words: Vocabulary) -> str:
    """Return the kind of the values of the last term on a way."""
    terms = [words.terms[step] for step in route if isinstance(step, str) and step in words.terms]
    if not terms:
        return ""
    return "states" if terms[-1].name == "states" else terms[-1].kind


def csv_rows(text: str) -> Iterator[list[Cell]]:
    """Yield the rows of CSV (RFC 4180), whose cells are texts."""
    rows = io.StringIO(text, newline="")
    yield from csv.reader(rows, strict=True, delimiter=separator(text))


def separator(text: str) -> str:
    """Return what parts the cells of CSV: a comma, or what a spreadsheet writes in its place.

    The head line tells it: no key holds a comma, a semicolon or a tab.
    """
    head = text.partition("\n")[0]
    return max(_SEPARATORS, key=head.count)


def json_rows(text: str) -> Iterator[list[Cell]]:
    """Yield rows that were kept as JSON, one list a line."""
    decode = msgspec.json.Decoder(list[Any], float_hook=_number).decode
    for line in text.split("\n"):
        if line:
            yield decode(line)


def _number(digits: str) -> Value:
    return plain(digits)
