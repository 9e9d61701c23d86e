"""The verb `why`: an answer together with its receipts, each claim with chain and passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.process import NotSparql
from kg.query.ready import Ready
from kg.query.receipts.asking import asking
from kg.query.receipts.receipt import Receipt, receipts
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.trace.evidence import Evidence
from kg.trace.gather import evidence

MOST = 100


@dataclass(frozen=True)
class Answered:
    """Rows of an answer over a graph, with the receipt of each.

    `more` tells that the answer has rows beyond these.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    receipts: tuple[Receipt, ...]
    more: bool
    graph: Graph = field(repr=False, compare=False)

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """Return the evidence of every claim in the receipts by its IRI, gathered when first asked.

        Raises:
            InputError: the store or an attached text cannot be read.
        """
        return evidence(self.graph, {claim for found in self.receipts for claim in found.claims})

    def _repr_html_(self) -> str:
        """Return a table for a notebook, whose rows unfold their receipts: the first hundred."""
        from kg.query.receipts.notebook import rows_html

        rows = [*zip(self.rows, self.receipts, strict=True)][:MOST]
        cut = f"The first {len(rows):,} rows." if self.more or len(self.rows) > MOST else ""
        return rows_html(self.graph, self.variables, rows, cut)


def why(
    graph: Graph,
    asked: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
    rows: int = MOST,
    start: int = 0,
) -> Answered:
    """Ask a SELECT and return its first rows, each with the claims that support it.

    Args:
        graph: the graph to ask.
        asked: the name of a saved query, the path of a .rq file, or SPARQL.
        values: the values of its parameters by name.
        limits: the limits of time and memory, of the query and then again of its receipts.
        rows: how many rows, at most.
        start: how many rows of the answer to pass over; no receipts are looked for them.

    Raises:
        UsageError: the query gives no rows, or whatever `query` refuses.
        LimitError: a limit was hit before so many rows were there.
    """
    limits = limits or Limits()
    with asking(graph, limits) as ask:
        ready = Ready.of(graph, asked, values or {})
        try:
            variables, found = ask.first(ready.sparql, start + rows + 1)
        except NotSparql as fault:
            raise ready.told(fault) from fault
        kept = found[start : start + rows]
        made = receipts(graph, ready.sparql, variables, kept, ask)
    return Answered(variables, tuple(kept), tuple(made), len(found) > start + rows, graph)
