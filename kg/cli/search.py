"""`kg search`: things by their names and claims by their wording, in the terminal or as rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import counted, graph_of, graph_options
from kg.graph.search.hits import Found, Hit
from kg.graph.search.search import USUAL, search
from kg.query.results.formats import FORMATS
from kg.query.results.found import rows_of
from kg.visible import visible

if TYPE_CHECKING:
    from rich.text import Text

_NAMES = (*(form.name for form in FORMATS if "rows" in form.kinds), "values")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("-t", "--type", "kinds", multiple=True, metavar="CLASS",
              help="Only this class, such as Actor or Claim; may be given again.")  # fmt: skip
@click.option("-s", "--source", default="", metavar="ID",
              help="Only the claims of this source, and what they are about.")  # fmt: skip
@click.option("-n", "--limit", default=USUAL, show_default=True, help="Hits at most.")
@click.option("-f", "--format", "kind", type=click.Choice(_NAMES), default="table", metavar="NAME",
              help=f"One of: {', '.join(_NAMES)}.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="A file to write; its ending names the format.")  # fmt: skip
@graph_options
def search_command(
    *,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    source: str,
    limit: int,
    kind: str,
    output: Path | None,
    project: Path | None,
) -> None:
    """Find things by their names, and claims by their wording; all WORDS must be in one text.

    'ukr*' is the beginning of a word, 'air defence' in quotes a phrase.

    Example: kg search zelensky
    """
    graph = graph_of(project)
    found = search(graph, " ".join(map(_phrase, words)), kinds, source, limit)
    if output is not None:
        given = click.get_current_context().get_parameter_source("kind")
        usual = given is click.core.ParameterSource.DEFAULT
        rows_of(graph, found).save(output, "" if usual else kind)
        click.echo(f"wrote {output}", err=True)
    elif kind == "values":
        click.echo(found.values())
    elif kind == "table" and sys.stdout.isatty():
        _show(found)
    else:
        rows_of(graph, found).write(sys.stdout.buffer, kind)
        sys.stdout.flush()
    for remark in found.remarks:
        click.echo(f"kg: note: {remark}", err=True)


def _phrase(word: str) -> str:
    """Return what stood in quotes for the shell as a phrase."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _show(found: Found) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found.hits:
        click.echo("nothing found")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", ratio=1)
    table.add_column(justify="right", no_wrap=True)
    for hit in found.hits:
        claims = counted(hit.claims, "claim") if hit.claims else ""
        table.add_row(Text(hit.kind), Text(visible(hit.id)), _text(hit), Text(claims))
    Console().print(table)


def _text(hit: Hit) -> Text:
    """Return the text that was found, the words in it bold, after the label if it is another."""
    from rich.text import Text

    text = Text()
    if hit.label and hit.label != hit.text:
        text.append(f"{visible(hit.label)}: ")
    end = 0
    for span in hit.spans:
        text.append(visible(hit.text[end : span.start]))
        text.append(visible(hit.text[span.start : span.end]), style="bold underline")
        end = span.end
    return text.append(visible(hit.text[end:]))
