"""The verb `trace`: from a claim, or anything a claim speaks of, to the passages behind it."""

from __future__ import annotations

from pathlib import Path

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.trace.evidence import Trace
from kg.trace.first import first
from kg.trace.gather import evidence
from kg.trace.gathered import labels

_QUERIES = Path(__file__).parent / "queries"


def trace(graph: Graph, name: str) -> Trace:
    """Return the evidence behind a claim, or every claim about anything else, by id, IRI or label.

    Raises:
        UsageError: nothing in the graph is called so.
        InputError: an attached text cannot be read.
    """
    return trace_of(graph, resolve(graph, name))


def trace_of(graph: Graph, iri: str) -> Trace:
    """Return the evidence behind something whose IRI is known; see `trace`."""
    return trace_first(graph, iri, None)[0]


def trace_first(graph: Graph, iri: str, most: int | None) -> tuple[Trace, int]:
    """Return the evidence of the first claims behind something, and how many claims there are."""
    found = evidence(graph, [iri])
    claims = list(found) or _about(graph, iri)
    found = found or evidence(graph, first(graph, claims, most))
    ordered = sorted(
        found.values(), key=lambda claim: (claim.source.id, claim.passage.start, claim.id)
    )
    return Trace(labels(graph, [iri])[iri], tuple(ordered)), len(claims)


def _about(graph: Graph, iri: str) -> list[str]:
    rows = ask(graph, _QUERIES / "about.rq", thing=[iri])
    return [claim.value for _, claim in rows if claim is not None]
