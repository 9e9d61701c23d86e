"""`kg attach`: a legally held copy of an article, and what it says of the passages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import counted, project_folder, project_option
from kg.trace.attach import attach


@click.command("attach")
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
def attach_command(source: str, file: Path, project: Path | None) -> None:
    """Copy an article's text into the project's private texts/ folder and verify its passages.

    The text stays on this machine: it is in no graph, page or export unless you ask for it.

    Example: kg attach independent-2025-03-20 article.txt
    """
    attached = attach(project_folder(project), source, file)
    click.echo(f"attached {attached.file}")
    if not attached.same_text:
        click.echo("  this is not the text that was encoded: another edition, perhaps")
    for grade, count in sorted(attached.counts().items()):
        click.echo(f"  {counted(count, 'passage')} {grade}")
    for claim, verdict in attached.verdicts.items():
        if verdict.grade != "verified":
            place = f", now at {verdict.span.start}" if verdict.span else ""
            click.echo(f"  {verdict.grade}: {claim}{place}")
    if not attached.verdicts:
        click.echo(f"  no passage is anchored yet: kg anchor {source}")
