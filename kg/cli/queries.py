"""`kg queries`: the saved queries, and what one of them wants and gives."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import graph_of, graph_options, project_folder
from kg.errors import FindingsError, InputError
from kg.graph.opened import Graph
from kg.query.choices import choices
from kg.query.declared import Parameter
from kg.query.example import example
from kg.query.saved import Saved, queries, saved_query
from kg.query.terms import describe

_SHOWN = 12


@click.command("queries")
@click.argument("name", required=False)
@click.option("-t", "--tag", default="", help="Only queries with this tag.")
@click.option("-f", "--format", "kind", type=click.Choice(["table", "json"]), default="table",
              help="A table, or all there is to know as JSON.")  # fmt: skip
@graph_options
def queries_command(name: str | None, tag: str, kind: str, project: Path | None) -> None:
    """List the saved queries, the project's own among them; or tell all about one.

    Example: kg queries pledges
    """
    folder = _folder(project)
    found = [saved_query(name, folder)] if name else queries(folder)
    found = [saved for saved in found if not tag or tag in saved.about.tags]
    if kind == "json":
        _json(found)
    elif name:
        _one(found[0], _graph(folder))
    else:
        _table(found)
    for saved in found:
        if saved.hides is not None:
            click.echo(f"kg: note: {saved.file} hides the bundled query {saved.name}", err=True)
    faults = [finding for saved in found for finding in saved.findings]
    if faults:
        raise FindingsError(f"{len(faults)} errors in saved queries", "", faults)


def _folder(project: Path | None) -> Path | None:
    if project is not None:
        return project
    try:
        return project_folder(None)
    except InputError:
        return None


def _graph(folder: Path | None) -> Graph | None:
    """Return the graph of a project, if one is built."""
    try:
        return None if folder is None else graph_of(folder)
    except InputError:
        return None


def _one(saved: Saved, graph: Graph | None) -> None:
    about = saved.about
    values = about.example if graph is None else example(graph, saved)
    click.secho(saved.name, bold=True)
    for text in (about.summary, about.question, about.description):
        if text:
            click.echo(click.wrap_text(text, 78, "  ", "  ", preserve_paragraphs=True))
    for parameter in saved.parameters:
        click.echo(f"  wants {describe(parameter, values.get(parameter.name, ''))}")
        _choices(parameter, graph)
    for column, what in about.columns.items():
        click.echo(f"  gives {column}: {what}")
    click.echo(f"  try   {saved.call(values)}")


def _choices(parameter: Parameter, graph: Graph | None) -> None:
    """Tell what there is to choose from, if there is a graph to ask."""
    if not parameter.choices or graph is None:
        return
    found = choices(graph, parameter)
    for value, label in found[:_SHOWN]:
        click.echo(f"        {value}{f'  {label}' if label else ''}")
    if len(found) > _SHOWN:
        click.echo(f"        … and {len(found) - _SHOWN:,} more")


def _table(found: list[Saved]) -> None:
    rows = [(saved.name, _wanted(saved), saved.about.summary) for saved in found]
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("name", "wants", "answers", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
    click.echo("kg queries NAME tells what a query wants and gives; kg query NAME asks it")


def _wanted(saved: Saved) -> str:
    needed = {p.name: p for p in saved.parameters}
    told = [
        f"[{name}]" if p.default is not None or p.optional else name for name, p in needed.items()
    ]
    return " ".join(told)


def _json(found: list[Saved]) -> None:
    import msgspec

    told = [
        {
            "name": saved.name,
            "summary": saved.about.summary,
            "question": saved.about.question,
            "description": saved.about.description,
            "tags": saved.about.tags,
            "parameters": saved.parameters,
            "columns": saved.about.columns,
            "example": saved.call(saved.about.example),
            "file": str(saved.file),
            "own": saved.own,
        }
        for saved in found
    ]
    click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
