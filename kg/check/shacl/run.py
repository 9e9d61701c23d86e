"""Running checks in a store: each row of their queries is something that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pyoxigraph as ox

from kg.check.cores import cores
from kg.check.shacl.checks import Check, compile_shapes
from kg.check.shacl.graph import ShapesGraph, Term

_BELOW = """SELECT ?class ?below {
    ?below <http://www.w3.org/2000/01/rdf-schema#subClassOf>+ ?class FILTER(?below != ?class)
}"""


class Violation(NamedTuple):
    """A focus node that does not fit a shape: the values at fault, and what they were against."""

    check: Check
    focus: Term
    values: tuple[Term, ...] = ()
    against: tuple[Term, ...] = ()

    @property
    def direct(self) -> tuple[Term, ...]:
        """The values at fault, where they are those of the node's own properties."""
        return self.values if self.check.direct else ()


def violations(store: ox.Store, shapes: ShapesGraph) -> Iterator[Violation]:
    """Yield what in a store's default graph does not fit the shapes, in one fixed order.

    Raises:
        InputError: a shape holds something that the compiler does not know.
    """
    checks = compile_shapes(shapes, subclasses(store))
    screens = list(dict.fromkeys(check.screen for check in checks if check.screen))
    # The engine lets other threads run while it answers: on two cores, in half the time.
    with ThreadPoolExecutor(cores()) as threads:
        found = threads.map(lambda screen: bool(_rows(store, screen, None)), screens)
        hits = dict(zip(screens, found, strict=True))
        left = [check for check in checks if hits.get(check.screen, True)]
        answers = threads.map(lambda check: _rows(store, check.query, check.prefixes), left)
        for check, rows in zip(left, answers, strict=True):
            yield from _violations(check, rows)


def subclasses(store: ox.Store) -> dict[str, tuple[ox.NamedNode, ...]]:
    """Return the named classes that a store's default graph puts below each class."""
    found: dict[str, set[ox.NamedNode]] = {}
    for row in _rows(store, _BELOW, None):
        kind, below = row["class"], row["below"]
        if isinstance(kind, ox.NamedNode) and isinstance(below, ox.NamedNode):
            found.setdefault(kind.value, set()).add(below)
    return {kind: tuple(sorted(below, key=str)) for kind, below in found.items()}


def _rows(
    store: ox.Store, query: str, prefixes: dict[str, str] | None
) -> list[dict[str, Term | None]]:
    answer = store.query(query, prefixes=prefixes)
    if not isinstance(answer, ox.QuerySolutions):
        return []
    names = [variable.value for variable in answer.variables]
    return [{name: row[name] for name in names} for row in answer]


def _violations(check: Check, rows: list[dict[str, Term | None]]) -> Iterator[Violation]:
    found: dict[tuple[Term, Term | None], tuple[set[Term], set[Term]]] = {}
    for row in sorted(rows, key=str):
        focus, value, other = row["this"], row.get("value"), row.get("other")
        if focus is None:
            continue
        key = (focus, None if check.together else value)
        values, against = found.setdefault(key, (set(), set()))
        values.update(() if value is None else (value,))
        against.update(() if other is None else (other,))
    for (focus, _), (values, against) in found.items():
        yield Violation(check, focus, _in_order(values), _in_order(against))


def _in_order(terms: set[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=str))
