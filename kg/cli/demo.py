"""`kg demo`: the whole way once, on the bundled corpus: build, ask, trace, see."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.info import show as show_info
from kg.cli.trace import show_claim
from kg.files import write_whole
from kg.graph.info import info
from kg.graph.opened import Graph
from kg.query.results.cells import cell
from kg.query.run import query
from kg.query.saved import saved_query
from kg.show.demo import FOLDER, demo
from kg.show.network.page import page
from kg.show.network.traced import trace_of
from kg.show.network.view import RESERVE, network
from kg.trace.trace import trace

_ASKED: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("pledges", {}, ("who", "what", "printed", "stage")),
    ("participants", {"event": "contact-group-april"}, ("meeting", "who", "role", "mode")),
    ("misprints", {}, ("printed", "proposed", "reason")),
)
_PAGES: tuple[tuple[str, str | None], ...] = (
    ("network", None),
    ("steel-porcupine", "steel-porcupine"),
    ("ukraine", "ukraine"),
)

_TRY = (
    ("queries", "the saved queries"),
    ("search 'artillery shells'", "names and claims that hold some words"),
    ("query said-by speaker=keith-kellogg", "all that one speaker says"),
    ("query pledges --why", "an answer, each row with its receipts"),
    ("trace package-21bn-uk", "every claim behind a pledge"),
    ("trace rerussia-2025-04 --html", "an article's claims, each beside its place"),
    ("view hungary -o hungary.html", "the network around one actor"),
    ("site public", "the whole graph as a web site"),
    ("attach rerussia-2025-04 FILE", "your own copy of an article, verified"),
)


@click.command("demo")
@click.argument("folder", default=FOLDER, type=click.Path(path_type=Path))
def demo_command(folder: Path) -> None:
    """Build the founding corpus in FOLDER, ask it a few questions, and write its pages.

    Example: kg demo claimgraph-demo
    """
    graph = demo(folder)
    show_info(info(graph))
    for name, values, columns in _ASKED:
        _answer(graph, name, values, columns)
    pages = _pages(graph)
    _next(folder, pages)


def _answer(graph: Graph, name: str, values: dict[str, str], columns: tuple[str, ...]) -> None:
    """Ask a saved query, show some columns of its rows, and the evidence of the first of them."""
    asked = saved_query(name, graph)
    given = "".join(f" {key}={value}" for key, value in values.items())
    click.echo()
    click.secho(asked.about.question or asked.about.summary, bold=True)
    click.secho(f"  kg query {name}{given}", dim=True)
    with query(graph, asked, values) as result:
        names, rows = result.variables, list(result.rows())
    _table(columns, [[cell(graph, row[names.index(name)]) for name in columns] for row in rows])
    first = rows[0][names.index("claim")] if rows else None
    if first is not None:
        click.echo()
        click.secho("What the first row rests on:", bold=True)
        show_claim(trace(graph, first.value).claims[0])


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*(Text(text) for text in row))
    Console(highlight=False).print(table)


def _pages(graph: Graph) -> list[Path]:
    """Write each network with its trace page beside it; return the networks' files."""
    home = graph.folder / "pages"
    home.mkdir(exist_ok=True)
    for name, focus in _PAGES:
        drawn = network(graph, focus, reserve=RESERVE)
        beside = f"{name}.trace.html"
        write_whole(home / f"{name}.html", page(drawn, graph, trace=beside).encode("utf-8"))
        write_whole(home / beside, trace_of(drawn, graph).encode("utf-8"))
    return [home / f"{name}.html" for name, _ in _PAGES]


def _next(folder: Path, pages: list[Path]) -> None:
    click.echo()
    click.secho("Pages, to open in a browser (they need no network):", bold=True)
    for file in pages:
        click.echo(f"  {file.resolve()}")
    click.echo()
    click.secho("What to try next:", bold=True)
    command = "kg" if shutil.which("kg") else str(Path(sys.argv[0]).resolve())
    click.echo(f"  cd {folder}")
    for words, told in _TRY:
        click.echo(f"  {command} {words:<40}{told}".rstrip())
