"""`kg build`: a project's records become its graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import project_folder
from kg.cli.progress import shown_progress
from kg.graph.build import build


@click.command("build")
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option(
    "--stdin", is_flag=True, help="Read more records from standard input: JSON Lines, CSV, Parquet."
)
def build_command(project: Path | None, *, stdin: bool) -> None:
    """Check a project's records and build its graph; the graph before stays until it is whole.

    Example: kg build corpus
    """
    folder = project_folder(project)
    with shown_progress() as progress:
        manifest = build(folder, sys.stdin.buffer if stdin else None, progress)
    click.echo(f"built {manifest.title}")
    for name, count in manifest.counts.items():
        click.echo(f"  {count:,} {name}")
    click.echo(f"  graph {manifest.digest[:12]} in {folder / 'graph'}")
