"""`kg export`: the whole graph as a file, the same bytes for the same graph."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from kg.cli.options import graph_of, project_option
from kg.errors import InputError
from kg.files import write_whole
from kg.graph.export import FORMATS, export


@click.command("export")
@click.option("-f", "--format", "form", type=click.Choice(sorted(FORMATS)), help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: standard output.")
@project_option
def export_command(form: str | None, output: Path | None, project: Path | None) -> None:
    """Write every quad, sorted; the format follows from the file's ending (.nq, .trig).

    Example: kg export -o graph.nq
    """
    graph = graph_of(project)
    guessed = "trig" if output is not None and output.suffix == ".trig" else "nquads"
    content = io.BytesIO()
    export(graph, content, form or guessed)
    if output is None:
        sys.stdout.buffer.write(content.getvalue())
        return
    try:
        write_whole(output, content.getvalue())
    except OSError as fault:
        raise InputError(
            f"{output} cannot be written: {fault.strerror}", "name a file that you may write"
        ) from fault
    click.echo(f"wrote {output}", err=True)
