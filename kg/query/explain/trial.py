"""Advice that was tried: the query as advised is run, and what brings nothing is not told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import UsageError
from kg.query.anatomy.pattern import Pattern
from kg.query.anatomy.read import Read
from kg.query.anatomy.scope import hidden
from kg.query.explain.steps import asking
from kg.query.explain.timer import Measured, Timed, Timer
from kg.query.lint.advice import Advice, advice, around, replaced
from kg.query.receipts.parts import Element, Filter, Optional, Triples

_DIGEST: Final = 10_000
_NOTICED: Final = 0.02
_WORTH: Final = 2.0
_SPEED: Final = frozenset(
    (
        "behind-optional",
        "filter-equals",
        "filter-in",
        "slow-exists",
        "slow-not-exists",
        "joined-by-filter",
    )
)
_TRIES: Final = 4


@dataclass
class Trial:
    """Tries other ways to write a query, and compares rows and time."""

    clock: Timer
    made: Read
    whole: Measured
    limit: float | None

    @property
    def slow(self) -> bool:
        """Tell whether the query takes so long that speed is worth a word."""
        return self.whole.over or (self.whole.seconds or 0) >= _NOTICED

    def of(self, one: Advice) -> Iterator[Advice]:
        """Yield advice with what came of it; nothing if it is about speed and brings none."""
        if one.code not in _SPEED or (self.slow and not one.rewrite):
            yield one
        elif self.slow:
            told = self.run(one.rewrite)
            if told:
                yield replace(one, tried=told)

    def run(self, text: str) -> str:
        """Return what a query written otherwise gave; nothing if it is not much faster."""
        try:
            found = self.clock.measure([Timed(text, digest=_DIGEST)], self._patience())[0]
        except UsageError:
            return ""
        if found.seconds is None or found.rows is None:
            return ""
        taken = self.whole.seconds or 0
        if self.whole.over:
            return f"tried: {found.rows:,} rows in {duration(found.seconds)}"
        same = found.rows == self.whole.rows and found.digest == self.whole.digest
        gain = taken / max(found.seconds, 1e-6)
        if not same or gain < _WORTH:
            return ""
        spoken = f"{gain:.0f} times" if gain >= 3 else f"{gain:.1f} times"  # noqa: PLR2004
        return (
            f"tried: the same {found.rows:,} rows in {duration(found.seconds)} "
            f"instead of {duration(taken)}, {spoken} as fast"
        )

    def orders(self) -> Iterator[Advice]:
        """Yield advice on the order of patterns, and on classes that need not be asked for."""
        if not self.slow:
            return
        tries = 0
        for run in _runs(self.made):
            found = [p for e in run if isinstance(e, Triples) for p in self.made.patterns(e)]
            if len(found) > 1 and not self._named_blank(found):
                sizes = self._sizes(found)
                for code, pattern, kept in _ways(found, sizes):
                    tries += 1
                    if tries > _TRIES:
                        return
                    text = self._written(run, kept)
                    told = self.run(text)
                    if told:
                        yield self._advice(code, pattern, kept, text, told)
                        break

    def apart(self) -> Iterator[Advice]:
        """Yield advice on OPTIONALs of several patterns that are quicker one by one."""
        for element in self.made.select.where.elements if self.slow else ():
            if isinstance(element, Optional) and (found := self._star(element)):
                body = " ".join(f"OPTIONAL {{ {pattern.sparql} }}" for pattern in found)
                start, end = self.made.span(element)
                text = replaced(self.made.query, start, end, body)
                told = self.run(text)
                if told:
                    what = "this OPTIONAL is worked out for the whole graph before it is joined"
                    cure = "write an OPTIONAL for each pattern; here the rows are the same"
                    place = (start, start + len("OPTIONAL"))
                    one = advice(self.made, place, "optional-apart", what, cure, text)
                    yield replace(one, tried=told)

    def _star(self, element: Optional) -> list[Pattern]:
        """Return the patterns of an OPTIONAL that are all of one subject, and nothing else."""
        elements = element.group.elements
        block = elements[0] if len(elements) == 1 else None
        found = self.made.patterns(block) if isinstance(block, Triples) else []
        subjects = {pattern.subject.sparql for pattern in found}
        return found if len(found) > 1 and len(subjects) == 1 else []

    def _patience(self) -> float | None:
        taken = self.whole.seconds
        return self.limit if taken is None else max(taken, 0.1)

    def _named_blank(self, found: list[Pattern]) -> bool:
        """Tell whether a blank node would become a column of its own."""
        names = {name for pattern in found for name in pattern.variables}
        return self.made.select.star and any(hidden(name) for name in names)

    def _sizes(self, found: list[Pattern]) -> dict[Pattern, int]:
        """Return how many matches each pattern has by itself."""
        queries = [Timed(asking(self.made, pattern.sparql), counts=True) for pattern in found]
        measured = self.clock.measure(queries, self._patience(), len(queries))
        many = max((m.rows for m in measured if m.rows is not None), default=0) + 1
        return {
            p: m.rows if m.rows is not None else many for p, m in zip(found, measured, strict=True)
        }

    def _written(self, run: list[Element], kept: list[Pattern]) -> str:
        """Return the query with patterns in the place of a run, and its filters behind them."""
        filters = [self.made.text(element) for element in run if isinstance(element, Filter)]
        body = " . ".join(pattern.sparql for pattern in kept)
        start, end = self.made.span(run[0])[0], self.made.span(run[-1])[1]
        return replaced(self.made.query, start, end, "\n".join([f"{body} .", *filters]))

    def _advice(
        self, code: str, pattern: Pattern, kept: list[Pattern], text: str, told: str
    ) -> Advice:
        order = "put this pattern first, then " + ", ".join(p.text for p in kept[1:])
        what = "the engine takes patterns that look alike as they are written, and begins with many"
        if code == "needless-class":
            what = f"the engine begins with every {pattern.object.text}, and need not"
            order = "leave it out: in this graph the other patterns find the same things"
        return replace(
            advice(self.made, around(pattern), code, what, order, text),
            tried=told,
        )


def duration(seconds: float) -> str:
    """Return a time in words: 1.7 ms, 205 ms, 3.21 s."""
    if seconds >= 1:
        return f"{seconds:,.2f} s"
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"  # noqa: PLR2004


def _runs(made: Read) -> Iterator[list[Element]]:
    """Yield the stretches of a query's own group that hold patterns and filters only."""
    run: list[Element] = []
    for element in [*made.select.where.elements, None]:
        if isinstance(element, Triples | Filter):
            run.append(element)
        elif run:
            yield run
            run = []


def _ways(
    found: list[Pattern], sizes: dict[Pattern, int]
) -> Iterator[tuple[str, Pattern, list[Pattern]]]:
    """Yield other ways to write patterns: the rarest first, and without a class."""
    ordered = _chained(found, sizes)
    for pattern in found:
        name = pattern.subject.variable
        kept = [other for other in ordered if other is not pattern]
        shared = name and any(name in other.variables for other in kept)
        if pattern.verb.text == "a" and pattern.object.kind in {"iri", "name"} and shared:
            yield "needless-class", pattern, kept
    if ordered != found:
        yield "order", ordered[0], ordered


def _chained(found: list[Pattern], sizes: dict[Pattern, int]) -> list[Pattern]:
    """Return patterns so that each hangs on one before it, rare ones first."""
    rest = list(found)
    ordered = [min(rest, key=lambda pattern: sizes[pattern])]
    rest.remove(ordered[0])
    names = set(ordered[0].variables)
    while rest:
        linked = [pattern for pattern in rest if pattern.variables & names] or rest
        chosen = min(linked, key=lambda pattern: sizes[pattern])
        ordered.append(chosen)
        rest.remove(chosen)
        names |= chosen.variables
    return ordered
