"""What to say of a query whose answer is empty or slow; it is the one thing `kg query` calls."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.anatomy.read import Read, read
from kg.query.explain.steps import asking, steps
from kg.query.explain.timer import Timed, timer
from kg.query.limits import Limits
from kg.query.lint.advice import Advice
from kg.query.lint.lint import lint
from kg.query.pointing import pointed

SLOW: Final = 2.0
_MOST: Final = 5
_LOOK: Final = 2.0
_DAY: Final = re.compile(r"""(["'])\d{4}-\d\d-\d\d\1(?!\^\^)""")


def hints(graph: Graph, sparql: str, *, rows: int, seconds: float) -> list[str]:
    """Return advice on a query that was just answered: nothing if it had rows and was quick.

    Args:
        graph: the graph that was asked.
        sparql: the query as it was asked, its parameters put in (`Result.sparql`).
        rows: how many rows or triples the answer had; 0 for a no.
        seconds: how long the answer took.

    Returns:
        What to tell, each with place, caret lines and cure. Looking takes a few seconds at most;
        whatever goes wrong while looking is not told, for the answer is there already.
    """
    if rows > 0 and seconds < SLOW:
        return []
    sparql = sparql.rstrip()
    try:
        advised = lint(graph, sparql, _LOOK)
        if rows == 0:
            advised = [_cause(graph, advice) for advice in advised]
        found = [advice.told(sparql) for advice in advised]
        if rows == 0 and not found:
            found = _emptied(graph, sparql)
    except KgError:
        return []
    more = len(found) - _MOST
    rest = [f"and {more} more: kg explain tells all"] if more > 0 else []
    slow = ["kg explain shows where the time goes"] if rows > 0 and not found else []
    return [*found[:_MOST], *rest, *slow]


def _cause(graph: Graph, advice: Advice) -> Advice:
    """Return why nothing equals the text that a filter asks for; other advice as it is.

    So `FILTER(?l = "Germany")` is told of "Germany"@en, and not only of its speed.
    """
    if advice.code != "filter-equals" or not advice.rewrite:
        return advice
    found = lint(graph, advice.rewrite, _LOOK)
    cause = next((one for one in found if one.code == "no-such-value"), None)
    if cause is None:
        return advice
    return replace(advice, code=cause.code, what=cause.what, cure=cause.cure)


def _emptied(graph: Graph, sparql: str) -> list[str]:
    """Return at which part of the query the last rows are lost."""
    try:
        made = read(sparql)
        planned = steps(made)
    except ValueError:
        return []
    asked = [Timed(f"{asking(made, step.pattern, '*')} LIMIT 1") for step in planned]
    measured = timer(graph, Limits()).measure(asked, _LOOK)
    pairs = zip(planned, measured, strict=True)
    lost = next((step for step, timed in pairs if step.depth == 0 and timed.rows == 0), None)
    return [_lost(made, lost.span)] if lost is not None else []


def _lost(made: Read, span: tuple[int, int]) -> str:
    told = pointed(made.query, *span, "no row is left from here on")
    if _DAY.search(made.query[slice(*span)]):
        return f'{told}\n  a day compares with a day: "2025-03-20"^^xsd:date'
    return f"{told}\n  what stands before it has rows: kg explain tells how many"
