"""A JSON object per row, values as JSON has them: for scripts that read a line at a time."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING

import msgspec
import pyoxigraph as ox

from kg.words import XSD

if TYPE_CHECKING:
    from kg.graph.engine import Term
    from kg.query.results.readable import Readable


def write_ndjson(result: Readable, out: IO[bytes]) -> None:
    """Write a line per row; an unbound variable is left out, an IRI is written in full."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    variables = result.variables
    for row in result.rows():
        pairs = zip(variables, row, strict=True)
        told = {name: _value(term) for name, term in pairs if term is not None}
        out.write(encoder.encode(told) + b"\n")


def _value(term: Term) -> str | int | bool | Decimal:
    if not isinstance(term, ox.Literal):
        return str(term) if isinstance(term, ox.BlankNode) else term.value
    kind = term.datatype.value
    if kind == f"{XSD}boolean":
        return term.value in {"true", "1"}
    try:
        if kind == f"{XSD}integer":
            return int(term.value)
        if kind == f"{XSD}decimal":
            return Decimal(term.value)
    except (ValueError, InvalidOperation):
        return term.value
    return term.value
