"""Tests of a filter that are better said as a value, or that undo an OPTIONAL."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.anatomy.read import Read
from kg.query.anatomy.scope import Scene, binds, hidden, told, variables
from kg.query.lint.advice import Advice, advice, around, replaced
from kg.query.lint.conditions import both, conditions, fixed, forgiving
from kg.query.receipts.structure import Bind, Filter, Group, InGraph, Optional, Triples


def filters(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on the filters of a group."""
    for element in scene.group.elements:
        if isinstance(element, Filter):
            yield from _values(made, scene.group, element)
    yield from _undone(made, scene.group)


def _values(made: Read, group: Group, element: Filter) -> Iterator[Advice]:
    """FILTER(?a = <x>) and FILTER(?a IN (…)), where ?a comes out of a pattern of this group."""
    sure = _certain(made, group)
    whole = list(both(made.inside(element)[1:]))
    for condition in whole:
        name, terms = fixed(condition)
        if name not in sure:
            continue
        value = f"VALUES ?{name} {{ {' '.join(terms)} }}"
        rewrite = replaced(made.query, *made.span(element), value) if len(whole) == 1 else ""
        yield advice(
            made,
            around(condition[0], condition[-1]),
            "filter-equals" if len(terms) == 1 else "filter-in",
            f"every value of ?{name} is tried and then tested",
            f"write {_short(value)} instead: it is looked up",
            rewrite,
        )


def _short(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:60]} … }}"  # noqa: PLR2004


def _certain(made: Read, group: Group) -> frozenset[str]:
    """Return the variables that every solution of a group binds by a pattern of its own."""
    found: set[str] = set()
    for element in group.elements:
        if isinstance(element, Triples):
            found |= binds(made, element)
        elif isinstance(element, InGraph):
            found |= _certain(made, element.group)
            found |= {element.name[1:]} if element.name[:1] in {"?", "$"} else set()
    return frozenset(name for name in found if not hidden(name) and not told(name))


def _undone(made: Read, group: Group) -> Iterator[Advice]:
    """Filters that no row passes for which an OPTIONAL of the same group found nothing."""
    optional: set[str] = set()
    other: set[str] = set()
    for element in group.elements:
        (optional if isinstance(element, Optional) else other).update(binds(made, element))
    if any(isinstance(element, Bind) for element in group.elements):
        return
    for condition in conditions(made, group):
        names = sorted(variables(condition) & (optional - other))
        if names and not forgiving(condition):
            yield advice(
                made,
                around(condition[0], condition[-1]),
                "optional-undone",
                f"rows without ?{names[0]} fail this test, so its OPTIONAL is none",
                "put the FILTER inside the OPTIONAL to keep those rows; "
                "or write the pattern without OPTIONAL, if they are not wanted",
            )
