"""What a receipt leaves open, in words."""

from __future__ import annotations

from typing import Final

from kg.query.receipts.receipt import Receipt

_LONGEST: Final = 80
_NAMED: Final = 2


def remarks(receipt: Receipt) -> list[str]:
    """Return a sentence for all that no claim of a receipt shows; none if the claims show all."""
    said = []
    if not receipt.claims and receipt.records:
        said.append("no claim: this row rests on the record alone (names, classes, concepts)")
    elif not (receipt.claims or receipt.absence or receipt.gaps):
        said.append("nothing in the graph: this row comes from the query itself")
    if receipt.absence:
        named = ", ".join(f"{{ {_short(pattern)} }}" for pattern in receipt.absence[:_NAMED])
        rest = len(receipt.absence) - _NAMED
        more = f" and {rest} more" if rest > 0 else ""
        said.append(f"it rests also on an absence, which no passage can show: no {named}{more}")
    return [*said, *(f"not explained: {gap}" for gap in receipt.gaps)]


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= _LONGEST else f"{pattern[: _LONGEST - 2]} …"
