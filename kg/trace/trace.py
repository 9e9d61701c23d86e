"""The verb `trace`: from a claim, or anything a claim speaks of, to the passages behind it."""

from __future__ import annotations

from pathlib import Path

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.trace.evidence import Trace
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
    own = evidence(graph, [iri])
    found = own or evidence(graph, _about(graph, iri))
    ordered = sorted(
        found.values(), key=lambda claim: (claim.source.id, claim.passage.start, claim.id)
    )
    return Trace(labels(graph, [iri])[iri], tuple(ordered))


def _about(graph: Graph, iri: str) -> list[str]:
    rows = ask(graph, _QUERIES / "about.rq", thing=[iri])
    return [claim.value for _, claim in rows if claim is not None]
