"""The verb `trace`: from a claim, or anything a claim speaks of, to the passages behind it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.text import composed
from kg.trace.evidence import Trace
from kg.trace.gather import evidence
from kg.trace.gathered import labels
from kg.words import suggestion

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


def resolve(graph: Graph, name: str) -> str:
    """Return the IRI of what a person calls by id, IRI, label or another name.

    Raises:
        UsageError: nothing is called so, or more than one thing.
    """
    named = _names(graph)
    iri = _iri(graph, name)
    if any(iri in things for things in named.values()):
        return iri
    things = named.get(_folded(name), set())
    if len(things) == 1:
        return next(iter(things))
    if things:
        which = ", ".join(sorted(graph.id(thing) for thing in things))
        raise UsageError(f"{name!r} names more than one thing", f"say which: {which}")
    ids = {graph.id(thing) for found in named.values() for thing in found}
    words = (word for word in named if "://" not in word)
    cure = suggestion(name, {*ids, *words}) or "kg query actors shows who is in it"
    raise UsageError(f"nothing in this graph is called {name!r}", cure)


def _iri(graph: Graph, name: str) -> str:
    try:
        return graph.iri(name).value
    except UsageError:
        return ""


def _names(graph: Graph) -> dict[str, set[str]]:
    """Return what is called by each name (folded), for all that has one."""
    found: dict[str, set[str]] = {}
    for thing, name in ask(graph, _QUERIES / "known.rq"):
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            found.setdefault(_folded(name.value), set()).add(thing.value)
    return found


def _folded(name: str) -> str:
    return composed(name).strip().casefold()


def _about(graph: Graph, iri: str) -> list[str]:
    rows = ask(graph, _QUERIES / "about.rq", thing=[iri])
    return [claim.value for _, claim in rows if claim is not None]
