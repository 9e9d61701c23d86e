"""The answer as a Markdown table (GitHub's kind), for a text."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from kg.query.results.cells import cell, grouped, is_number
from kg.visible import visible

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.query.results.readable import Readable


def write_markdown(result: Readable, out: IO[bytes]) -> None:
    """Write a table; what Markdown or HTML would read as its own is escaped."""
    _line(out, [_plain(name) for name in result.variables])
    _line(out, ["---" for _ in result.variables])
    for row in result.rows():
        _line(out, [_cell(result, term) for term in row])


def _line(out: IO[bytes], cells: list[str]) -> None:
    out.write(f"| {' | '.join(cells)} |\n".encode())


def _cell(result: Readable, term: Term | None) -> str:
    text = visible(cell(result.graph, term))
    return grouped(text) if is_number(term) else _plain(text)


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", text).replace("&", "&amp;")
