"""What the counted steps show: patterns that only multiply rows, sub-selects that find too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.query.anatomy.read import Read
from kg.query.anatomy.scope import hidden, variables
from kg.query.explain.steps import Planned
from kg.query.explain.timer import Measured
from kg.query.lint.advice import Advice, advice
from kg.query.receipts.parts import Triples

_GROWTH: Final = 1.5
_MANY: Final = 1_000
_FEW: Final = 20


def waste(made: Read, planned: Sequence[Planned], measured: Sequence[Measured]) -> Iterator[Advice]:
    """Yield advice on steps whose numbers of rows tell that they are not needed as they are."""
    for place, step in enumerate(planned):
        before = measured[step.before].rows if step.before >= 0 else None
        after = measured[place].rows
        if step.kind == "pattern" and step.depth == 0 and before is not None and after is not None:
            yield from _multiplied(made, step, before, after)
        if step.kind == "joined" and step.depth == 0:
            yield from _unnarrowed(made, step, measured[place - 1].rows, measured[-1].rows)


def _multiplied(made: Read, step: Planned, before: int, after: int) -> Iterator[Advice]:
    """Yield advice on a pattern whose new variable nothing uses, and that makes more rows."""
    if made.select.star or made.form != "SELECT" or before < _FEW or after < before * _GROWTH:
        return
    count = Counter(token.text[1:] for token in made.tokens if token.kind == "variable")
    pattern = next(
        p for e in made.select.where.elements if isinstance(e, Triples)
        for p in made.patterns(e) if p.text == step.text
    )  # fmt: skip
    shown = variables(made.head)
    alone = [n for n in sorted(pattern.variables) if count[n] == 1 and n not in shown]
    if alone and not any(hidden(name) for name in pattern.variables):
        yield advice(
            made,
            step.span,
            "unused-variable",
            f"?{alone[0]} is used nowhere else, and makes {after:,} rows out of {before:,}",
            "take the pattern out; or, if it must only be there: FILTER EXISTS { … }",
        )


def _unnarrowed(made: Read, step: Planned, found: int | None, used: int | None) -> Iterator[Advice]:
    if found is not None and used is not None and found >= _MANY and found > used * _FEW:
        yield advice(
            made,
            (step.span[0], step.span[0] + len("SELECT")),
            "wide-sub-select",
            f"a sub-select is worked out by itself: {found:,} rows, and {used:,} at the end",
            "repeat inside it the pattern that narrows the query",
        )
