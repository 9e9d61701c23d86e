"""Parts of a group that nothing links, and parts that take nothing away."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.query.anatomy.pattern import Pattern
from kg.query.anatomy.read import Read, end_of, is_word, significant
from kg.query.anatomy.scope import Names, Scene, binds, hidden, outside, variables, visible
from kg.query.lint.advice import Advice, advice, around
from kg.query.lint.conditions import conditions, equated
from kg.query.receipts.parts import (
    Bind,
    Element,
    Filter,
    Minus,
    SubSelect,
    Triples,
)

_SHORT = 4
_VALUES = {"iri", "name", "string", "number", "word"}


@dataclass(frozen=True)
class _Part:
    """What takes part in a join: its variables, its place, and whether it gives few rows.

    Few rows give what begins at a thing that is named, a BIND, a line of VALUES, a total: with
    them everything may be paired. `outer` is what stands around the group.
    """

    names: Names
    span: tuple[int, int]
    few: bool = False
    outer: bool = False


def joins(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on how the parts of a group hang together."""
    if made.form != "ASK" or scene.kind == "sub-select":
        yield from _unlinked(made, scene)
    yield from _idle_minus(made, scene)
    yield from _open_paths(made, scene)


def _unlinked(made: Read, scene: Scene) -> Iterator[Advice]:
    parts = [part for element in scene.group.elements for part in _parts(made, element)]
    around_it = outside(made, scene)
    outer = [_Part(around_it, (0, 0), outer=True)] if around_it else []
    joined = _linked([*parts, *outer], [])
    tests = [variables(made.inside(e)) for e in scene.group.elements if isinstance(e, Filter)]
    tests += [variables(made.inside(e)) for e in scene.group.elements if isinstance(e, Bind)]
    tests += [variables(significant(text)) for text, _ in scene.select.head]
    inner = [group for group in joined if not all(part.outer for part in group)]
    many = [group for group in inner if not any(part.few for part in group)]
    for other in many[1:]:
        first, second = _names(many[0]), _names(other)
        together = _linked([_Part(first, (0, 0)), _Part(second, (0, 0))], tests)
        if len(together) > 1:
            yield _product(made, other, first, second)
        else:
            yield from _equal(made, scene, first, second)


def _parts(made: Read, element: Element) -> Iterator[_Part]:
    if isinstance(element, Triples):
        for pattern in made.patterns(element):
            if pattern.variables:
                few = pattern.subject.kind in {"iri", "name"}
                yield _Part(pattern.variables, around(pattern), few)
    elif names := binds(made, element):
        yield _Part(names, made.span(element), _few(made, element))


def _few(made: Read, element: Element) -> bool:
    """Tell whether a part gives one row: a BIND of what is known, one line of VALUES, a total."""
    if isinstance(element, SubSelect):
        select = element.select
        total = select.aggregated and not select.group_by
        last = [token.text.upper() for token in made.inside(element)[-2:]]
        return total or last == ["LIMIT", "1"]
    if isinstance(element, Bind):
        found = made.inside(element)
        if is_word(found[0], "BIND"):
            return len(variables(found)) == 1
        lines = sum(token.text == "(" for token in found) - (found[1].text == "(")
        return lines == 1 or (lines == 0 and sum(token.kind in _VALUES for token in found) == 1)
    return False


def _linked(parts: list[_Part], tests: list[Names]) -> list[list[_Part]]:
    """Return parts in groups: those that share a variable, or are named in one test, together."""
    groups: list[tuple[set[str], list[_Part]]] = []
    links = [_Part(names, (0, 0)) for names in tests if names]
    for part in [*parts, *links]:
        touching = [group for group in groups if group[0] & part.names]
        merged: tuple[set[str], list[_Part]] = (set(part.names), [part])
        for group in touching:
            merged[0].update(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        groups.append(merged)
    kept = [[part for part in members if part not in links] for _, members in groups]
    ordered = [sorted(members, key=lambda part: part.span) for members in kept if members]
    return sorted(ordered, key=lambda members: members[0].span)


def _names(parts: list[_Part]) -> Names:
    return frozenset(name for part in parts for name in part.names)


def _some(names: Names) -> str:
    shown = [f"?{name}" for name in sorted(names) if not hidden(name)][:3]
    return " ".join(shown) or "these patterns"


def _product(made: Read, parts: list[_Part], first: Names, second: Names) -> Advice:
    close = [(name, like) for name in sorted(second) for like in _alike(name, first)]
    meant = f"did you mean ?{close[0][0]} and ?{close[0][1]} to be one variable?" if close else ""
    return advice(
        made,
        parts[0].span,
        "cartesian-product",
        f"nothing links {_some(second)} with {_some(first)}: each row is paired with every other",
        meant or "say how they belong together, or ask two queries",
    )


def _alike(name: str, others: Names) -> list[str]:
    known = [other for other in others if not hidden(other) and min(len(name), len(other)) > _SHORT]
    return difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.85)


def _equal(made: Read, scene: Scene, first: Names, second: Names) -> Iterator[Advice]:
    for condition in conditions(made, scene.group):
        left, right = equated(condition)
        one, other = left in first and right in second, left in second and right in first
        if left and right and (one or other):
            yield advice(
                made,
                around(condition[0], condition[-1]),
                "joined-by-filter",
                f"?{left} and ?{right} are paired in every way before this test",
                f"if they are things or texts, write ?{left} in both places, without the test",
            )


def _idle_minus(made: Read, scene: Scene) -> Iterator[Advice]:
    before = outside(made, scene) if scene.kind == "exists" else frozenset()
    for element in scene.group.elements:
        if isinstance(element, Minus):
            taken = visible(made, element.group)
            if not taken & before:
                later = taken & visible(made, scene.group)
                start, _ = made.span(element)
                word = next(token for token in made.inside(element))
                yield advice(
                    made,
                    (start, end_of(word)),
                    "idle-minus",
                    "this MINUS takes nothing away: it shares no variable with what stands before",
                    f"put it behind the patterns of {_some(later)}"
                    if later
                    else "use a variable in it that is bound before it",
                )
        before = before | binds(made, element)


def _open_paths(made: Read, scene: Scene) -> Iterator[Advice]:
    blocks = [e for e in scene.group.elements if isinstance(e, Triples)]
    found: list[Pattern] = [p for block in blocks for p in made.patterns(block)]
    rest = [binds(made, e) for e in scene.group.elements if not isinstance(e, Triples)]
    for pattern in found:
        others = outside(made, scene).union(
            *rest, *(p.variables for p in found if p is not pattern)
        )
        ends = {pattern.subject.variable, pattern.object.variable}
        zero = pattern.verb.kind == "path" and pattern.verb.text[-1] in "*?"
        alone = zero and "" not in ends and not ends & others
        if alone and "/" not in pattern.verb.text and "|" not in pattern.verb.text:
            yield advice(
                made,
                around(pattern.verb),
                "open-path",
                f"{pattern.verb.text} of no length pairs everything in the graph with itself",
                f"write {pattern.verb.text[:-1]}+, or say what one of its ends is",
            )
