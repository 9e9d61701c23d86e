"""Measure queries beside the bare engine: `python -m benchmarks.queries`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from benchmarks.graphs import made_up
from benchmarks.machine import machine
from benchmarks.queries import export, overhead, receipts, saved
from kg.graph.opened import Graph

_Table = Callable[[Mapping[int, Graph], tuple[str, ...]], Iterator[str]]
_TABLES: dict[str, tuple[str, _Table]] = {
    "overhead": ("A saved query end to end, beside the bare engine", overhead.table),
    "receipts": ("An answer with receipts, beside the answer alone", receipts.table),
    "export": ("A million rows out, beside the engine's own serialiser", export.table),
    "saved": ("Every saved query: processor seconds of its process", saved.table),
}


@click.command()
@click.argument("tables", nargs=-1, type=click.Choice(list(_TABLES)))
@click.option("--sizes", default="1000,10000,100000", show_default=True, help="Numbers of claims.")
@click.option(
    "--folder",
    default="build/benchmarks",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where made-up graphs are kept.",
)
@click.option("--query", "only", multiple=True, help="Only these saved queries.")
def measure(tables: tuple[str, ...], sizes: str, folder: Path, only: tuple[str, ...]) -> None:
    """Print tables of what queries cost (all of them, or those named), as Markdown."""
    click.echo(f"{machine()}\n")
    graphs = {int(size): made_up(int(size), folder) for size in sizes.split(",")}
    for name in tables or _TABLES:
        title, table = _TABLES[name]
        click.echo(f"## {title}\n")
        for line in table(graphs, only):
            click.echo(line)
        click.echo()


if __name__ == "__main__":
    measure()
