"""What each constraint component is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.graph import Node, ShapesGraph, Term
from kg.check.shacl.template import Part, fill, fold
from kg.errors import InputError

Bound = ox.NamedNode | ox.Literal
Below = Mapping[str, tuple[ox.NamedNode, ...]]
# The classes below are named here: a path that climbs rdfs:subClassOf costs four times as much.
_CLASS = "EXISTS { $node a $given }"
_CLASSES = "EXISTS { $node a $class FILTER($class IN ($classes)) }"


class Asked(NamedTuple):
    """One component of one shape: its parameter, and the means to compile what lies inside.

    `below` holds the subclasses of every class.
    """

    graph: ShapesGraph
    shape: Node
    name: str
    given: Term
    below: Below
    conforms: Callable[[Node, ox.Variable], Part]
    fresh: Callable[[], ox.Variable]

    @property
    def term(self) -> Bound:
        """The parameter as a term of a query.

        Raises:
            InputError: it is a blank node.
        """
        if isinstance(self.given, ox.BlankNode):
            raise self.fault("needs an IRI or a literal")
        return self.given

    @property
    def number(self) -> int:
        """The parameter as a number of values.

        Raises:
            InputError: it is none.
        """
        if not (isinstance(self.given, ox.Literal) and self.given.value.isdecimal()):
            raise self.fault("needs a whole number of at least 0")
        return int(self.given.value)

    def classes(self) -> Part:
        """Return the parameter, a class, and the classes below it, one after the other."""
        return listed(self.term, self.below, "$one $other")

    def members(self) -> list[Bound]:
        """Return the members of the parameter as terms, when it is a list."""
        items = self.graph.items(self.given)
        return [self._replace(given=item).term for item in items]

    def shapes(self) -> list[Node]:
        """Return the members of the parameter as shapes, when it is a list."""
        return [self.graph.node(self.shape, item) for item in self.graph.items(self.given)]

    def fault(self, what: str) -> InputError:
        """Return the error that says what about this component is not understood."""
        return self.graph.fault(self.shape, f"sh:{self.name} {what}")


def is_a(node: ox.Variable, given: Bound, below: Below, other: ox.Variable) -> Part:
    """Return the test that a node is of a class, or of one below it; `other` is a free variable."""
    if not below.get(given.value):
        return fill(_CLASS, node=node, given=given)
    return fill(
        _CLASSES, node=node, classes=listed(given, below, "$one, $other"), **{"class": other}
    )


def listed(given: Bound, below: Below, between: str) -> Part:
    """Return a class and those below it, put together by a template of $one and $other."""
    return fold(between, (Part(str(kind)) for kind in (given, *below.get(given.value, ()))))
