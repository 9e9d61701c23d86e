"""What each constraint component is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.graph import Node, ShapesGraph, Term
from kg.check.shacl.template import Part, fold
from kg.errors import InputError

Bound = ox.NamedNode | ox.Literal
Below = Mapping[str, tuple[ox.NamedNode, ...]]


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

    def classes(self, between: str = "$one $other") -> Part:
        """Return the parameter, a class, and the classes below it, put together by a template."""
        found = (self.term, *self.below.get(self.term.value, ()))
        return fold(between, (Part(str(kind)) for kind in found))

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
