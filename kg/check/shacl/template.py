"""Parts of queries: templates whose variables are slots for terms, variables and other parts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from typing import NewType

import pyoxigraph as ox

from kg.sparql import Token, tokens

Part = NewType("Part", str)
Slot = ox.NamedNode | ox.Literal | ox.Variable | Part

TRUE = Part("true")
FALSE = Part("false")
# Tests are never errors, so IF says what && and || say; and Oxigraph leaves the second one undone.
_AND = "IF($one, $other, false)"
_OR = "IF($one, true, $other)"


def fill(template: str, **slots: Slot) -> Part:
    """Return a template with every variable replaced by what is given for its slot.

    The replacement is token by token: no term can change the shape of the query.
    """
    return Part(
        "".join(
            str(slots[token.text[1:]]) if token.kind == "variable" else token.text
            for token in _tokens(template)
        )
    )


@cache
def _tokens(template: str) -> tuple[Token, ...]:
    return tuple(tokens(template))


def fold(template: str, parts: Iterable[Part]) -> Part:
    """Return at least one part put together, two at a time, by a template of $one and $other."""
    return reduce(lambda one, other: fill(template, one=one, other=other), parts)


def all_of(parts: Iterable[Part]) -> Part:
    """Return the test that all of the tests are true."""
    tests = [part for part in parts if part != TRUE]
    return fold(_AND, tests) if tests else TRUE


def any_of(parts: Iterable[Part]) -> Part:
    """Return the test that at least one of the tests is true."""
    tests = [part for part in parts if part != FALSE]
    return fold(_OR, tests) if tests else FALSE
