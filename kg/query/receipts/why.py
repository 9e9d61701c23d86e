"""Why a row is in an answer: the claims that support it, each with attribution and passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.engine import Engine, Rows
from kg.graph.opened import Graph
from kg.query.receipts.paths import Triple
from kg.query.receipts.structure import parse
from kg.query.receipts.witnesses import Row, Support, Witnesses

_HERE = Path(__file__).parent
_AT_ONCE = 400


@dataclass(frozen=True)
class Receipt:
    """What supports one row.

    `claims` maps each claim (IRI) to the triples it states; `records` are triples of the record
    that belong to no claim (what something is called, the ontology); `absence` tells that the row
    also rests on something not being there; `gaps` says what could not be explained.
    """

    claims: Mapping[str, tuple[Triple, ...]]
    records: tuple[Triple, ...]
    absence: bool
    gaps: tuple[str, ...]


def receipts(graph: Graph, query: str, names: Sequence[str], rows: Iterable[Row]) -> list[Receipt]:
    """Return the receipt of each row of a SELECT that was answered with the variables `names`.

    Raises:
        UsageError: the query is not a SELECT.
    """
    try:
        prologue, datasets, select = parse(query)
    except ValueError as fault:
        raise UsageError(str(fault), "ask a SELECT for receipts") from fault
    witnesses = Witnesses(graph.engine, prologue, datasets, graph.prefixes)
    supports = witnesses.of(select, names, rows)
    return _receipts(graph, supports)


def _receipts(graph: Graph, supports: list[Support]) -> list[Receipt]:
    facts = {fact for support in supports for fact in support.facts}
    stating = _stating(graph.engine, {triple for triple, named in facts if named is None})
    loose = {
        triple for triple in {t for t, named in facts if named is None} if triple not in stating
    }
    owners = _owners(
        graph, {triple[0].value for triple in loose if not isinstance(triple[0], ox.Literal)}
    )
    return [_receipt(support, stating, owners) for support in supports]


def _receipt(
    support: Support, stating: Mapping[Triple, set[str]], owners: Mapping[str, set[str]]
) -> Receipt:
    claims: dict[str, set[Triple]] = {}
    records: set[Triple] = set()
    for triple, named in support.facts:
        found = {named.value} if named is not None else stating.get(triple, set())
        found = found or owners.get(triple[0].value, set())
        for claim in found:
            claims.setdefault(claim, set()).add(triple)
        if not found:
            records.add(triple)
    return Receipt(
        claims={claim: tuple(sorted(claims[claim], key=str)) for claim in sorted(claims)},
        records=tuple(sorted(records, key=str)),
        absence=support.absence,
        gaps=tuple(sorted(support.gaps)),
    )


def _stating(engine: Engine, triples: set[Triple]) -> dict[Triple, set[str]]:
    """Return the claims that state each triple; a triple that none states is left out."""
    found: dict[Triple, set[str]] = {}
    ordered = sorted(
        (t for t in triples if not any(isinstance(x, ox.BlankNode) for x in t)), key=str
    )
    for start in range(0, len(ordered), _AT_ONCE):
        values = " ".join(
            f"({subject} {prop} {value})"
            for subject, prop, value in ordered[start : start + _AT_ONCE]
        )
        answer = engine.query(_STATING.replace("(UNDEF UNDEF UNDEF)", values))
        if isinstance(answer, Rows):
            for claim, subject, prop, value in answer:
                if claim and subject and prop and value:
                    found.setdefault((subject, prop, value), set()).add(claim.value)
    return found


_STATING = """
SELECT ?claim ?s ?p ?o WHERE {
  VALUES (?s ?p ?o) { (UNDEF UNDEF UNDEF) }
  GRAPH ?claim { ?s ?p ?o }
}
"""


def _owners(graph: Graph, subjects: set[str]) -> dict[str, set[str]]:
    """Return the claim of each part of a record: itself, its passage, a step, a correction."""
    found: dict[str, set[str]] = {}
    for part, claim in ask(graph, _HERE / "owner.rq", part=subjects):
        if part is not None and claim is not None:
            found.setdefault(part.value, set()).add(claim.value)
    return found
