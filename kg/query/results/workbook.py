"""An Excel workbook: numbers as numbers, days as days, and no text that would run as a formula."""

from __future__ import annotations

import datetime as dt
from typing import IO, TYPE_CHECKING

from kg.errors import LimitError
from kg.query.results.frames import library
from kg.query.results.values import value

if TYPE_CHECKING:
    from kg.query.results.readable import Readable

_ROWS = 1_048_575
_DIGITS = 15


def write_xlsx(result: Readable, out: IO[bytes]) -> None:
    """Write the rows as one sheet, row by row, with a head that stays in sight.

    Raises:
        InputError: XlsxWriter is not installed.
        LimitError: there are more rows than a sheet holds.
    """
    xlsxwriter = library("xlsxwriter", "files")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("answer")
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(result.variables):
            sheet.write_string(0, column, name, head)
        for number, row in enumerate(result.rows(), 1):
            if number > _ROWS:
                raise LimitError("a sheet holds 1,048,575 rows", "write csv, or narrow the query")
            for column, term in enumerate(row):
                _write(sheet, number, column, value(result.graph, term), day)


def _write(sheet: object, row: int, column: int, found: object, day: object) -> None:
    put = sheet
    if found is None:
        return
    if isinstance(found, bool):
        put.write_boolean(row, column, found)  # type: ignore[attr-defined]
    elif isinstance(found, dt.date) and not isinstance(found, dt.datetime) and found.year >= 1900:  # noqa: PLR2004
        put.write_datetime(row, column, found, day)  # type: ignore[attr-defined]
    elif isinstance(found, int | float) and len(str(found).lstrip("-")) <= _DIGITS:
        put.write_number(row, column, found)  # type: ignore[attr-defined]
    else:
        put.write_string(row, column, str(found)[:32_767])  # type: ignore[attr-defined]
