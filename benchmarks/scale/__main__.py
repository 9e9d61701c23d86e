"""Measure how all work grows with the graph: `python -m benchmarks.scale`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import msgspec

from benchmarks.machine import machine
from benchmarks.scale.plot import plot
from benchmarks.scale.run import Row, Run, medians
from benchmarks.scale.table import tables
from benchmarks.scale.tasks import ENGINES, OURS, VERBS

_HEAD = """`python -m benchmarks.scale`. The runs that the figures come from; across runs only
processor time can be compared, since the load differs:
"""
_TOOLS = (OURS, *(engine.name for engine in ENGINES))
_WORK = tuple(verb.task for verb in VERBS)


@click.command()
@click.option("--sizes", default="1000,10000,100000", show_default=True, help="Numbers of claims.")
@click.option("--turns", default=1, show_default=True, help="How often each work is measured.")
@click.option("--bound", default=600.0, show_default=True, help="Seconds for an engine's work.")
@click.option("--tool", "tools", multiple=True, type=click.Choice(_TOOLS), help="Only these.")
@click.option("--skip", multiple=True, type=click.Choice(_WORK), help="Not this work of kg's.")
@click.option("--add", is_flag=True, help="Keep what is in the results, but for what is measured.")
@click.option(
    "--folder",
    default="build/benchmarks",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where made-up graphs are kept.",
)
@click.option(
    "--results",
    default="benchmarks/results",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where scale.md, scale.json and scale.svg are written.",
)
def scale(
    *,
    sizes: str,
    turns: int,
    bound: float,
    tools: tuple[str, ...],
    skip: tuple[str, ...],
    add: bool,
    folder: Path,
    results: Path,
) -> None:
    """Print and keep what building, checking, asking and drawing cost at every size."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = results / "scale.json"
    before = msgspec.json.decode(kept.read_bytes(), type=_Kept) if add else _Kept([], [])
    run = Run(folder.absolute(), bound, tools or _TOOLS, skip, before.rows)
    beside = [e.release(run.home) for e in ENGINES if e.is_asked and e.name in run.tools]
    told = f"sizes {sizes}, turns {turns}, bound {bound:g} s; {', '.join(beside)}"
    runs = [*before.runs, f"{machine()}; {told}"]
    for size in sorted(map(int, sizes.split(","))):
        for _ in range(turns):
            for row in run.once(size):
                run.rows.append(row)
                print(json.dumps(msgspec.to_builtins(row)), file=sys.stderr, flush=True)
                _keep(results, _Kept(runs, _together(before.rows, medians(run.rows))))
    click.echo((results / "scale.md").read_text("utf-8"))


class _Kept(msgspec.Struct, frozen=True):
    """What is kept: of each run the machine and versions, and the medians."""

    runs: list[str]
    rows: list[Row]


def _together(before: list[Row], now: list[Row]) -> list[Row]:
    """Return what was measured, the newer in place of the older."""
    rows = {(row.claims, row.task, row.tool): row for row in (*before, *now)}
    return sorted(rows.values(), key=lambda row: (row.claims, _TOOLS.index(row.tool)))


def _keep(results: Path, kept: _Kept) -> None:
    """Write the table, the figures and the picture; after each work, so that none is lost."""
    results.mkdir(parents=True, exist_ok=True)
    shown = [
        "# From a thousand claims to a million\n",
        _HEAD,
        *(f"- {run}" for run in kept.runs),
        "\n![Processor seconds against claims](scale.svg)\n",
        *tables(kept.rows),
    ]
    (results / "scale.md").write_text("\n".join(shown).rstrip() + "\n", "utf-8")
    (results / "scale.svg").write_text(plot(kept.rows), "utf-8")
    told = msgspec.json.format(msgspec.json.encode(kept), indent=1)
    (results / "scale.json").write_bytes(told + b"\n")


if __name__ == "__main__":
    scale()
