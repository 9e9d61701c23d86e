"""The answer as plain text: yes or no, and a table of lines and tabs that no pipe alters."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from kg.query.results.cells import cell
from kg.visible import visible

if TYPE_CHECKING:
    from kg.query.results.readable import Readable


def write_table(result: Readable, out: IO[bytes]) -> None:
    """Write a line per row, cells apart by tabs, ids instead of IRIs; nothing wrapped or cut."""
    out.write(("\t".join(result.variables) + "\n").encode())
    for row in result.rows():
        cells = (visible(cell(result.graph, term)) for term in row)
        out.write(("\t".join(cells) + "\n").encode("utf-8", "replace"))


def write_answer(result: Readable, out: IO[bytes]) -> None:
    """Write yes or no."""
    out.write(b"yes\n" if result.boolean else b"no\n")
