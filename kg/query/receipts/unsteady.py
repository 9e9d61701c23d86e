"""What has another value each time it is asked, and so cannot be found again by its value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.query.receipts.parts import Bind, Group, InGraph, Optional, Select, SubSelect, Union
from kg.sparql import tokens

_CHANCE: Final = {"RAND", "UUID", "STRUUID", "BNODE"}
_CHANGING: Final = _CHANCE | {"NOW"}


def hopeless(select: Select) -> str:
    """Return why no row of a SELECT can be explained; nothing if that is not so."""
    texts = [select.where.text, select.having, *(text for text, _ in select.group_by)]
    unsteady = _unsteady(select)
    texts += [
        bind.text for bind in select.computed if _variables(bind.text) - unsteady - {*bind.names}
    ]
    found = sorted(_CHANCE & {word for text in texts for word in _words(text)})
    return f"{found[0]}() gives another value each time it is asked" if found else ""


def steady(select: Select, names: Iterable[str]) -> frozenset[str]:
    """Return the columns whose values do not change from one time to the next."""
    return frozenset(names) - _unsteady(select)


def _unsteady(select: Select) -> set[str]:
    """Return the variables whose values are made of what changes, and of nothing else."""
    made = {
        name: (_words(bind.text), _variables(bind.text) - {name})
        for bind in (*_binds(select.where), *select.computed)
        for name in bind.names
    }
    unsteady: set[str] = set()
    found = -1
    while found != len(unsteady):
        found = len(unsteady)
        for name, (words, used) in made.items():
            if (words & _CHANGING or used) and used <= unsteady:
                unsteady.add(name)
    return unsteady


def _binds(group: Group) -> Iterable[Bind]:
    for element in group.elements:
        match element:
            case Bind():
                yield element
            case Optional(inner) | InGraph(_, inner):
                yield from _binds(inner)
            case Union(groups):
                for inner in groups:
                    yield from _binds(inner)
            case SubSelect(select):
                yield from (*_binds(select.where), *select.computed)


def _words(text: str) -> set[str]:
    return {token.text.upper() for token in tokens(text) if token.kind == "word"}


def _variables(text: str) -> set[str]:
    return {token.text[1:] for token in tokens(text) if token.kind == "variable"}
