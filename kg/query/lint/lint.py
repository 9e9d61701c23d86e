"""The lint: all advice on a query, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.anatomy.read import Read, read
from kg.query.anatomy.scope import scenes
from kg.query.guard import guard
from kg.query.lint.advice import Advice
from kg.query.lint.behind import behind
from kg.query.lint.exists import exists
from kg.query.lint.filters import filters
from kg.query.lint.joins import joins
from kg.query.lint.matches import matches
from kg.query.lint.names import misspelt, names
from kg.query.lint.waste import waste
from kg.query.syntax import ROOM, explain


def lint(graph: Graph, query: str, seconds: float = 3.0) -> list[Advice]:
    """Return what is known to be slow or wrong in a query over a graph; it is not run.

    What is in the graph is looked up for a few seconds at most.

    Raises:
        UsageError: this is not SPARQL, or it would do more than read.
    """
    checked(graph, query)
    try:
        made = read(query)
        found = set(_shape(made)) | set(matches(graph, made, list(scenes(made)), seconds))
    except ValueError:
        return []
    return sorted(found, key=lambda one: (one.start, one.end, one.code))


def checked(graph: Graph, query: str) -> None:
    """Let a query pass that is SPARQL and only reads.

    Raises:
        UsageError: it is not, or it does not.
    """
    guard(query)
    try:
        ox.Store().query(f"{query}{ROOM}", base_iri=graph.manifest.base, prefixes=graph.prefixes)
    except SyntaxError as fault:
        raise explain(query, str(fault), graph.prefixes) from fault
    except UnicodeEncodeError:
        what = "the query holds half a character (a lone surrogate)"
        raise UsageError(what, "save it as UTF-8") from None


def _shape(made: Read) -> Iterator[Advice]:
    for scene in scenes(made):
        for rule in (exists, behind, joins, filters, names, waste):
            yield from rule(made, scene)
    yield from misspelt(made)
