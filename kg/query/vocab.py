"""The words this graph really uses: its classes, properties and concepts, and what its things are.

Counts are of the graph as it is, not of what the ontology would allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import LimitError
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query

_HERE: Final = Path(__file__).parent / "words"
_MANY: Final = 200_000


@dataclass(frozen=True)
class Vocabulary:
    """What can be asked for: IRIs with the number of their uses, and names of things.

    `broader` leads from a class or property of the ontology to those under it.
    """

    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    concepts: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    narrower: dict[str, list[str]] = field(default_factory=dict)


def vocabulary(graph: Graph, seconds: float | None = 5.0, *, named: bool = True) -> Vocabulary:
    """Return the words of a graph; what takes longer than some seconds to find is left out.

    Without `named`, the names of things are left out too.
    """
    limits = Limits(seconds=seconds, rows=_MANY)
    narrower: dict[str, list[str]] = {}
    for under, over in _rows(graph, "narrower", limits):
        narrower.setdefault(_iri(over), []).append(_iri(under))
    things = _rows(graph, "named", limits) if named else iter(())
    return Vocabulary(
        classes={_iri(c): _number(n) for c, n in _rows(graph, "classes", limits)},
        properties={_iri(p): _number(n) for p, n in _rows(graph, "properties", limits)},
        concepts={_iri(c): _text(label) for c, label in _rows(graph, "concepts", limits)},
        named={_iri(thing): _text(label) for thing, label in things},
        narrower=narrower,
    )


def _rows(graph: Graph, name: str, limits: Limits) -> Iterator[tuple[Term | None, ...]]:
    try:
        with query(graph, _HERE / f"{name}.rq", limits=limits) as found:
            yield from found.rows()
    except LimitError:
        return


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else 0
