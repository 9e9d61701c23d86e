"""Which variables each group of a query binds, tests and sees: SPARQL works from the inside out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.query.anatomy.pattern import HIDDEN, Pattern
from kg.query.anatomy.read import Read, is_word
from kg.query.receipts.parts import (
    Bind,
    Element,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
)
from kg.sparql import Token

Names = frozenset[str]


@dataclass(frozen=True)
class Scene:
    """A group, what holds it, and what is around it.

    Kinds are where, sub-select, group, union, optional, minus, graph and exists. `graph` is the
    name of the GRAPH it stands in, `needed` tells that without a match here there is no answer.
    """

    group: Group
    kind: str
    select: Select
    parent: Scene | None = None
    holder: Element | None = None
    graph: str = ""
    needed: bool = True
    absent: bool = False
    place: int = 0


def variables(found: Iterable[Token]) -> Names:
    """Return the names of the variables among tokens."""
    return frozenset(token.text[1:] for token in found if token.kind == "variable")


def binds(made: Read, element: Element) -> Names:
    """Return the variables that a part may bind."""
    found: Iterable[Names] = ()
    match element:
        case Triples():
            found = (pattern.variables for pattern in made.patterns(element))
        case Bind():
            found = (_bound(made.inside(element)),)
        case Optional(group):
            found = (visible(made, group),)
        case Union(groups):
            found = (visible(made, group) for group in groups)
        case InGraph(name, group):
            own = {name[1:]} if name[:1] in {"?", "$"} else set()
            found = (visible(made, group), frozenset(own))
        case SubSelect(select):
            found = (projected(made, select),)
    return frozenset(name for names in found for name in names)


def visible(made: Read, group: Group) -> Names:
    """Return the variables that a group may bind, hidden ones included."""
    return frozenset(name for element in group.elements for name in binds(made, element))


def projected(made: Read, select: Select) -> Names:
    """Return the variables that a SELECT gives."""
    if select.star:
        return frozenset(name for name in visible(made, select.where) if not hidden(name))
    return frozenset(name for _, name in select.head)


def hidden(name: str) -> bool:
    """Tell whether a variable is one that nobody wrote."""
    return name.startswith(HIDDEN)


def told(name: str) -> bool:
    """Tell whether a variable is a parameter: it will be a value when the query runs (BASIL)."""
    return name.startswith("_") and not hidden(name)


def _bound(found: Sequence[Token]) -> Names:
    if is_word(found[0], "BIND"):
        return frozenset([found[-2].text[1:]])
    head = []
    for token in found:
        if token.text == "{":
            break
        head.append(token)
    return variables(head)


def scenes(made: Read) -> Iterator[Scene]:
    """Yield every group of a query, the outermost first."""
    yield from _of_select(made, made.select, None, "where")


def _of_select(
    made: Read, select: Select, parent: Scene | None, kind: str, holder: Element | None = None
) -> Iterator[Scene]:
    graph, needed = (parent.graph, parent.needed) if parent else ("", True)
    yield from _inner(made, Scene(select.where, kind, select, parent, holder, graph, needed))


def _inner(made: Read, scene: Scene) -> Iterator[Scene]:
    yield scene
    for element in scene.group.elements:
        match element:
            case SubSelect(select):
                yield from _of_select(made, select, scene, "sub-select", element)
            case Filter() | Bind():
                yield from _of_exists(made, scene, element)
            case _:
                for group, kind, graph, needed in _held(element):
                    held = Scene(
                        group, kind, scene.select, scene, element,
                        graph or scene.graph, scene.needed and needed,
                    )  # fmt: skip
                    yield from _inner(made, held)


def _held(element: Element) -> Iterator[tuple[Group, str, str, bool]]:
    match element:
        case Optional(group):
            yield group, "optional", "", False
        case Minus(group):
            yield group, "minus", "", False
        case InGraph(name, group):
            yield group, "graph", name, True
        case Union(groups):
            alone = len(groups) == 1
            for group in groups:
                yield group, "group" if alone else "union", "", alone


def _of_exists(made: Read, scene: Scene, element: Filter | Bind) -> Iterator[Scene]:
    first, last = made.ranges[id(element)]
    for place, group in made.exists(first, last):
        absent = is_word(made.tokens[place - 1], "NOT")
        yield from _inner(
            made,
            Scene(
                group, "exists", scene.select, scene, element, scene.graph,
                needed=False, absent=absent, place=place,
            ),
        )  # fmt: skip


def outside(made: Read, scene: Scene) -> Names:
    """Return the variables that the groups around a group may bind, up to its SELECT."""
    names: Names = frozenset()
    at: Scene | None = scene
    while at is not None and at.parent is not None and at.kind != "sub-select":
        others = (e for e in at.parent.group.elements if e is not at.holder)
        names = names.union(*(binds(made, element) for element in others))
        at = at.parent
    return names


def patterns(made: Read, group: Group) -> Iterator[Pattern]:
    """Yield the triple patterns that stand in a group itself."""
    for element in group.elements:
        if isinstance(element, Triples):
            yield from made.patterns(element)
