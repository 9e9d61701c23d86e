"""Rows with their receipts as one table, for spreadsheets and data frames."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.query.receipts.remarks import remarks
from kg.query.receipts.why import Answered
from kg.query.results.result import Result
from kg.words import XSD

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.trace.evidence import Evidence

COLUMNS: Final = (
    "why_claim", "why_says", "why_kind", "why_certainty", "why_chain", "why_source",
    "why_published", "why_paragraph", "why_words", "why_verdict", "why_remark",
)  # fmt: skip
_INTEGER: Final = ox.NamedNode(f"{XSD}integer")


def receipts_table(found: Answered) -> Result:
    """Return each row of an answer once for every claim that supports it, as an answer.

    Before its columns stands the number of the row (`why_row`), behind them what `COLUMNS` names:
    the claim, its wording, chain, article and paragraph, and the passage's first and last words,
    never all of them. A row without a claim is there once, with the remark that says why.

    Raises:
        InputError: the store or an attached text cannot be read.
    """
    lines = ["\t".join(f"?{name}" for name in ("why_row", *found.variables, *COLUMNS))]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in _rows(found)]
    content = "".join(f"{line}\n" for line in lines)
    return Result(found.graph, "rows", None, io.BytesIO(content.encode()))


def _rows(found: Answered) -> Iterator[tuple[Term | None, ...]]:
    for number, (row, receipt) in enumerate(zip(found.rows, found.receipts, strict=True), 1):
        count = _whole(number)
        remark = _text("; ".join(remarks(receipt)))
        for iri in receipt.claims:
            yield (count, *row, ox.NamedNode(iri), *_told(found.evidence[iri]), remark)
        if not receipt.claims:
            yield (count, *row, *[None] * (len(COLUMNS) - 1), remark)


def _told(claim: Evidence) -> tuple[Term | None, ...]:
    passage = claim.passage
    chain = " → ".join(f"{step.agent.label} ({step.cue})" for step in claim.chain)
    said = (claim.paraphrase, claim.kind, claim.certainty, chain)
    place = (f"{passage.first} … {passage.last}", passage.grade.value)
    source = (claim.source.label, claim.source.published)
    return (*map(_text, (*said, *source)), _whole(passage.paragraph), *map(_text, place))


def _text(words: str) -> ox.Literal | None:
    return ox.Literal(words) if words else None


def _whole(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_INTEGER)
