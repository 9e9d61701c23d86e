"""CSV for a spreadsheet: ids and values, with a mark at its head, and no cell that would run."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Final

from kg.query.results.cells import cell, is_number

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.query.results.readable import Readable

# What OWASP lists for "CSV injection", the full-width forms included.
_RUN: Final = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")


def write_spreadsheet(result: Readable, out: IO[bytes]) -> None:
    """Write CSV with a byte-order mark; a text that begins like a formula gets a ' before it."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    sheet = csv.writer(text)
    sheet.writerow(result.variables)
    for row in result.rows():
        sheet.writerow([_safe(result, term) for term in row])
    text.detach()


def _safe(result: Readable, term: Term | None) -> str:
    value = cell(result.graph, term)
    runs = value.lstrip(" ").startswith(_RUN) and not is_number(term)
    return f"'{value}" if runs else value
