"""The table on a terminal: as wide as the terminal, columns by what they hold, ids for IRIs."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.query.results.cells import cell, grouped, is_number, visible

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.engine import Term
    from kg.query.results.result import Result

MOST: Final = 1_000


def show(result: Result, console: Console) -> None:
    """Show the first thousand rows as a table, and say how many there are."""
    from rich.table import Table
    from rich.text import Text

    rows = list(itertools.islice(result.rows(), MOST))
    if not rows:
        console.print("no rows", style="dim")
        return
    columns = zip(*rows, strict=True)
    numbers = [all(term is None or is_number(term) for term in column) for column in columns]
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name, number in zip(result.variables, numbers, strict=True):
        table.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(result, term)) for term in row))
    console.print(table)
    more = sum(1 for _ in result.rows())
    counted = f"{len(rows):,} of {len(rows) + more:,} rows" if more else f"{len(rows):,} rows"
    hint = "; for all of them: -f csv, or -o FILE" if more else ""
    console.print(f"{counted if len(rows) > 1 else '1 row'}{hint}", style="dim")


def _shown(result: Result, term: Term | None) -> str:
    text = visible(cell(result.graph, term))
    return grouped(text) if is_number(term) else text
