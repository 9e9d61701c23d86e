"""Variables that are asked for and never bound, tested where nothing binds them, or misspelt."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.query.anatomy.read import Read, is_word
from kg.query.anatomy.scope import Names, Scene, binds, hidden, outside, told, variables, visible
from kg.query.lint.advice import Advice, advice, around
from kg.query.lint.conditions import conditions, forgiving
from kg.query.receipts.parts import Bind, SubSelect
from kg.sparql import Token
from kg.words import did_you_mean

_LONG_ENOUGH = 4


def names(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on the variables of a group, and of its SELECT if it is that one's pattern."""
    yield from _tested(made, scene)
    yield from _computed(made, scene)
    if scene.kind in {"where", "sub-select"}:
        yield from _asked(made, scene)


def misspelt(made: Read) -> Iterator[Advice]:
    """Yield the variables that stand in a query once and are probably another one, misspelt."""
    if made.form == "SELECT" and made.select.star:
        return
    found = [token for token in made.tokens if token.kind == "variable"]
    count = Counter(token.text[1:] for token in found)
    used = variables(made.head) | variables(made.tail)
    for token in found:
        name = token.text[1:]
        if count[name] == 1 and name not in used and not told(name):
            close = _alike(name, [other for other in count if other != name])
            if close:
                cure = f"did you mean ?{close}?"
                what = f"?{name} stands here only"
                yield advice(made, around(token), "misspelt-variable", what, cure)


def _alike(name: str, others: Iterable[str]) -> str:
    """Return the name that a name most probably misspells; one that differs by a number is none."""
    plain = name.rstrip("0123456789_")
    wanted = [other for other in others if other.rstrip("0123456789_") != plain]
    if name != plain or len(name) < _LONG_ENOUGH:
        return next((o for o in others if o.casefold() == name.casefold()), "")
    close = [o for o in did_you_mean(name, wanted, 1) if abs(len(o) - len(name)) <= 1]
    alike = (o for o in close if o[0] == name[0] and _swapped(name.casefold(), o.casefold()))
    return next(alike, "")


def _swapped(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, one more, or two that changed places."""
    if len(one) > len(other):
        one, other = other, one
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, more = one[first:], other[first:]
    turned = rest[:2] == more[:2][::-1] and rest[2:] == more[2:]
    return rest[1:] == more[1:] or rest == more[1:] or turned


def _tested(made: Read, scene: Scene) -> Iterator[Advice]:
    around_it = outside(made, scene)
    seen = visible(made, scene.group)
    seen = seen | around_it if scene.kind in {"optional", "exists"} else seen
    for condition in conditions(made, scene.group):
        if not forgiving(condition):
            yield from _unbound(made, condition, seen, around_it, "fails for every row")


def _computed(made: Read, scene: Scene) -> Iterator[Advice]:
    before = outside(made, scene) if scene.kind == "exists" else frozenset()
    later = visible(made, scene.group) | outside(made, scene)
    for element in scene.group.elements:
        if isinstance(element, Bind) and is_word(made.inside(element)[0], "BIND"):
            expression = made.inside(element)[:-3]
            if not forgiving(expression):
                yield from _unbound(made, expression, before, later, "gives nothing")
        before = before | binds(made, element)


def _unbound(
    made: Read, found: Sequence[Token], seen: Names, elsewhere: Names, effect: str
) -> Iterator[Advice]:
    told_already: set[str] = set()
    for token in found:
        name = token.text[1:]
        if token.kind != "variable" or name in seen | told_already or told(name):
            continue
        told_already.add(name)
        if name in elsewhere:
            what = f"?{name} is not bound here, only outside or later: this {effect}"
            cure = f"put it into the group, and behind the pattern, in which ?{name} is bound"
            yield advice(made, around(token), "out-of-scope", what, cure)
        else:
            yield _nowhere(made, token, seen, f"this {effect}")


def _nowhere(made: Read, token: Token, seen: Names, effect: str) -> Advice:
    known = [name for name in seen if not hidden(name)]
    close = did_you_mean(token.text[1:], known, 1)
    cure = f"did you mean ?{close[0]}?" if close else "bind it in a pattern, or take it out"
    what = f"{token.text} is bound nowhere: {effect}"
    return advice(made, around(token), "unbound-variable", what, cure)


def _asked(made: Read, scene: Scene) -> Iterator[Advice]:
    """What a SELECT projects, groups by and orders by; what a CONSTRUCT or DESCRIBE speaks of."""
    seen = visible(made, scene.group)
    head, tail = _ends(made, scene)
    named = _named(head, tail)
    done: set[str] = set()
    for token in [*head, *tail]:
        name = token.text[1:]
        if token.kind == "variable" and name not in seen | named | done and not told(name):
            done.add(name)
            effect = "nothing can stand for it" if token in tail else "its column stays empty"
            yield _nowhere(made, token, seen, effect)


def _ends(made: Read, scene: Scene) -> tuple[Sequence[Token], Sequence[Token]]:
    if not isinstance(scene.holder, SubSelect):
        return made.head, made.tail
    found = list(made.inside(scene.holder))
    first, last = made.ranges[id(scene.group)]
    start = made.ranges[id(scene.holder)][0]
    return found[: first - start - 1], found[last - start + 1 :]


def _named(head: Sequence[Token], tail: Sequence[Token]) -> Names:
    """Return the variables that an AS or a VALUES behind the pattern makes."""
    found = [*head, *tail]
    made = {b.text[1:] for a, b in itertools.pairwise(found) if is_word(a, "AS")}
    place = next((i for i, token in enumerate(tail) if is_word(token, "VALUES")), len(tail))
    return frozenset(made) | variables(tail[place:])
