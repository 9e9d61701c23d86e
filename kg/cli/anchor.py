"""`kg anchor`: passages get their offsets and digests from the text at hand."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import counted, project_folder, project_option
from kg.trace.anchor import anchor


@click.command("anchor")
@click.argument("source")
@project_option
def anchor_command(source: str, project: Path | None) -> None:
    """Find each passage of a source by its paragraph and words, and freeze where it stands.

    Words that are missing or stand in more than one place are refused, and nothing is written.

    Example: kg anchor independent-2025-03-20
    """
    done = anchor(project_folder(project), source)
    anchored = "is anchored" if done.passages == 1 else "are anchored"
    click.echo(f"{counted(done.passages, 'passage')} of {done.source} {anchored}")
    for file in done.changed:
        click.echo(f"  wrote {file}")
    for claim in done.reworded:
        click.echo(f"  other words than before: {claim}; does its text still say what it claims?")
    if not done.changed:
        click.echo("  nothing had to change")
