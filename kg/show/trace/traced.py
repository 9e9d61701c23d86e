"""The claims of a trace page: of one thing, of a query's rows, or of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.remarks import remarks
from kg.query.receipts.why import Answered, why
from kg.query.results.cells import cell
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.show.called import called, wanted
from kg.trace.evidence import Evidence, Trace
from kg.trace.first import first
from kg.trace.gather import evidence
from kg.trace.gathered import labels
from kg.trace.trace import trace, trace_first

_EVERY: Final = Path(__file__).parent / "queries" / "every.rq"


@dataclass(frozen=True)
class Row:
    """A row of an answer in words, the ids of the claims behind it, and what they leave open."""

    label: str
    claims: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Traced:
    """What a trace page shows: claims article by article in reading order, and rows if asked."""

    title: str
    scope: str
    claims: tuple[Evidence, ...]
    asked: str = ""
    rows: tuple[Row, ...] = ()
    more: bool = False


def of_everything(graph: Graph) -> Traced:
    """Return every claim of a graph."""
    rows = ask(graph, _EVERY)
    found = evidence(graph, [claim.value for (claim,) in rows if isinstance(claim, ox.NamedNode)])
    return Traced(graph.manifest.title, "every claim of this graph", _ordered(found.values()))


def of_name(graph: Graph, name: str) -> Traced:
    """Return a claim, or every claim about anything else; see `kg.trace`.

    Raises:
        UsageError: nothing in the graph is called so.
        InputError: an attached text cannot be read.
    """
    return of_trace(trace(graph, name))


def of_trace(found: Trace) -> Traced:
    """Return what a page shows of claims that were traced."""
    alone = [claim for claim in found.claims if claim.id == found.of.id]
    if alone:
        return Traced(alone[0].paraphrase or found.of.id, "one claim", found.claims)
    article = any(claim.source.id == found.of.id for claim in found.claims)
    scope = "every claim of this article" if article else "every claim about it"
    return Traced(found.of.label, scope, _ordered(found.claims))


def of_first(graph: Graph, iri: str, most: int) -> Traced:
    """Return the claims behind something whose IRI is known; of more than `most`, the first.

    Raises:
        InputError: an attached text cannot be read.
    """
    found, every = trace_first(graph, iri, most)
    traced = of_trace(found)
    if len(found.claims) == every:
        return traced
    return replace(traced, scope=f"the first {most:,} of {every:,} claims about it")


def of_query(
    graph: Graph,
    query: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
    most: int | None = None,
) -> Traced:
    """Return the claims behind the first hundred rows of an answer; see `kg.query`.

    Of more than `most` claims, those that come first in their articles.

    Raises:
        UsageError: the query gives no rows, or `kg.query` refuses it.
        LimitError: the query hit a limit.
        InputError: the graph cannot answer, or an attached text cannot be read.
    """
    asked = wanted(graph, query)
    answered = why(graph, asked, values, limits)
    every = {claim for found in answered.receipts for claim in found.claims}
    shown = first(graph, every, most)
    which = "every claim" if len(shown) == len(every) else f"{most:,} of {len(every):,} claims"
    title, name = called(asked, values or {})
    return Traced(
        title=title,
        scope=f"{which} behind the rows of a query",
        claims=_ordered(evidence(graph, shown).values()),
        asked=name,
        rows=tuple(_rows(graph, answered)),
        more=answered.more,
    )


def _rows(graph: Graph, answered: Answered) -> Iterable[Row]:
    things = {term.value for row in answered.rows for term in row if isinstance(term, ox.NamedNode)}
    named = labels(graph, sorted(things))
    for row, receipt in zip(answered.rows, answered.receipts, strict=True):
        told = (
            named[term.value].label if isinstance(term, ox.NamedNode) else cell(graph, term)
            for term in row
        )
        yield Row(
            label=" · ".join(word for word in told if word),
            claims=tuple(graph.id(claim) for claim in receipt.claims),
            remarks=tuple(remarks(receipt)),
        )


def _ordered(claims: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(claims, key=_reading_order))


def _reading_order(claim: Evidence) -> tuple[str, int, int, str]:
    return claim.source.id, *claim.passage.recorded, claim.id
