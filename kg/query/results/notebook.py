"""An answer in a notebook: a table whose rows unfold the claims that support them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.query.receipts.remarks import remarks
from kg.query.results.cells import cell, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.receipts.why import Answered
    from kg.query.results.readable import Readable
    from kg.trace.evidence import Evidence

_ROWS = 50


def notebook_html(result: Readable) -> str:
    """Return HTML of the first fifty rows with their receipts; the query is asked again for it.

    Yes or no is told as it is; of triples, what can be done with them.
    """
    from kg.query.receipts.why import why

    if result.kind == "boolean":
        return f"<p>{'yes' if result.boolean else 'no'}</p>"
    if result.kind == "triples":
        return "<p>triples: <code>.to_networkx()</code> or <code>.save('answer.ttl')</code></p>"
    found = why(result.graph, result.sparql, rows=_ROWS)
    head = "".join(f"<th>{escape(name)}</th>" for name in found.variables)
    more = f"<p>The first {_ROWS} rows.</p>" if found.more else ""
    rows = "".join(_rows(result, found))
    return (
        f"<table><thead><tr>{head}<th>receipts</th></tr></thead><tbody>{rows}</tbody></table>{more}"
    )


def _rows(result: Readable, found: Answered) -> Iterable[str]:
    for row, receipt in zip(found.rows, found.receipts, strict=True):
        cells = "".join(f"<td>{_text(cell(result.graph, term))}</td>" for term in row)
        claims = "".join(_claim(found.evidence[claim]) for claim in receipt.claims)
        count = len(receipt.claims)
        words = f"{count} claim{'' if count == 1 else 's'}"
        claims += "".join(f"<p><i>{_text(remark)}</i></p>" for remark in remarks(receipt))
        yield f"<tr>{cells}<td><details><summary>{words}</summary>{claims}</details></td></tr>"


def _claim(claim: Evidence) -> str:
    chain = " → ".join(f"{_text(step.agent.label)} ({_text(step.cue)})" for step in claim.chain)
    passage = claim.passage
    words = passage.text or f"{passage.first} … {passage.last}"
    place = f"{_text(claim.source.label)}, paragraph {passage.paragraph}, {passage.grade}"
    return (
        f"<p><b>{_text(claim.id)}</b> {_text(claim.kind)}, {_text(claim.certainty)}<br>"
        f"{_text(claim.paraphrase)}<br>{chain}<br><q>{_text(words)}</q><br>{place}</p>"
    )


def _text(text: str) -> str:
    return escape(visible(text))
