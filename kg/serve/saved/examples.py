"""Examples of the saved queries that name things of the graph being served, made once for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.example import example
from kg.query.saved import Saved
from kg.serve.current import Snapshot
from kg.serve.making.once import once
from kg.serve.saved.listed import offered
from kg.serve.serving import Serving
from kg.serve.web.faults import Fault

# The values of each example, by the text of its query: a project's own may change without a build.
Examples = dict[str, dict[str, str]]


def _made(graph: Graph) -> Examples:
    return {saved.text: _example(graph, saved) for saved in offered(graph)}


# What is made once for all who ask.
ONCE: Final = ("examples", _made)


def _example(graph: Graph, saved: Saved) -> dict[str, str]:
    """Return a query's example; as it was written where the graph cannot be asked for another."""
    try:
        return example(graph, saved)
    except KgError:
        return dict(saved.about.example)


async def examples(serving: Serving, snapshot: Snapshot) -> Examples:
    """Return the examples of the queries on offer; none where it takes too long to make them."""
    try:
        return await once(serving, snapshot, *ONCE)
    except (KgError, Fault):
        return {}


def of_query(saved: Saved, found: Examples) -> Mapping[str, str]:
    """Return a query's example among those that were made, or as it was written."""
    return found.get(saved.text, saved.about.example)
