"""What each EXISTS in an expression means for a row that the expression let through.

In a filter made of EXISTS, `&&`, `||`, `!` and brackets, a match can only help where EXISTS is not
negated, and only hinder where it is. Anywhere else (IF, =, BIND) both outcomes are what the value
rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kg.sparql import Token

_BEFORE: Final = {"", "(", "&", "|", "!"}
_AFTER: Final = {"", ")", "&", "|"}


class Meaning(NamedTuple):
    """Where EXISTS stands among the tokens, and what its match means (see `parts.Exists`)."""

    place: int
    held: bool
    absent: bool
    sure: bool


def meanings(found: Sequence[Token], *, filters: bool) -> list[Meaning]:
    """Return every EXISTS among the tokens of an expression, not those inside its groups."""
    either = any(token.text == "|" for token in outside(found))
    signs: list[int] = [1 if filters else 0]
    made: list[Meaning] = []
    depth = 0
    for place, token in enumerate(found):
        depth += (token.text == "{") - (token.text == "}") if token.kind == "sign" else 0
        if depth:
            continue
        if token.text == "(" and token.kind == "sign":
            signs.append(_sign(found, place, place, signs[-1]))
        elif token.text == ")" and token.kind == "sign":
            signs.pop()
        elif _is(token, "EXISTS"):
            made.append(_meaning(found, place, signs[-1], either=either))
    return made


def _meaning(found: Sequence[Token], place: int, around: int, *, either: bool) -> Meaning:
    negated = place > 0 and _is(found[place - 1], "NOT")
    sign = _sign(found, place - negated, place + 1, around) * (-1 if negated else 1)
    return Meaning(place, held=sign >= 0, absent=sign <= 0, sure=sign != 0 and not either)


def _sign(found: Sequence[Token], first: int, opening: int, around: int) -> int:
    """Return 1, or -1 if negated, where a bracket or EXISTS is an operand of && and ||; else 0."""
    sign = around
    while first > 0 and found[first - 1].text == "!":
        first -= 1
        sign = -sign
    before = found[first - 1].text if first > 0 else ""
    last = _closing(found, opening) + 1
    after = found[last].text if last < len(found) else ""
    return sign if before in _BEFORE and after in _AFTER else 0


def _closing(found: Sequence[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(found)):
        if found[place].kind == "sign":
            depth += (found[place].text in "({") - (found[place].text in ")}")
        if depth == 0:
            return place
    raise ValueError("a bracket is not closed")


def outside(found: Iterable[Token]) -> list[Token]:
    """Return the tokens that stand in no group."""
    kept, depth = [], 0
    for token in found:
        depth += (token.text == "{") - (token.text == "}") if token.kind == "sign" else 0
        if depth == 0:
            kept.append(token)
    return kept


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
