"""A receipt: the claims that support one row of an answer, and what no claim can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.receipts.asker import Asker
from kg.query.receipts.lookup import Found, Triple, look_up
from kg.query.receipts.lower import Lower
from kg.query.receipts.planner import plan
from kg.query.receipts.solve import Solver
from kg.query.receipts.structure import parse
from kg.query.receipts.support import Fact, Support
from kg.query.receipts.witnesses import Witnesses


@dataclass(frozen=True)
class Receipt:
    """What supports one row.

    `claims` maps each claim (IRI) to the triples that it states, or that are of its own record;
    `records` are triples that belong to no claim (what something is called, the ontology).
    `absence` are the parts of the query on whose having no match the row rests, which no passage
    can show; `gaps` says what could not be explained.
    """

    claims: Mapping[str, tuple[Triple, ...]]
    records: tuple[Triple, ...] = ()
    absence: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def receipts(
    graph: Graph, query: str, names: Sequence[str], rows: Sequence[Row], ask: Asker
) -> list[Receipt]:
    """Return the receipt of each row that a SELECT gave for the variables `names`.

    A query beyond SPARQL 1.1, or with parts that nothing can explain, leaves gaps and no claims.
    """
    try:
        prologue, datasets, select = parse(query)
        lower = Lower(query)
        planned = plan(select, lower)
    except ValueError as fault:
        gap = f"this query could not be taken apart: {fault}"
        return [Receipt({}, gaps=(gap,)) for _ in rows]
    solver = Solver(ask, prologue, datasets, lower.hidden)
    written = [tuple("" if term is None else str(term) for term in row) for row in rows]
    supports = Witnesses(solver).of(planned, names, written)
    facts = {fact for support in supports for fact in support.facts}
    found = look_up(graph, prologue, datasets, facts)
    return [_receipt(support, found) for support in supports]


def _receipt(support: Support, known: Mapping[Fact, Found]) -> Receipt:
    claims: dict[str, set[Triple]] = {}
    records: set[Triple] = set()
    gaps = set(support.gaps)
    for fact in support.facts:
        found = known.get(fact)
        if found is None:
            gaps.add("a triple of the pattern was not found in the graph again")
            continue
        for claim in found.claims:
            claims.setdefault(claim, set()).add(found.triple)
        if not found.claims:
            records.add(found.triple)
    return Receipt(
        claims={claim: tuple(sorted(claims[claim], key=str)) for claim in sorted(claims)},
        records=tuple(sorted(records, key=str)),
        absence=tuple(sorted(support.absent)),
        gaps=tuple(sorted(gaps)),
    )
