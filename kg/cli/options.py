"""What several verbs share: their options, where the project is, and how counts are told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from kg.graph.opened import Graph, open_graph
from kg.query.limits import Limits
from kg.records.project import find_project

Command = Callable[..., Any]

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder; by default the nearest one at or above this folder.",
)

_USUAL: Final = Limits()


def limit_options(command: Command) -> Command:
    """Give a command the options that limit a query; `limits_from` reads them."""
    for option in (
        click.option("--max-memory", default=_USUAL.memory, show_default=True, metavar="MEGABYTES",
                     help="Memory of the query's process; 0 for all there is."),
        click.option("--max-rows", default=_USUAL.rows, show_default=True, help="Rows; 0 for all."),
        click.option("--timeout", default=_USUAL.seconds, show_default=True, metavar="SECONDS",
                     help="End the query after so long; 0 for never."),
    ):  # fmt: skip
        command = option(command)
    return command


def limits_from(timeout: float, max_rows: int, max_memory: int) -> Limits:
    """Return the limits that were asked for; 0 takes a limit away.

    Raises:
        UsageError: a limit is under 0.
    """
    return Limits(timeout or None, max_rows or None, max_memory or None)


def project_folder(given: Path | None) -> Path:
    """Return the project's folder: the one given, or the nearest at or above the current one.

    Relative to the current one, so that messages name files as one would type them.
    """
    return given if given is not None else Path(os.path.relpath(find_project(Path.cwd())))


def counted(number: int, word: str) -> str:
    """Return a number and what it counts: `1 error`, `1,204 claims`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def graph_of(given: Path | None) -> Graph:
    """Return the built graph of a project."""
    return open_graph(project_folder(given))
