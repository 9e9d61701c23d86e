"""Names and completion by the index, beside reading every name: `python -m benchmarks.names`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click
import msgspec

import kg
from benchmarks.graphs import made_up
from benchmarks.machine import machine
from benchmarks.timing import cpu_of_slower, interleaved
from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.query.vocab import Vocabulary
from kg.shell.things import Things

_HOME: Final = Path("build/benchmarks")
_REPEATS: Final = 5
_NAMED: Final = "SELECT ?thing ?label { ?thing a kg:Organization ; rdfs:label ?label } LIMIT 1"
_DATED: Final = "SELECT ?thing ?label { ?thing a kg:Dating ; rdfs:label ?label } LIMIT 1"


@click.command()
@click.option("--sizes", default="1000,10000,100000", show_default=True, help="Claims.")
def names(sizes: str) -> None:
    """Print, as Markdown, processor milliseconds and ratios of each question at each size."""
    print(f"{machine()}\n\n| claims | asked | by the index, ms | by reading, ms | ratio |")
    print("|---:|---|---:|---:|---:|")
    for size in sizes.split(","):
        graph = made_up(int(size), _HOME)
        bare = msgspec.structs.replace(graph.manifest, search={})
        by_index, by_reading = _asked(graph), _asked(kg.Graph(graph.engine, bare, graph.folder))
        for name, run in by_index.items():
            ours, theirs = interleaved([run, by_reading[name]], _REPEATS, cpu_of_slower)
            told = f"{1000 * ours:.2f} | {1000 * theirs:.1f} | {theirs / ours:.0f}"
            print(f"| {int(size):,} | {name} | {told} |")


def _asked(graph: Graph) -> Mapping[str, Callable[[], object]]:
    """Return what is asked of a graph, by what it is."""
    (name, label), (_, day) = _first(graph, _NAMED), _first(graph, _DATED)
    things = Things(graph)
    things.read(Vocabulary(graph, None))
    return {
        "an id": lambda: resolve(graph, name),
        "a label": lambda: resolve(graph, label),
        "a day, of many datings": lambda: _told(graph, day),
        "a misspelt label": lambda: _told(graph, f"{label[:4]}x{label[4:]}"),
        "completion by three letters": lambda: things.called(label[:3], whole=False),
        "completion by an id": lambda: things.with_id(name[:-1]),
        "before the first completion": lambda: Things(graph).read(Vocabulary(graph, None)),
    }


def _first(graph: Graph, sparql: str) -> tuple[str, str]:
    """Return the id and the label of the first thing that a query finds."""
    with kg.query(graph, sparql) as found:
        thing, label = next(iter(found.rows()))
    return graph.id(thing.value), label.value  # type: ignore[union-attr]


def _told(graph: Graph, name: str) -> None:
    with contextlib.suppress(UsageError):
        resolve(graph, name)


if __name__ == "__main__":
    names()
