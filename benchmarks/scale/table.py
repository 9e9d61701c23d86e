"""What was measured, as Markdown: loading, the verbs, the queries, and the aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.scale.growth import slope
from benchmarks.scale.run import QUERY, Row
from benchmarks.scale.tasks import (
    BARE,
    BUILD,
    OURS,
    RDFLIB,
    RDFLIB_RECORDS,
    REBUILD,
    RECORDS,
    SHAPES,
)

_NONE = "–"
_SPEEDS = (
    ("speed: records to a store, against bare bulk_load", RECORDS, BARE, "at least 0.8"),
    ("speed: records to a store, against rdflib from records", RECORDS, RDFLIB_RECORDS,
     "at least 10"),
    ("speed: records to a store, against rdflib from N-Quads", RECORDS, RDFLIB, _NONE),
    ("speed: all of kg build, against bare bulk_load", OURS, BARE, _NONE),
    ("speed: bare bulk_load, against rdflib from N-Quads", BARE, RDFLIB, _NONE),
)  # fmt: skip
_CHECKING = ("cost: the shapes, against records to a store", "at most 1")


class Costs:
    """The medians, by size, work and tool."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take one row for each."""
        self._rows = {(row.claims, row.task, row.tool): row for row in rows}
        self.sizes = sorted({row.claims for row in rows})
        self.tools = list(dict.fromkeys(row.tool for row in rows))
        self.asked = list(dict.fromkeys(row.tool for row in rows if row.task.startswith(QUERY)))
        self.tasks = list(dict.fromkeys(row.task for row in rows))

    def get(self, claims: int, task: str, tool: str) -> Row | None:
        """Return what was measured or why it was not; nothing where nothing was tried."""
        return self._rows.get((claims, task, tool))

    def done(self, task: str, tool: str) -> dict[int, Row]:
        """Return what was measured of one work with one tool, by size."""
        found = {size: self.get(size, task, tool) for size in self.sizes}
        return {size: row for size, row in found.items() if row is not None and not row.fault}


def tables(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of all tables."""
    costs = Costs(rows)
    yield from _loading(costs)
    yield from _verbs(costs)
    yield from _queries(costs)
    yield from _aims(costs)


def _loading(costs: Costs) -> Iterator[str]:
    yield "## To a store that can be asked\n"
    yield "`kg build` starts from records and checks them; the others load the finished N-Quads.\n"
    yield "| claims | with | CPU s | wall s | peak MB | CPU / bare | wall / bare | peak / bare |"
    yield "|---:|---|---:|---:|---:|---:|---:|---:|"
    for size in costs.sizes:
        bare = costs.get(size, BUILD, BARE)
        for tool in costs.tools:
            row = costs.get(size, BUILD, tool)
            if row is None:
                continue
            if row.fault:
                yield f"| {size:,} | {tool} | {row.fault} | | | | | |"
                continue
            ratios = " | ".join(_ratios(row, bare))
            taken = f"{row.cpu:.1f} | {row.wall:.1f} | {row.peak:,.0f}"
            yield f"| {size:,} | {tool} | {taken} | {ratios} |"
    told = (f"{tool} {_slope(costs, BUILD, tool)}" for tool in costs.tools)
    yield f"\nSlope of CPU time against size: {', '.join(told)}.\n"


def _ratios(row: Row, bare: Row | None) -> list[str]:
    if bare is None or bare.fault:
        return [_NONE] * 3
    pairs = ((row.cpu, bare.cpu), (row.wall, bare.wall), (row.peak, bare.peak))
    return [f"{ours / theirs:.2f}" for ours, theirs in pairs]


def _slope(costs: Costs, task: str, tool: str) -> str:
    found = slope({size: row.cpu for size, row in costs.done(task, tool).items()})
    return _NONE if found is None else f"{found:.2f}"


def _verbs(costs: Costs) -> Iterator[str]:
    yield "## The verbs of kg, whole processes\n"
    yield "CPU s / wall s / peak MB.\n"
    yield f"| work | {' | '.join(f'{size:,}' for size in costs.sizes)} | slope |"
    yield f"|---|{'---:|' * len(costs.sizes)}---:|"
    for task in costs.tasks:
        if not task.startswith(QUERY) and costs.done(task, OURS):
            cells = (_whole(costs.get(size, task, OURS)) for size in costs.sizes)
            yield f"| {task} | {' | '.join(cells)} | {_slope(costs, task, OURS)} |"
    yield ""


def _whole(row: Row | None) -> str:
    if row is None or row.fault:
        return row.fault if row else _NONE
    return f"{row.cpu:.2f} / {row.wall:.1f} / {row.peak:,.0f}"


def _queries(costs: Costs) -> Iterator[str]:
    yield "## The same queries, of opened graphs\n"
    yield (
        "CPU s / wall s (rows). What kg answers includes the start of the query's process; "
        "Virtuoso's, HTTP. ≠ marks an answer that is not the bare engine's.\n"
    )
    yield f"| query | with | {' | '.join(f'{size:,}' for size in costs.sizes)} | slope |"
    yield f"|---|---|{'---:|' * len(costs.sizes)}---:|"
    for task in costs.tasks:
        for tool in costs.asked if task.startswith(QUERY) else ():
            cells = " | ".join(_cell(costs, size, task, tool) for size in costs.sizes)
            slopes = _slope(costs, task, tool)
            yield f"| {task.removeprefix(QUERY)} | {tool} | {cells} | {slopes} |"
    yield ""


def _cell(costs: Costs, size: int, task: str, tool: str) -> str:
    row, bare = (costs.get(size, task, name) for name in (tool, BARE))
    if row is None or row.fault:
        return row.fault if row else _NONE
    differs = "≠" if bare and bare.rows not in (None, row.rows) else ""
    return f"{row.cpu:.3f} / {row.wall:.3f} ({differs}{row.rows:,})"


def _aims(costs: Costs) -> Iterator[str]:
    yield "## Aims\n"
    yield "Speeds and costs as ratios: how many times as fast, or as dear, the first is.\n"
    yield "| what | at | by CPU | by wall | aim |"
    yield "|---|---:|---:|---:|---|"
    for size in costs.sizes:
        for what, ours, theirs, aim in _SPEEDS:
            yield from _ratio(costs, size, (what, aim), (theirs, ours))
        yield from _ratio(costs, size, _CHECKING, (SHAPES, RECORDS))
        ours, again = (costs.get(size, task, OURS) for task in (BUILD, REBUILD))
        if ours and again:
            ratios = f"1/{ours.cpu / again.cpu:.0f} | 1/{ours.wall / again.wall:.0f}"
            yield f"| {REBUILD}, of a full build | {size:,} | {ratios} | at most 1/50 |"
        bare = costs.done(BUILD, BARE).get(size)
        if ours and bare:
            peak = f"{ours.peak / bare.peak:.2f}"
            yield f"| peak memory beside bare | {size:,} | {peak} | | at most 1.5 |"
    yield from _per_claim(costs)
    yield ""


def _ratio(costs: Costs, size: int, told: tuple[str, str], tools: tuple[str, str]) -> Iterator[str]:
    one, other = (costs.done(BUILD, tool).get(size) for tool in tools)
    if one and other:
        what, aim = told
        ratios = f"{one.cpu / other.cpu:.2f} | {one.wall / other.wall:.2f}"
        yield f"| {what} | {size:,} | {ratios} | {aim} |"


def _per_claim(costs: Costs) -> Iterator[str]:
    done = costs.done(BUILD, OURS)
    if 10_000 not in done:
        return
    for size, row in done.items():
        if size > 10_000:
            cpu = row.cpu / size / (done[10_000].cpu / 10_000)
            wall = row.wall / size / (done[10_000].wall / 10_000)
            told = f"{size:,} | {cpu:.2f} | {wall:.2f}"
            yield f"| cost of a claim beside 10,000 | {told} | at most 1.5 |"
