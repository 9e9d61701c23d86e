"""A picture of how costs grow: processor seconds against claims, both logarithmic, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.scale.run import QUERY, Row
from benchmarks.scale.table import Costs
from benchmarks.scale.tasks import BUILD, OURS

_WIDE, _HIGH, _EDGE, _LEGEND = 420, 330, 52, 220
_COLOURS: Final = ("#0b6e99", "#c2410c", "#4d7c0f", "#7e22ce", "#be123c", "#475569", "#a16207")
_MARKS: Final = ("●", "■", "▲", "◆", "✚", "★", "▼")
Lines = Mapping[str, Mapping[int, float]]


def plot(rows: Sequence[Row]) -> str:
    """Return an SVG of two panels: loading with every tool, and the work of kg."""
    costs = Costs(rows)
    loading = {tool: _cpu(costs, BUILD, tool) for tool in costs.tools}
    tasks = [task for task in costs.tasks if not task.startswith(QUERY)]
    verbs = {task: _cpu(costs, task, OURS) for task in tasks}
    panels = (("To a store that can be asked", loading), ("The verbs of kg", verbs))
    whole = _WIDE + _LEGEND
    inner = "".join(
        f'<g transform="translate({number * whole} 0)">{"".join(_panel(title, lines))}</g>'
        for number, (title, lines) in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * whole} {_HIGH}" '
        f'font-family="system-ui, sans-serif" font-size="12" role="img" '
        f'aria-label="Processor seconds against claims">'
        f'<rect width="100%" height="100%" fill="#fff"/>{inner}</svg>\n'
    )


def _cpu(costs: Costs, task: str, tool: str) -> dict[int, float]:
    return {size: row.cpu for size, row in costs.done(task, tool).items() if row.cpu > 0}


def _panel(title: str, lines: Lines) -> Iterator[str]:
    points = [point for line in lines.values() for point in line.items()]
    if not points:
        return
    sizes, costs = (_decades(values) for values in zip(*points, strict=True))
    yield f'<text x="{_EDGE}" y="20" font-weight="bold">{escape(title)}</text>'
    for power in range(sizes[0], sizes[1] + 1):
        x = _at(10**power, sizes, _EDGE, _WIDE - 20)
        yield _rule(x, 40, x, _HIGH - 45)
        yield f'<text x="{x:.1f}" y="{_HIGH - 28}" text-anchor="middle">{10**power:,}</text>'
    for power in range(costs[0], costs[1] + 1):
        y = _at(10**power, costs, _HIGH - 45, 40)
        yield _rule(_EDGE, y, _WIDE - 20, y)
        yield f'<text x="{_EDGE - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    yield f'<text x="{_WIDE / 2}" y="{_HIGH - 8}" text-anchor="middle">claims</text>'
    yield f'<text x="{_EDGE}" y="36" fill="#475569">processor seconds</text>'
    for number, (name, line) in enumerate(lines.items()):
        colour, mark = _COLOURS[number % len(_COLOURS)], _MARKS[number % len(_MARKS)]
        places = [
            (_at(size, sizes, _EDGE, _WIDE - 20), _at(cost, costs, _HIGH - 45, 40))
            for size, cost in sorted(line.items())
        ]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield f'<g fill="{colour}" text-anchor="middle">'
        yield from (f'<text x="{x:.1f}" y="{y + 4:.1f}">{mark}</text>' for x, y in places)
        yield "</g>"
        said = escape(name if line else f"{name}: not measured")
        yield f'<text x="{_WIDE}" y="{56 + 20 * number}" fill="{colour}">{mark} {said}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten below and above all values, at least one apart."""
    least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return least, max(most, least + 1)


def _at(value: float, decades: tuple[int, int], start: float, end: float) -> float:
    least, most = decades
    return start + (math.log10(value) - least) / (most - least) * (end - start)


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#cbd5e1"/>'
