"""The conditions of a group's filters, one by one, as tokens, and what they compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.query.anatomy.read import Read, is_word
from kg.query.receipts.parts import Filter, Group
from kg.sparql import Token

Condition = Sequence[Token]

# A condition that holds one of these words may hold although a variable in it is unbound.
_FORGIVING: Final = ("BOUND", "COALESCE", "IF", "EXISTS")
_TERM: Final = 4


def conditions(made: Read, group: Group) -> Iterator[Condition]:
    """Yield what must hold, for all filters of a group: `a && b` is two conditions."""
    for element in group.elements:
        if isinstance(element, Filter):
            yield from both(made.inside(element)[1:])


def both(found: Condition) -> Iterator[Condition]:
    """Yield the parts of a condition that are joined by `&&`."""
    parts = _parted(found, "&")
    for part in parts:
        yield from both(part) if len(parts) > 1 else (part,)


def either(found: Condition) -> list[Condition]:
    """Return the parts of a condition that are joined by `||`."""
    return _parted(found, "|")


def forgiving(condition: Condition) -> bool:
    """Tell whether a condition can hold although a variable in it is not bound."""
    pairs = zip(condition, [*condition[1:], None], strict=True)
    denied = any(a.text == "!" and (b is None or b.text != "=") for a, b in pairs)
    return denied or len(either(condition)) > 1 or any(is_word(t, *_FORGIVING) for t in condition)


def equated(condition: Condition) -> tuple[str, str]:
    """Return the two variables of `?a = ?b` or sameTerm(?a, ?b); empty names for anything else."""
    left, right = _sides(condition)
    if len(left) == len(right) == 1 and left[0].kind == right[0].kind == "variable":
        return left[0].text[1:], right[0].text[1:]
    return "", ""


def fixed(condition: Condition) -> tuple[str, list[str]]:
    """Return the variable and the terms of `?a = <x>`, of `?a IN (…)`, or of such with `||`.

    Only IRIs and texts: numbers and dates are equal by value, not by how they are written.
    """
    alternatives = either(condition)
    if len(alternatives) > 1:
        each = [fixed(alternative) for alternative in alternatives]
        names = {name for name, _ in each}
        return (names.pop(), [t for _, ts in each for t in ts]) if len(names) == 1 else ("", [])
    found = [*alternatives[0]]
    if len(found) > _TERM and found[0].kind == "variable" and is_word(found[1], "IN"):
        terms = [_constant(part) for part in _listed(found[3:-1])]
        return (found[0].text[1:], terms) if all(terms) else ("", [])
    left, right = _sides(found)
    for one, other in ((left, right), (right, left)):
        if len(one) == 1 and one[0].kind == "variable" and (term := _constant(other)):
            return one[0].text[1:], [term]
        if len(one) == _TERM and is_word(one[0], "STR") and one[2].kind == "variable":
            text = _constant(other)
            if "://" in text and not set(text[1:-1]) & set(' "<>\\'):
                return one[2].text[1:], [f"<{text[1:-1]}>"]
    return "", []


def _constant(found: Condition) -> str:
    """Return an IRI, a name or a text; nothing for any other term."""
    if len(found) == 1 and found[0].kind in {"iri", "name", "string"}:
        return found[0].text
    tagged = len(found) == 2 and found[0].kind == "string" and found[1].text.startswith("@")  # noqa: PLR2004
    return found[0].text + found[1].text if tagged else ""


def _sides(condition: Condition) -> tuple[Condition, Condition]:
    """Return what stands on either side of `=`, or inside sameTerm."""
    if condition and is_word(condition[0], "SAMETERM"):
        parts = _listed(condition[2:-1])
        return (parts[0], parts[1]) if len(parts) == 2 else ((), ())  # noqa: PLR2004
    depth = 0
    for place, token in enumerate(condition):
        depth += _step(token)
        if token.text == "=" and depth == 0 and condition[place - 1].text not in {"<", ">", "!"}:
            return condition[:place], condition[place + 1 :]
    return (), ()


def _listed(found: Condition) -> list[Condition]:
    parts, first, depth = [], 0, 0
    for place, token in enumerate(found):
        depth += _step(token)
        if depth == 0 and token.text == "," and token.kind == "sign":
            parts.append(found[first:place])
            first = place + 1
    return [*parts, found[first:]]


def _parted(found: Condition, sign: str) -> list[Condition]:
    """Return what stands between doubled signs, outside of brackets that are needed."""
    while len(found) > 1 and found[0].text == "(" and _closed(found) == len(found) - 1:
        found = found[1:-1]
    parts, depth, first = [], 0, 0
    for place, token in enumerate(found):
        depth += _step(token)
        if depth == 0 and token.text == sign and place > first and found[place - 1].text == sign:
            parts.append(found[first : place - 1])
            first = place + 1
    return [*parts, found[first:]]


def _closed(found: Condition) -> int:
    depth = 0
    for place, token in enumerate(found):
        depth += _step(token)
        if depth == 0:
            return place
    return len(found)


def _step(token: Token) -> int:
    return (token.text in {"(", "{"}) - (token.text in {")", "}"}) if token.kind == "sign" else 0
