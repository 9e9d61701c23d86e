"""Tests of a filter that are better said as a value, or that undo an OPTIONAL."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.anatomy.read import Read, end_of
from kg.query.anatomy.scope import Scene, binds, hidden, told, variables
from kg.query.lint.advice import Advice, advice, around, replaced
from kg.query.lint.conditions import both, conditions, fixed, forgiving
from kg.query.receipts.parts import Bind, Filter, Group, InGraph, Optional, Triples
from kg.sparql import Token


def filters(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on the filters of a group."""
    for element in scene.group.elements:
        if isinstance(element, Filter):
            yield from _values(made, scene.group, element)
    yield from _undone(made, scene.group)


def _values(made: Read, group: Group, element: Filter) -> Iterator[Advice]:
    """FILTER(?a = <x>) and FILTER(?a IN (…)), where ?a comes out of a pattern of this group.

    A constant in its place is never slower. VALUES can be 500 times slower, where another pattern
    narrows the group already: there it is not advised.
    """
    whole = list(both(made.inside(element)[1:]))
    for condition in whole:
        name, terms = fixed(condition)
        if name not in _certain(made, group):
            continue
        place = around(condition[0], condition[-1])
        what = f"every value of ?{name} is tried and then tested"
        if len(terms) == 1:
            text = _constant(made, group, element, name, terms[0]) if len(whole) == 1 else ""
            cure = f"write {terms[0]} in the place of ?{name}: it is looked up"
            yield advice(made, place, "filter-equals", what, cure, text)
        elif not _narrowed(made, group):
            value = f"VALUES ?{name} {{ {' '.join(terms)} }}"
            text = replaced(made.query, *made.span(element), value) if len(whole) == 1 else ""
            cure = f"write {_short(value)} instead: they are looked up"
            yield advice(made, place, "filter-in", what, cure, text)


def _short(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:60]} … }}"  # noqa: PLR2004


def _narrowed(made: Read, group: Group) -> bool:
    """Tell whether a group has VALUES, or a pattern with a thing or text in it (not a class)."""
    blocks = [element for element in group.elements if isinstance(element, Triples)]
    words = [
        word
        for block in blocks
        for pattern in made.patterns(block)
        for word in (pattern.subject, pattern.object)
        if pattern.verb.text not in {"a", "rdf:type"} or word is pattern.subject
    ]
    fixed_ones = any(word.kind in {"iri", "name", "literal"} for word in words)
    return fixed_ones or any(isinstance(element, Bind) for element in group.elements)


def _constant(made: Read, group: Group, test: Filter, name: str, term: str) -> str:
    """Return the query with a term in the place of a variable that only this group's patterns use.

    It is still given as a value of the variable, at the end of the group.
    """
    _, last = made.ranges[id(group)]
    inside: list[Token] = []
    for element in group.elements:
        used = [token for token in made.inside(element) if token.text[1:] == name]
        variables_used = [token for token in used if token.kind == "variable"]
        if variables_used and not isinstance(element, Triples) and element is not test:
            return ""
        inside += variables_used if isinstance(element, Triples) else []
    changes = [(token.start, end_of(token), term) for token in inside]
    changes.append(made.removed(test))
    changes.append((made.tokens[last].start,) * 2 + (f" BIND({term} AS ?{name}) ",))
    query = made.query
    for start, end, text in sorted(changes, reverse=True):
        query = replaced(query, start, end, text)
    return query


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
