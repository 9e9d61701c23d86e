"""Where a page goes: the file named, one called after what was asked, or standard output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from kg.errors import InputError
from kg.files import write_whole

STDOUT: Final = Path("-")


def page_file(output: Path | None, asked: str) -> Path:
    """Return the file named, or one called after what was asked; `STDOUT` stays."""
    return output or Path(f"{_name(asked)}.html")


def give_page(content: str, output: Path | None, asked: str) -> None:
    """Write a page and say where; to standard output when that is `-`.

    Raises:
        InputError: the file cannot be written.
    """
    if output == STDOUT:
        click.echo(content.encode("utf-8"), nl=False)
        return
    file = page_file(output, asked)
    try:
        write_whole(file, content.encode("utf-8"))
    except OSError as fault:
        what = f"{file} cannot be written: {fault.strerror}"
        raise InputError(what, "name another: -o") from fault
    click.echo(f"wrote {file} ({len(content) // 1024:,} KB); open it in a browser", err=True)


def _name(asked: str) -> str:
    """Return a file name for what was asked: letters, digits and dashes only."""
    stem = Path(asked).stem if asked.endswith(".rq") else asked
    return re.sub(r"\W+", "-", stem).strip("-")[:60] or "page"
