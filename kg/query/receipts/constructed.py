"""Receipts of the triples that a CONSTRUCT gives: those of the rows that fill its template."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.anatomy.construct import template
from kg.query.limits import Limits
from kg.query.receipts.asking import asking
from kg.query.receipts.lookup import Triple
from kg.query.receipts.receipt import Receipt, receipts

# So many rows are looked at: a triple that only later ones make has a gap for a receipt.
_MOST: Final = 100_000


def of_triples(
    graph: Graph, query: str, wanted: Collection[Row], limits: Limits
) -> dict[Row, Receipt]:
    """Return the receipt of each wanted triple of a CONSTRUCT's answer.

    A triple rests on every row that makes it. One whose rows are not found, or of a query that
    cannot be taken apart, has a gap and no claims.

    Raises:
        LimitError: the rows or their receipts took too long or too much memory.
    """
    try:
        made = template(query)
    except ValueError as fault:
        return dict.fromkeys(wanted, _gap(f"this query could not be taken apart: {fault}"))
    with asking(graph, limits) as ask:
        names, found = ask.first(made.select, _MOST)
        making: dict[Row, list[int]] = {}
        for number, row in enumerate(found):
            for triple in made.filled(names, row):
                making.setdefault(triple, []).append(number)
        numbers = sorted({number for triple in wanted for number in making.get(triple, ())})
        told = receipts(graph, made.select, names, [found[number] for number in numbers], ask)
    by_row = dict(zip(numbers, told, strict=True))
    return {
        triple: _joined(by_row[number] for number in making.get(triple, ())) for triple in wanted
    }


def _joined(rows: Iterable[Receipt]) -> Receipt:
    """Return one receipt for what several rows make."""
    every = list(rows)
    if len(every) == 1:
        return every[0]
    if not every:
        return _gap("the rows that make this triple were not found again")
    claims: dict[str, set[Triple]] = {}
    for one in every:
        for claim, stated in one.claims.items():
            claims.setdefault(claim, set()).update(stated)
    return Receipt(
        claims={claim: tuple(sorted(claims[claim], key=str)) for claim in sorted(claims)},
        records=tuple(sorted({fact for one in every for fact in one.records}, key=str)),
        absence=tuple(sorted({part for one in every for part in one.absence})),
        gaps=tuple(sorted({gap for one in every for gap in one.gaps})),
    )


def _gap(why: str) -> Receipt:
    return Receipt({}, gaps=(why,))
