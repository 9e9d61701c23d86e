"""Where a page goes: the file named, one called after what was asked, or standard output."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.files import write_whole


def give_page(content: str, output: Path | None, asked: str) -> None:
    """Write a page and say where; to standard output when that is `-`.

    Raises:
        OSError: the folder cannot be written.
    """
    if output == Path("-"):
        click.echo(content.encode("utf-8"), nl=False)
        return
    file = output or Path(f"{_name(asked)}.html")
    write_whole(file, content.encode("utf-8"))
    click.echo(f"wrote {file} ({len(content) // 1024:,} KB); open it in a browser", err=True)


def _name(asked: str) -> str:
    """Return a file name for what was asked: letters, digits and dashes only."""
    stem = Path(asked).stem if asked.endswith(".rq") else asked
    return re.sub(r"\W+", "-", stem).strip("-")[:60] or "page"
