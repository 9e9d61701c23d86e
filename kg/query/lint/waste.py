"""Words that do nothing, and a total that leaves out what is equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.query.anatomy.read import Read, is_word
from kg.query.anatomy.scope import Scene
from kg.query.lint.advice import Advice, advice, around
from kg.query.receipts.parts import SubSelect
from kg.sparql import Token


def waste(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on the head and the end of a SELECT."""
    if scene.kind not in {"where", "sub-select"}:
        return
    found = _around(made, scene)
    yield from _needless_distinct(made, scene, found)
    yield from _lossy_totals(made, found)
    if scene.kind == "sub-select":
        yield from _needless_order(made, found)


def _around(made: Read, scene: Scene) -> Sequence[Token]:
    """Return the tokens of a SELECT without its pattern."""
    if not isinstance(scene.holder, SubSelect):
        return [*made.head, *made.tail]
    start, end = made.ranges[id(scene.holder)]
    first, last = made.ranges[id(scene.group)]
    return [*made.tokens[start : first - 1], *made.tokens[last + 1 : end]]


def _needless_distinct(made: Read, scene: Scene, found: Sequence[Token]) -> Iterator[Advice]:
    select = scene.select
    keys = {name for _, name in select.group_by if name}
    shown = {name for _, name in select.head}
    grouped = select.group_by and len(keys) == len(select.group_by) and keys <= shown
    if select.distinct and grouped and len(found) > 1 and is_word(found[1], "DISTINCT"):
        yield advice(
            made,
            around(found[1]),
            "needless-distinct",
            "GROUP BY gives each of these rows once already",
            "take DISTINCT out",
        )


def _lossy_totals(made: Read, found: Sequence[Token]) -> Iterator[Advice]:
    for name, _, word in zip(found, found[1:], found[2:], strict=False):
        if is_word(name, "SUM", "AVG") and is_word(word, "DISTINCT"):
            yield advice(
                made,
                around(name, word),
                "equal-counted-once",
                f"{name.text.upper()}(DISTINCT …) takes equal values once: 5 and 5 make 5",
                "choose the things first: { SELECT DISTINCT ?thing ?amount { … } }, then add up",
            )


def _needless_order(made: Read, found: Sequence[Token]) -> Iterator[Advice]:
    words = {token.text.upper() for token in found if token.kind == "word"}
    joined = any(is_word(token, "GROUP_CONCAT") for token in made.tokens)
    if not joined and "ORDER" in words and not words & {"LIMIT", "OFFSET"}:
        order = next(token for token in found if is_word(token, "ORDER"))
        yield advice(
            made,
            around(order),
            "needless-order",
            "the order of a sub-select is lost: only the outermost ORDER BY counts",
            "take it out, or add a LIMIT",
        )
