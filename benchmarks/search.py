"""Search by the index beside SPARQL's CONTAINS: `python -m benchmarks.search`.

Also what the index costs: its size, and the processor time of making it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import click
import pyoxigraph as ox

import kg
from benchmarks.graphs import made_up
from benchmarks.machine import machine
from benchmarks.timing import cpu_of_children, interleaved
from kg.graph.manifest import FOLDER
from kg.graph.opened import Graph
from kg.graph.search.index import FILE
from kg.sparql import bind

_HOME: Final = Path("build/benchmarks")
_REPEATS: Final = 5
# Words of the made-up graphs: in a third of all claims, in few, two together, a beginning, none.
_ASKED: Final = ("importance", "Росцин", '"importance of"', "imp*", "a*", "of the", "zzzz")
_CONTAINS: Final = """
SELECT ?thing ?text WHERE {
  { ?thing rdfs:label ?text } UNION { ?thing skos:altLabel ?text }
  UNION { ?thing kg:paraphrase ?text }
  FILTER(CONTAINS(LCASE(?text), ?words))
}
"""
_WRITE: Final = """
import sys; from pathlib import Path
import kg; from kg.graph.search.write import write_index
write_index(kg.open(sys.argv[1]), Path(sys.argv[2]))
"""
_BUILD: Final = """
import shutil, sys; import kg
shutil.rmtree(f"{sys.argv[1]}/graph")
kg.build(sys.argv[1])
"""


@click.command()
@click.option("--sizes", default="1000,10000,100000", show_default=True, help="Claims.")
@click.option("--build", "with_build", is_flag=True, help="Also what share of a build it takes.")
def search(sizes: str, *, with_build: bool) -> None:
    """Print, as Markdown, milliseconds and ratios of each question at each size."""
    print(f"{machine()}\n\n| claims | asked | search, ms | CONTAINS, ms | ratio |")
    print("|---:|---|---:|---:|---:|")
    graphs = [made_up(int(size), _HOME) for size in sizes.split(",")]
    for size, graph in zip(sizes.split(","), graphs, strict=True):
        for asked in _ASKED:
            _question(int(size), graph, asked)
    print("\n| claims | index, MB | of the store | made in, s | of the build |")
    print("|---:|---:|---:|---:|---:|")
    for size, graph in zip(sizes.split(","), graphs, strict=True):
        _cost(int(size), graph, with_build=with_build)


def _question(size: int, graph: Graph, asked: str) -> None:
    words = asked.strip('"').rstrip("*").lower()
    query = bind(_CONTAINS, {"words": ox.Literal(words)})

    def contains() -> int:
        return sum(1 for _ in graph.engine.query(query))  # type: ignore[union-attr,misc]

    ours, theirs = interleaved([lambda: kg.search(graph, asked), contains], _REPEATS)
    ratio = theirs / ours
    print(f"| {size:,} | `{asked}` | {1000 * ours:.1f} | {1000 * theirs:.0f} | {ratio:.0f} |")


def _cost(size: int, graph: Graph, *, with_build: bool) -> None:
    store = graph.folder / FOLDER / graph.manifest.store
    index = (store / FILE).stat().st_size
    whole = sum(file.stat().st_size for file in store.iterdir() if file.name != FILE)
    probe = graph.folder / "probe.sqlite"
    made = _cpu([sys.executable, "-c", _WRITE, str(graph.folder), str(probe)])
    probe.unlink()
    share = ""
    if with_build:
        share = f"{made / _cpu([sys.executable, '-c', _BUILD, str(graph.folder)]):.1%}"
    told = f"| {size:,} | {index / 1e6:.1f} | {index / whole:.1%} | {made:.2f} | {share} |"
    print(told)


def _cpu(command: list[str]) -> float:
    """Return the processor seconds of a process, those it starts included."""
    return cpu_of_children(lambda: subprocess.run(command, check=True, env=os.environ))


if __name__ == "__main__":
    search()
