"""`kg push`: publish the graph on an engine, whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import counted, engine_of, project_folder, project_option, warned
from kg.errors import UsageError
from kg.graph.opened import open_graph
from kg.graph.push.push import push


@click.command("push")
@click.argument("url", required=False)
@project_option
def push_command(url: str | None, project: Path | None) -> None:
    """Publish the built graph on the SPARQL engine at URL, by default the one in kg.toml.

    Only what differs from what is published there is sent. It takes effect at once, when all of it
    is there; a push that broke goes on where it stopped. Credentials come from the environment:
    KG_ENGINE_USER and KG_ENGINE_PASSWORD, or KG_ENGINE_TOKEN.

    Example: kg push http://127.0.0.1:7878/query
    """
    folder = project_folder(project)
    url = url or engine_of(folder)
    if not url:
        raise UsageError("say where to", "for example: kg push http://127.0.0.1:7878/query")
    graph = warned(open_graph(folder))
    done = push(graph, url, _progress if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    if done.put or done.taken:
        click.echo(f"published {graph.manifest.title}: {counted(done.quads, 'quad')}")
        click.echo(f"  {done.put:,} put in, {done.taken:,} taken out, all read back")
    else:
        click.echo(f"nothing to do: {graph.manifest.title} is there as it was built")
    click.echo(f"  graph {graph.manifest.digest[:12]}")


def _progress(triples: int) -> None:
    click.echo(f"\r{triples:,} triples brought beside", nl=False, err=True)
