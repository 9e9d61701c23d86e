"""`kg view`: the network as one offline HTML page, in which every line leads to its claims."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import click

from kg.cli.asked import values_from
from kg.cli.options import graph_of, graph_options, limit_options, limits_from
from kg.cli.pages import STDOUT, give_page, page_file
from kg.show.network.page import RENDERERS, page
from kg.show.network.traced import TRACED, trace_of
from kg.show.network.view import DEPTH, LIMIT, RESERVE, network


@click.command("view")
@click.argument("focus", required=False)
@click.option("--depth", default=DEPTH, show_default=True, help="Links away from the focus.")
@click.option("--query", metavar="NAME|FILE", help="Draw what a query answers: rows as links.")
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="A query's parameter.")
@limit_options
@click.option("--limit", default=LIMIT, show_default=True, help="At most so many things.")
@click.option("--with-text", is_flag=True, help="Put the passages' text in: not for publishing.")
@click.option(
    "--renderer", type=click.Choice(RENDERERS), default=RENDERERS[0], show_default=True,
    help="What draws it: our own canvas, or vis-network.",
)  # fmt: skip
@click.option("--kilobytes", type=int, help="Room for the page's data, such as all wordings.")
@click.option("--no-trace", is_flag=True, help="Without the trace page beside it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; - for stdout.")
@graph_options
def view_command(
    *,
    focus: str | None,
    depth: int,
    query: str | None,
    told: tuple[str, ...],
    limit: int,
    timeout: float,
    max_rows: int,
    max_memory: int,
    output: Path | None,
    project: Path | None,
    with_text: bool,
    no_trace: bool,
    renderer: str,
    kilobytes: int | None,
) -> None:
    """Write the network around FOCUS, or of the whole graph, as one HTML page.

    FOCUS is an id, a label ("Olaf Scholz"), another name or an IRI: of an actor, an initiative,
    a meeting, a pledge … ; or of a claim or an article, to see what it states. Beside the page
    comes its trace page (NAME.trace.html), to which each claim leads.

    Example: kg view steel-porcupine --depth 2 -o porcupine.html
    """
    graph = graph_of(project)
    asked = Path(query) if query and (query.endswith(".rq") or "/" in query) else query
    file = page_file(output, focus or query or "network")
    drawn = network(
        graph, focus, depth=depth, query=asked, values=values_from(told), limit=limit,
        reserve=RESERVE, limits=limits_from(timeout, max_rows, max_memory),
    )  # fmt: skip
    beside = None if no_trace or file == STDOUT else file.with_suffix(".trace.html")
    if beside and len(drawn.claims) > TRACED:
        told_of = f"{len(drawn.claims):,} claims are too many for a trace page beside it"
        click.echo(f"kg: note: {told_of}; kg trace THING --html writes one", err=True)
        beside = None
    content = page(
        drawn, graph, with_text=with_text, trace=quote(beside.name) if beside else "",
        renderer=renderer, kilobytes=kilobytes,
    )  # fmt: skip
    give_page(content, file, "")
    if beside:
        give_page(trace_of(drawn, graph, with_text=with_text), beside, "")
