"""The verb `explain`: how a query runs, part by part, and what would make it better."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph.opened import Graph
from kg.query.anatomy.read import Read, read
from kg.query.declared import parameters
from kg.query.dotted import dotted
from kg.query.explain.plan import Plan, plan
from kg.query.explain.steps import Planned, asking, steps
from kg.query.explain.timer import Measured, Timed, Timer, timer
from kg.query.explain.trial import Trial
from kg.query.explain.waste import waste
from kg.query.limits import Limits
from kg.query.lint.advice import Advice
from kg.query.lint.lint import lint
from kg.query.lint.near import written
from kg.query.parameters import bound
from kg.query.pointing import place_of
from kg.query.saved import Saved, query_file, saved_query
from kg.query.terms import Given

_NAME = re.compile(r"[\w.\-]+")
_DIGEST = 10_000
_PATIENCE = 3
_MOST, _OTHERWISE = 0.5, 1.5
_NOTICED = 0.02
_IRI = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True)
class Step:
    """One part of a query as it is written: its rows, and the time up to it and for it alone.

    `over` tells that counting it was stopped at the limit; what was not measured is None.
    """

    number: int
    depth: int
    kind: str
    text: str
    line: int
    column: int
    rows: int | None
    seconds: float | None
    own: float | None
    over: bool


@dataclass(frozen=True)
class Explanation:
    """How a query runs: its answer's rows and time, its steps, the engine's plan, and advice.

    `plan` is there where the `oxigraph` command of the engine's own version is installed.
    """

    query: str
    form: str
    rows: int | None
    seconds: float | None
    over: bool
    limit: float | None
    steps: tuple[Step, ...]
    plan: Plan | None
    advice: tuple[Advice, ...]

    @property
    def slowest(self) -> Step | None:
        """Return the step that takes most of the time, if one does.

        There is none where the whole query is quicker than its parts as they are written: the
        engine then takes another order.
        """
        stopped = next((step for step in self.steps if step.over and step.depth == 0), None)
        if stopped is not None or self.seconds is None or self.seconds < _NOTICED:
            return stopped
        timed = [step for step in self.steps if step.own is not None and step.depth == 0]
        most = max(timed, key=lambda step: step.own or 0, default=None)
        share = (most.own or 0) / self.seconds if most is not None and self.seconds else 0
        return most if _MOST < share < _OTHERWISE else None


def explain(
    graph: Graph,
    asked: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
) -> Explanation:
    """Run a query part by part and tell the rows and the time of each, with advice that was tried.

    Args:
        graph: the graph to ask.
        asked: the name of a saved query, the path of a .rq file, or SPARQL.
        values: the values of its parameters by name.
        limits: seconds and memory for each part.

    Raises:
        UsageError: what `query` refuses, or a query without a pattern.
        InputError: the store or the file cannot be read.
    """
    limits = limits or Limits()
    text = asked_text(graph, asked, values or {})
    advice = lint(graph, text)
    clock = timer(graph, limits)
    whole = clock.measure([Timed(text, digest=_DIGEST)], limits.seconds)[0]
    try:
        made = read(text)
        planned = steps(made)
    except ValueError:
        return _told(text, "", whole, limits, (), None, advice)
    asked_for = [Timed(asking(made, step.pattern), counts=True) for step in planned]
    measured = clock.measure(asked_for, limits.seconds, 1 if whole.over else _PATIENCE)
    found = tuple(_steps(graph, made, planned, measured))
    advice = [*advice, *waste(made, planned, measured)]
    advice = _tried(clock, made, whole, limits, advice)
    own = None if whole.over else plan(graph, text, limits)
    return _told(text, made.form, whole, limits, found, own, advice)


def asked_text(graph: Graph, asked: str | Path | Saved, values: Mapping[str, Given]) -> str:
    """Return the text of a query with its parameters put in.

    Raises:
        UsageError: there is no such query, or a parameter is missing or wrong.
    """
    saved = asked
    if isinstance(saved, Path):
        saved = query_file(saved)
    elif isinstance(saved, str):
        named = _NAME.fullmatch(saved)
        saved = (
            saved_query(saved, graph)
            if named
            else Saved("", Path(), saved, parameters=parameters(saved))
        )
    return dotted(bound(saved.text, saved.parameters, values, graph), graph.prefixes)


def _told(
    text: str,
    form: str,
    whole: Measured,
    limits: Limits,
    found: tuple[Step, ...],
    made: Plan | None,
    advice: list[Advice],
) -> Explanation:
    ordered = sorted(advice, key=lambda one: (one.start, one.end, one.code))
    return Explanation(
        text, form, whole.rows, whole.seconds, whole.over, limits.seconds, found, made,
        tuple(ordered),
    )  # fmt: skip


def _steps(
    graph: Graph, made: Read, planned: list[Planned], measured: list[Measured]
) -> list[Step]:
    found = []
    for number, (step, timed) in enumerate(zip(planned, measured, strict=True), 1):
        line, column = place_of(made.query, step.span[0])
        before = measured[step.before].seconds if step.before >= 0 else 0.0
        own = None if timed.seconds is None or before is None else timed.seconds - before
        text = _IRI.sub(lambda match: written(graph, match[1]), step.text)
        found.append(
            Step(
                number, step.depth, step.kind, text, line, column, timed.rows, timed.seconds,
                own, timed.over,
            )
        )  # fmt: skip
    return found


def _tried(
    clock: Timer, made: Read, whole: Measured, limits: Limits, advice: list[Advice]
) -> list[Advice]:
    trial = Trial(clock, made, whole, limits.seconds)
    return [*(one for item in advice for one in trial.of(item)), *trial.orders(), *trial.apart()]
