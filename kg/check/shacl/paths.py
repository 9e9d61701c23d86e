"""SHACL property paths as SPARQL: a predicate, an inverse, or a sequence of them."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.graph import ShapesGraph, Term
from kg.check.shacl.template import Part, fill, fold

_STEP = "$predicate"
_INVERSE = "^$step"
_SEQUENCE = "$one/$other"
# A sequence stands as an alternative to itself: Oxigraph follows alternatives from the end that is
# known, but joins the steps of a sequence anew for each row inside EXISTS (0.1 s against minutes).
_FOLLOWED = "(($path)|($path))"


class Way(NamedTuple):
    """A path and its steps.

    `starts` are the properties of the focus node itself at which it starts; `direct` tells whether
    it ends there.
    """

    path: Part
    steps: tuple[Part, ...]
    starts: tuple[str, ...]
    direct: bool


def way(graph: ShapesGraph, shape: ox.NamedNode | ox.BlankNode) -> Way | None:
    """Return the path of a property shape; a node shape has none.

    Raises:
        InputError: the path is of a kind that is not known.
    """
    given = graph.of(shape, "path")
    if not given:
        return None
    steps = graph.items(given[0]) if _is_list(graph, given[0]) else given[:1]
    parts = tuple(_step(graph, shape, step) for step in steps)
    starts = tuple(step.value for step in steps[:1] if isinstance(step, ox.NamedNode))
    path = fold(_SEQUENCE, parts)
    if len(parts) > 1:
        return Way(fill(_FOLLOWED, path=path), parts, starts, direct=False)
    return Way(path, parts, starts, direct=bool(starts))


def _is_list(graph: ShapesGraph, term: Term) -> bool:
    return isinstance(term, ox.BlankNode) and not graph.names(term)


def _step(graph: ShapesGraph, shape: ox.NamedNode | ox.BlankNode, step: Term) -> Part:
    if isinstance(step, ox.NamedNode):
        return fill(_STEP, predicate=step)
    inverse = graph.of(step, "inversePath") if isinstance(step, ox.BlankNode) else []
    if len(inverse) == 1 and isinstance(inverse[0], ox.NamedNode):
        return fill(_INVERSE, step=inverse[0])
    raise graph.fault(shape, "a path may be a predicate, an inverse of one, or a list of these")
