"""What several verbs share: their options, where the project is, and how counts are told."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.graph.opened import Graph, open_graph
from kg.records.project import find_project

project_option = click.option(
    "-p",
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project's folder; by default the nearest one at or above this folder.",
)


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
