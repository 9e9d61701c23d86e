"""What several verbs share: their options, where the project is, and how counts are told."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kg.errors import InputError
from kg.graph.opened import Graph, open_graph
from kg.query.limits import Limits
from kg.records.project import CONFIG, find_project

_Command = TypeVar("_Command", bound=Callable[..., Any])

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder; by default the nearest one at or above this folder.",
)

_USUAL: Final = Limits()


def limit_options(command: _Command) -> _Command:
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


_ENGINE: Final = "kg.engine"
_VARIABLE: Final = "KG_ENGINE"
_HERE: Final = "embedded"


def _kept(context: click.Context, _: click.Parameter, value: str | None) -> None:
    context.meta[_ENGINE] = value


_engine_option = click.option(
    "--engine", metavar="URL", expose_value=False, callback=_kept,
    help=f"The SPARQL endpoint that holds the graph; by default {_VARIABLE} or that of kg.toml.",
)  # fmt: skip


def graph_options(command: _Command) -> _Command:
    """Let a verb read the graph of a project, or the one behind an engine; see `graph_of`."""
    return project_option(_engine_option(command))


def project_folder(given: Path | None) -> Path:
    """Return the project's folder: the one given, or the nearest at or above the current one.

    Relative to the current one, so that messages name files as one would type them.
    """
    return given if given is not None else Path(os.path.relpath(find_project(Path.cwd())))


def counted(number: int, word: str) -> str:
    """Return a number and what it counts: `1 error`, `1,204 claims`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def graph_of(given: Path | None) -> Graph:
    """Return the graph that is meant, opened, and warn if answers may be wrong; see `place_of`."""
    return warned(open_graph(*place_of(given)))


def warned(graph: Graph) -> Graph:
    """Return a graph, having told on standard error why its answers may be wrong, if they may."""
    if graph.doubt:
        click.echo(f"kg: warning: {graph.doubt}", err=True)
    return graph


def place_of(given: Path | None) -> tuple[Path, str]:
    """Return where the graph lies that is meant: the project's folder, and the engine's address.

    The address is empty for the graph built in the project. What `--engine` says goes before the
    environment, and that before the project's kg.toml; `embedded` stands for the project's own
    store.
    """
    context = click.get_current_context(silent=True)
    told = context.meta.get(_ENGINE) if context is not None else None
    told = told or os.environ.get(_VARIABLE)
    if told and told != _HERE:
        return _folder_at_hand(given), told
    folder = project_folder(given)
    return folder, "" if told else engine_of(folder)


def engine_of(folder: Path) -> str:
    """Return the engine that a project's kg.toml names; empty if it names none, or is damaged."""
    try:
        told = tomllib.loads((folder / CONFIG).read_text("utf-8-sig")).get("engine", "")
    except (OSError, ValueError):
        return ""
    return told if isinstance(told, str) else ""


def _folder_at_hand(given: Path | None) -> Path:
    """Return the project's folder; the current one where there is no project."""
    try:
        return project_folder(given)
    except InputError:
        return Path()
