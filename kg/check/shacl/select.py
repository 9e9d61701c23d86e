"""Constraints that a shape gives as SPARQL of its own."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.graph import Node, ShapesGraph
from kg.check.shacl.template import Part, fill
from kg.sparql import tokens

_SELECTED = "SELECT DISTINCT $this $value { { $select } FILTER($focus) }"
_KNOWN = {"select", "message", "prefixes", "deactivated"}
_UNBOUND = {"PATH", "shapesGraph", "currentShape"}


class Selected(NamedTuple):
    """A shape's own query over all of its focus nodes, the prefixes it uses, and its message."""

    query: Part
    prefixes: dict[str, str]
    message: str


def selected(graph: ShapesGraph, constraint: Node, focus: Part) -> Selected:
    """Return the query of a SPARQL constraint, with `$this` left free and filtered by the focus.

    Raises:
        InputError: the constraint is no SELECT of `$this`, or asks for more than that.
    """
    text = graph.text(constraint, "select")
    variables = {token.text[1:] for token in tokens(text) if token.kind == "variable"}
    if graph.names(constraint) - _KNOWN or "this" not in variables or variables & _UNBOUND:
        raise graph.fault(constraint, "of SPARQL, only an sh:select of $this is known")
    query = fill(
        _SELECTED,
        this=ox.Variable("this"),
        value=ox.Variable("value"),
        select=Part(text),
        focus=focus,
    )
    return Selected(query, _prefixes(graph, constraint), graph.text(constraint, "message"))


def _prefixes(graph: ShapesGraph, constraint: Node) -> dict[str, str]:
    declared: dict[str, str] = {}
    for holder in graph.of(constraint, "prefixes"):
        for part in graph.of(graph.node(constraint, holder), "declare"):
            node = graph.node(constraint, part)
            declared[graph.text(node, "prefix")] = graph.text(node, "namespace")
    return declared
