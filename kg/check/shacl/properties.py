"""Components that look at all values of a path at once: their number, languages and order.

A need is a pattern that must match at the focus node. A fault is a pattern that finds values, and a
test that must be true of what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.check.shacl.asked import Asked
from kg.check.shacl.template import FALSE, TRUE, Part, any_of, fill, fold
from kg.check.shacl.values import VALUE_TESTS

VALUE = "$node $path $value ."
# What stands in a query of its own is read through once and joined by its ends; a bare pattern
# after another is looked up for each row (0.4 s against 1.5 s). Inside EXISTS it is the other way
# round.
_READ = "{ SELECT * { $pattern } }"
_EXISTS = "EXISTS { $pattern }"
_BOTH = "$one $other"
_WITHOUT = "$found MINUS { $pattern }"
_SAME = "sameTerm($value, $other)"
_NEITHER = "(!$test)"
_HAS = "$node $path $given ."
_UNFIT = "$found FILTER(!$fine)"
_LANGUAGES = """COALESCE(
    sameTerm($value, $other) || LANG($value) = '' || LCASE(LANG($value)) != LCASE(LANG($other)),
    true
)"""
_LESS = "COALESCE(LANG($value) = '' && LANG($other) = '' && $value < $other, false)"
_LESS_OR_EQUAL = "COALESCE(LANG($value) = '' && LANG($other) = '' && $value <= $other, false)"


class Place(NamedTuple):
    """The variables of a property shape at work, its path, and the steps of that."""

    node: ox.Variable
    path: Part
    steps: tuple[Part, ...]
    value: ox.Variable
    other: ox.Variable


class Fault(NamedTuple):
    """A pattern that finds values, and what must be true of them.

    `together` says that it takes two values of one node to make the fault. `alone`, where there is
    one, is a cheap pattern that matches whenever there is a fault, and now and then when there is
    none: it asks nothing of the node that has the value.
    """

    found: Part
    fine: Part
    together: bool = False
    alone: Part = Part("")


class Need(NamedTuple):
    """What must be true of a focus node; `pattern` says the same where it is a mere pattern."""

    test: Part
    pattern: Part = TRUE


def _values(at: Place, *variables: ox.Variable) -> Part:
    return fold(
        _BOTH, (fill(VALUE, node=at.node, path=at.path, value=value) for value in variables)
    )


def _read(asked: Asked, at: Place, end: str = VALUE) -> Part:
    """Return the pattern of a path, each of several steps read through; `end` is the last one."""
    node, found = at.node, []
    for step in at.steps[:-1]:
        following = asked.fresh()
        found.append(fill(VALUE, node=node, path=step, value=following))
        node = following
    last = fill(end, node=node, path=at.steps[-1], value=at.value, given=asked.term)
    return _joined(*found, last) if found else last


def _joined(*patterns: Part) -> Part:
    return fold(_BOTH, (fill(_READ, pattern=pattern) for pattern in patterns))


def _equal_pairs(variables: Iterable[ox.Variable]) -> Part:
    pairs = combinations(variables, 2)
    return any_of(fill(_SAME, value=value, other=other) for value, other in pairs)


def _min_count(asked: Asked, at: Place) -> Need:
    if not asked.number:
        return Need(TRUE)
    values = [asked.fresh() for _ in range(asked.number)]
    found = _values(at, *values)
    read = fold(_BOTH, (_read(asked, at._replace(value=value)) for value in values))
    alike = _equal_pairs(values)
    if alike != FALSE:
        found, read = (fill(_UNFIT, found=some, fine=alike) for some in (found, read))
    return Need(fill(_EXISTS, pattern=found), read)


def _has_value(asked: Asked, at: Place) -> Need:
    found = fill(_HAS, node=at.node, path=at.path, given=asked.term)
    return Need(fill(_EXISTS, pattern=found), _read(asked, at, _HAS))


def _max_count(asked: Asked, at: Place) -> Iterable[Fault]:
    values = [at.value, *(asked.fresh() for _ in range(asked.number))]
    yield Fault(_values(at, *values), _equal_pairs(values), together=asked.number > 0)


def _unique_lang(asked: Asked, at: Place) -> Iterable[Fault]:
    if asked.term.value in {"true", "1"}:
        other = asked.fresh()
        fine = fill(_LANGUAGES, value=at.value, other=other)
        yield Fault(_values(at, at.value, other), fine, together=True)


def _equals(asked: Asked, at: Place) -> Iterable[Fault]:
    against = _against(asked, at)
    for one, other in ((at, against), (against, at)):
        found, twin = _values(one, at.value), _values(other, at.value)
        alone = fill(_WITHOUT, found=_read(asked, one), pattern=_read(asked, other))
        yield Fault(found, fill(_EXISTS, pattern=twin), alone=alone)


def _disjoint(asked: Asked, at: Place) -> Iterable[Fault]:
    against = _against(asked, at)
    apart = fill(_NEITHER, test=fill(_EXISTS, pattern=_values(against, at.value)))
    yield Fault(_values(at, at.value), apart)


def _less_than(asked: Asked, at: Place) -> Iterable[Fault]:
    against = _against(asked, at)._replace(value=at.other)
    found = fill(_BOTH, one=_values(at, at.value), other=_values(against, at.other))
    template = _LESS if asked.name == "lessThan" else _LESS_OR_EQUAL
    fine = fill(template, value=at.value, other=at.other)
    read = _joined(_read(asked, at), _read(asked, against))
    yield Fault(found, fine, alone=fill(_UNFIT, found=read, fine=fine))


def _against(asked: Asked, at: Place) -> Place:
    """Return the place of what values are compared with: those of the property that is given."""
    path = Part(str(asked.term))
    return at._replace(path=path, steps=(path,))


NEEDS: Final[dict[str, Callable[[Asked, Place], Need]]] = {
    "minCount": _min_count,
    "hasValue": _has_value,
}
FAULTS: Final[dict[str, Callable[[Asked, Place], Iterable[Fault]]]] = {
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than,
}
EACH: Final = {name: test for name, test in VALUE_TESTS.items() if name not in NEEDS}
