"""`kg shell`: one query after another, with completion out of the graph and a history."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.options import graph_of, graph_options
from kg.cli.session import Session
from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.results.formats import NAMES
from kg.shell.typed import pieces


@click.command("shell")
@graph_options
def shell_command(project: Path | None) -> None:
    """Ask one query after another: completion from the graph's own words, history, colours.

    With something else than a terminal as standard input it runs each query and command in it,
    and ends with the exit code of the first fault.

    Example: kg shell -p corpus
    """
    graph = graph_of(project)
    interactive = sys.stdin.isatty()
    session = Session(graph, interactive=interactive)
    if interactive:
        _prompted(graph, session)
        return
    for piece in pieces(_lines()):
        if not session.handle(piece):
            break
    sys.exit(session.fault)


def _lines() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise UsageError(f"line {number} of standard input is not UTF-8 text") from None


def _prompted(graph: Graph, session: Session) -> None:
    from kg.shell.completer import Completions
    from kg.shell.known import Known
    from kg.shell.prompt import prompt_session

    known = Known(graph)
    known.start()
    prompt = prompt_session(Completions(known, [*session.commands, ".quit"], NAMES))
    click.echo(f"{graph.manifest.title}: {graph.manifest.counts.get('quads', 0):,} quads. .help")
    while True:
        try:
            text = prompt.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not session.handle(text):
            return
