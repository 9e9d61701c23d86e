"""Rows in a notebook, each with its receipt to unfold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.notebook import shown, table
from kg.query.receipts.remarks import remarks
from kg.query.results.cells import cell, grouped, is_number
from kg.trace.gather import evidence

if TYPE_CHECKING:
    from kg.graph.engine import Row, Term
    from kg.graph.opened import Graph
    from kg.query.receipts.receipt import Receipt
    from kg.trace.evidence import Evidence

# Of each row so many claims are shown, and the others counted.
_CLAIMS: Final = 20


def rows_html(
    graph: Graph, variables: Sequence[str], rows: Iterable[tuple[Row, Receipt]], more: str
) -> str:
    """Return HTML of rows with their receipts; `more` is told below them, if it is anything.

    Raises:
        InputError: the store or an attached text cannot be read.
    """
    shown_rows = [*rows]
    known = evidence(graph, {claim for _, receipt in shown_rows for claim in _first(receipt)})
    cells = (
        [*(_cell(graph, term) for term in row), _receipt(receipt, known)]
        for row, receipt in shown_rows
    )
    return table((*variables, "receipts"), cells) + (f"<p>{shown(more)}</p>" if more else "")


def _cell(graph: Graph, term: Term | None) -> str:
    text = cell(graph, term)
    return shown(grouped(text) if is_number(term) else text)


def _first(receipt: Receipt) -> list[str]:
    return [*receipt.claims][:_CLAIMS]


def _receipt(receipt: Receipt, known: Mapping[str, Evidence]) -> str:
    count = len(receipt.claims)
    return (
        f"<details><summary>{count:,} claim{'' if count == 1 else 's'}</summary>"
        f"{''.join(_told(receipt, known))}</details>"
    )


def _told(receipt: Receipt, known: Mapping[str, Evidence]) -> Iterator[str]:
    for claim in _first(receipt):
        yield known[claim]._repr_html_()
    if len(receipt.claims) > _CLAIMS:
        yield f"<p>and {len(receipt.claims) - _CLAIMS:,} more</p>"
    for remark in remarks(receipt):
        yield f"<p><i>{shown(remark)}</i></p>"
