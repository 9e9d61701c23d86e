"""`kg info`: what is in the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_of, graph_options
from kg.graph.info import Info, info


@click.command("info")
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object.")
@graph_options
def info_command(project: Path | None, *, as_json: bool) -> None:
    """Tell how many sources, claims, actors, pledges … the graph holds, and how far it covers.

    Example: kg info -p corpus
    """
    found = info(graph_of(project))
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    show(found)


def show(found: Info) -> None:
    """Print what is in a graph."""
    click.secho(found.title, bold=True)
    click.echo(f"graph {found.digest[:12]}, {found.quads:,} quads\n")
    for source in found.sources:
        click.echo(f"{source.id}  {source.publisher}")
        click.echo(f"  {source.label}")
        of = f" of {source.paragraphs}" if source.paragraphs else ""
        held = "text attached" if source.text else "no text attached"
        click.echo(
            f"  {source.claims} claims in {source.covered}{of} paragraphs, "
            f"{source.speakers} speakers, {held}"
        )
    click.echo()
    _columns(found.things)
    for facet, counts in found.facets.items():
        click.echo()
        click.secho(f"claims by {facet}", bold=True)
        _columns(counts)


def _columns(counts: dict[str, int]) -> None:
    for name, count in counts.items():
        click.echo(f"  {count:>6,}  {name}")
