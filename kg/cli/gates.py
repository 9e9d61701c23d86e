"""`kg gates`: the questions of quality, to which a sound graph has no answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import counted, graph_of, graph_options
from kg.query.gates import gates


@click.command("gates")
@graph_options
def gates_command(project: Path | None) -> None:
    """Ask every saved query with the tag `gate`; tell which of them have rows.

    Exit code 1 when one has, 0 when none has. Own gates are queries of the project with that tag.

    Example: kg gates -p corpus
    """
    found = gates(graph_of(project))
    for gate in found:
        told = counted(gate.rows, "row") if gate.rows else "none"
        click.echo(f"{told:>10}  {gate.query.name:<26} {gate.query.about.summary}")
    open_ones = [gate.query.name for gate in found if gate.rows]
    click.echo(f"{len(found)} gates, {len(open_ones)} with rows", err=True)
    if open_ones:
        click.echo(f"kg query {open_ones[0]} shows them", err=True)
    sys.exit(1 if open_ones else 0)
