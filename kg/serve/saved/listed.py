"""Which saved queries are on offer, and what there is to know of each, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph.opened import Graph
from kg.query.declared import Parameter
from kg.query.saved import Saved, queries
from kg.serve.web.tags import tag


def offered(graph: Graph) -> list[Saved]:
    """Return the saved queries that have no errors, by name."""
    return [saved for saved in queries(graph) if not saved.findings]


def tag_with_queries(graph: Graph, *parts: str) -> str:
    """Return the tag of what follows from the graph, these parts and the queries on offer.

    A project's own queries change without a build.
    """
    told = (part for saved in offered(graph) for part in (saved.name, saved.text))
    return tag(graph.manifest.digest, *parts, *told)


def listed(saved: Saved, example: Mapping[str, str]) -> dict[str, Any]:
    """Return a saved query as the list tells it, with an example."""
    about = saved.about
    return {
        "name": saved.name,
        "path": f"/queries/{saved.name}",
        "summary": about.summary,
        "question": about.question,
        "description": about.description,
        "tags": list(about.tags),
        "parameters": [_parameter(one) for one in saved.parameters],
        "columns": dict(about.columns),
        "example": dict(example),
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.datatype or one.type,
        "label": one.label,
        "default": one.default,
        "optional": one.optional or one.default is not None,
        "choices": list(one.choices) if isinstance(one.choices, tuple) else [],
    }
