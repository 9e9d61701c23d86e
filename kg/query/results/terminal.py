"""The answer on a terminal: a table if its words fit the width, else one block of lines per row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.query.results.cells import cell, grouped, is_number
from kg.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.engine import Row, Term
    from kg.query.results.readable import Readable

MOST: Final = 1_000
_GAP: Final = 2
_WORD: Final = 14
_PROSE: Final = 22
_RULE: Final = 60
_TEXTS: Final = ("#string", "#langString")


def show(result: Readable, console: Console) -> None:
    """Show the first thousand rows, and say how many there are.

    Columns that are empty in all of them are left out and named below.
    """
    given = result.rows()
    rows = list(itertools.islice(given, MOST))
    if not rows:
        console.print("no rows", style="dim")
        return
    columns = [
        _Column(result, name, terms)
        for name, terms in zip(result.variables, zip(*rows, strict=True), strict=True)
    ]
    filled = [column for column in columns if any(column.cells)]
    if sum(column.width + _GAP for column in filled) - _GAP <= console.width:
        _table(console, filled)
    else:
        _blocks(console, filled, len(rows))
    _foot(console, given, len(rows), [column.name for column in columns if column not in filled])


class _Column:
    """One column: its cells as they are shown, and how wide it must be at least."""

    def __init__(self, result: Readable, name: str, terms: Sequence[Term | None]) -> None:
        self.name = name
        self.cells = [_shown(result, term) for term in terms]
        self.number = all(term is None or is_number(term) for term in terms)
        self.whole = not any(map(_spoken, terms))
        self.width = max(len(name), self._least())

    def _least(self) -> int:
        """Return all of the longest id or number; of texts, the longest word, or room for prose."""
        longest = max(map(len, self.cells))
        if self.whole or longest > 2 * _PROSE:
            return longest if self.whole else _PROSE
        word = max((len(word) for text in self.cells for word in text.split()), default=0)
        return min(word, _WORD)


def _table(console: Console, columns: Sequence[_Column]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, _GAP, 0, 0))
    for column in columns:
        table.add_column(
            Text(column.name),
            justify="right" if column.number else "left",
            min_width=column.width,
            no_wrap=column.whole,
            overflow="fold",
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*map(Text, row))
    console.print(table)


def _blocks(console: Console, columns: Sequence[_Column], rows: int) -> None:
    from rich.table import Table
    from rich.text import Text

    widest = max(len(column.name) for column in columns)
    for row in range(rows):
        head = f"{row + 1} "
        console.print(Text(head + "─" * (min(console.width, _RULE) - len(head)), "dim"))
        block = Table.grid(padding=(0, _GAP, 0, 0))
        block.add_column(min_width=widest, no_wrap=True)
        block.add_column(overflow="fold")
        for column in columns:
            if column.cells[row]:
                block.add_row(Text(column.name, "bold"), Text(column.cells[row]))
        console.print(block)


def _foot(console: Console, given: Iterator[Row], shown: int, empty: Sequence[str]) -> None:
    more = sum(1 for _ in given)
    told = f"{shown:,} of {shown + more:,} rows" if more else f"{shown:,} rows"
    told = "1 row" if shown == 1 and not more else told
    told += "; for all of them: -f csv, or -o FILE" if more else ""
    told += f"; nothing in: {', '.join(empty)}" if empty else ""
    console.print(told, style="dim", highlight=False)


def _shown(result: Readable, term: Term | None) -> str:
    text = visible(cell(result.graph, term))
    return grouped(text) if is_number(term) else text


def _spoken(term: Term | None) -> bool:
    """Return whether a term is a text, which may be broken; ids, numbers and days may not."""
    return isinstance(term, ox.Literal) and term.datatype.value.endswith(_TEXTS)
