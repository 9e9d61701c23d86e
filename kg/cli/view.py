"""`kg view`: the network as one offline HTML page, in which every line leads to its claims."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.options import graph_of, project_option
from kg.cli.pages import give_page
from kg.errors import UsageError
from kg.show.network.page import RENDERERS
from kg.show.network.view import DEPTH, LIMIT, view


@click.command("view")
@click.argument("focus", required=False)
@click.option("--depth", default=DEPTH, show_default=True, help="Links away from the focus.")
@click.option("--query", metavar="NAME|FILE", help="Draw what a query answers: rows as links.")
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="A query's parameter.")
@click.option("--limit", default=LIMIT, show_default=True, help="At most so many things.")
@click.option("--with-text", is_flag=True, help="Put the passages' text in: not for publishing.")
@click.option(
    "--renderer", type=click.Choice(RENDERERS), default=RENDERERS[0], show_default=True,
    help="What draws it: our own canvas, or vis-network.",
)  # fmt: skip
@click.option("--kilobytes", type=int, help="Room for the page's data, such as all wordings.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; - for stdout.")
@project_option
def view_command(
    *,
    focus: str | None,
    depth: int,
    query: str | None,
    told: tuple[str, ...],
    limit: int,
    output: Path | None,
    project: Path | None,
    with_text: bool,
    renderer: str,
    kilobytes: int | None,
) -> None:
    """Write the network around FOCUS, or of the whole graph, as one HTML page.

    FOCUS is an id, a label ("Olaf Scholz"), another name or an IRI: of an actor, an initiative,
    a meeting, a pledge … ; or of a claim or an article, to see what it states.

    Example: kg view steel-porcupine --depth 2 -o porcupine.html
    """
    graph = graph_of(project)
    asked = Path(query) if query and (query.endswith(".rq") or "/" in query) else query
    content = view(
        graph,
        focus,
        depth=depth,
        query=asked,
        values=_values(told),
        limit=limit,
        with_text=with_text,
        renderer=renderer,
        kilobytes=kilobytes,
    )
    give_page(content, output, focus or query or "network")


def _values(told: Iterable[str]) -> dict[str, str]:
    """Return the parameters told as NAME=VALUE."""
    pairs = [part.partition("=") for part in told]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"--set {name} has no value", "for example: --set who=uk")
    return {name: value for name, _, value in pairs}
