"""`kg export`: the whole graph as a file, the same bytes for the same graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import graph_of, project_option
from kg.errors import InputError, UsageError
from kg.files import writing_whole
from kg.graph.export import FORMATS, export

_ENDINGS = {".nq": "nquads", ".trig": "trig"}


@click.command("export")
@click.option("-f", "--format", "form", type=click.Choice(sorted(FORMATS)), help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: standard output.")
@project_option
def export_command(form: str | None, output: Path | None, project: Path | None) -> None:
    """Write every quad, sorted; the format follows from the file's ending (.nq, .trig).

    Example: kg export -o graph.nq
    """
    graph = graph_of(project)
    form = form or _by_ending(output)
    if output is None:
        export(graph, sys.stdout.buffer, form)
        return
    try:
        with writing_whole(output) as file:
            export(graph, file, form)
    except OSError as fault:
        raise InputError(
            f"{output} cannot be written: {fault.strerror}", "name a file that you may write"
        ) from fault
    click.echo(f"wrote {output}", err=True)


def _by_ending(output: Path | None) -> str:
    """Return the format that a file's ending asks for; standard output gets N-Quads."""
    if output is None:
        return "nquads"
    if output.suffix not in _ENDINGS:
        endings = " or ".join(_ENDINGS)
        cure = f"name it with --format, or let the file end in {endings}"
        raise UsageError(f"the ending of {output} names no format", cure)
    return _ENDINGS[output.suffix]
