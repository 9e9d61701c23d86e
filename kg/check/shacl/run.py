"""Running checks in a store: each row of their queries is something in the data that does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.shacl.checks import Check
from kg.check.shacl.graph import Term


class Violation(NamedTuple):
    """A focus node that does not fit a shape: the values at fault, and what they were against."""

    check: Check
    focus: Term
    values: tuple[Term, ...] = ()
    against: tuple[Term, ...] = ()


def violations(store: ox.Store, checks: Iterable[Check]) -> Iterator[Violation]:
    """Yield what in a store's default graph does not fit, check by check, in one fixed order."""
    for check in checks:
        answer = store.query(check.query, prefixes=check.prefixes)
        if isinstance(answer, ox.QuerySolutions):
            yield from _violations(check, answer)


def _violations(check: Check, answer: ox.QuerySolutions) -> Iterator[Violation]:
    names = {variable.value for variable in answer.variables}
    rows = [
        tuple(row[name] if name in names else None for name in ("this", "value", "other"))
        for row in answer
    ]
    found: dict[tuple[Term | None, Term | None], list[set[Term]]] = {}
    for focus, value, other in sorted(rows, key=str):
        key = (focus, None if check.together else value)
        values, against = found.setdefault(key, [set(), set()])
        values.update([value] if value is not None else [])
        against.update([other] if other is not None else [])
    for (focus, _), (values, against) in found.items():
        if focus is not None:
            yield Violation(check, focus, _in_order(values), _in_order(against))


def _in_order(terms: set[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=str))
