"""`kg site`: the whole graph as a folder of pages, for a USB stick or any file host."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import counted, graph_of, graph_options
from kg.query.limits import Limits
from kg.show.site.site import ROWS, SECONDS, site


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--question", "questions", multiple=True, metavar="NAME",
              help="A saved query to answer, as often as you like; all by default.")  # fmt: skip
@click.option("--rows", default=ROWS, show_default=True, help="Rows of each saved query.")
@click.option("--timeout", default=SECONDS, show_default=True, metavar="SECONDS",
              help="End each saved query after so long; 0 for never.")  # fmt: skip
@graph_options
def site_command(
    *, folder: Path, questions: tuple[str, ...], rows: int, timeout: float, project: Path | None
) -> None:
    """Write a page for each actor, initiative, meeting, pledge, claim, article and saved query.

    FOLDER is made, or takes the place of a site that was there before; anything else is refused.
    The pages hold no text of the articles and work from a disk as well as from any file host.

    Example: kg site public
    """
    done = site(
        graph_of(project),
        folder,
        questions=questions or None,
        rows=rows,
        limits=Limits(seconds=timeout or None),
        progress=_progress if sys.stderr.isatty() else None,
    )
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for remark in done.remarks:
        click.echo(f"kg: note: {remark}", err=True)
    click.echo(f"wrote {counted(done.pages, 'page')}; open {done.folder / 'index.html'}", err=True)


def _progress(done: int, total: int) -> None:
    if done % 50 == 0 or done == total:
        click.echo(f"\r{done:,} of {total:,} pages", nl=False, err=True)
