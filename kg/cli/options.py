"""The options and arguments that several verbs share."""

from __future__ import annotations

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
    """Return the project's folder: the one given, or the nearest at or above the current one."""
    return given if given is not None else find_project(Path.cwd())


def graph_of(given: Path | None) -> Graph:
    """Return the built graph of a project."""
    return open_graph(project_folder(given))
