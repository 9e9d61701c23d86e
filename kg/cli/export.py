"""`kg export`: the whole graph, or a network of it, as a file; the same graph, the same bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

from kg.cli.asked import asked_from, values_from
from kg.cli.options import (
    counted,
    graph_of,
    graph_options,
    limit_options,
    limits_from,
)
from kg.errors import InputError, UsageError
from kg.files import writing_whole
from kg.graph.export import FORMATS, export
from kg.graph.opened import Graph
from kg.graph.push.shards import export_shards
from kg.show.network.exchange import FORMATS as NETWORKS
from kg.show.network.exchange import write_network
from kg.show.network.view import DEPTH, LARGEST, outline

_ENDINGS: Final = {
    ".nq": "nquads",
    ".trig": "trig",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".csv": "csv",
    ".json": "json",
}


@click.command("export")
@click.argument("focus", required=False)
@click.option(
    "-f", "--format", "form", type=click.Choice([*FORMATS, *NETWORKS]), help="The format."
)
@click.option("--depth", type=int, help=f"Links away from the focus; {DEPTH} by itself.")
@click.option("--query", metavar="NAME|FILE", help="The network that a query answers.")
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="A query's parameter.")
@limit_options
@click.option("--limit", type=int, help=f"At most so many things; {LARGEST:,} by itself.")
@click.option("--shards", type=int, metavar="N", help="N-Quads in N files, for a bulk loader.")
@click.option("--default-graph", metavar="IRI", default="",
              help="With --shards: the name that the default graph is to have.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: standard output.")
@graph_options
def export_command(
    *,
    focus: str | None,
    form: str | None,
    depth: int | None,
    query: str | None,
    told: tuple[str, ...],
    limit: int | None,
    shards: int | None,
    default_graph: str,
    timeout: float,
    max_rows: int,
    max_memory: int,
    output: Path | None,
    project: Path | None,
) -> None:
    """Write the whole graph as RDF, or a network of it for programs that draw and measure networks.

    The format follows from the file's ending. RDF, every quad, sorted: .nq, .trig, .jsonld; and
    .ttl, without the claims' own graphs. The network, each edge with its claims: .graphml, .gexf,
    .csv, .json; FOCUS, --depth, --query and --limit choose what is in it, as for kg view.

    With --shards, -o is a new folder: sorted N-Quads, what the claims of one source state in one
    file, and manifest.nq, which is to be loaded last.

    Example: kg export -o graph.nq

    Example: kg export steel-porcupine --depth 2 -o porcupine.graphml
    """
    if shards is not None or default_graph:
        _shards(project, output, shards, default_graph)
        return
    form = form or _by_ending(output)
    chosen = {"depth": depth, "limit": limit, "query": query and asked_from(query)}
    given: dict[str, object] = {name: it for name, it in chosen.items() if it is not None}
    if form in FORMATS and (focus or given or told):
        raise UsageError(
            f"{form} holds the whole graph, not a part of it",
            f"for the network around something, choose one of: {', '.join(NETWORKS)}",
        )
    graph = graph_of(project)
    given["values"] = values_from(told)
    given["limits"] = limits_from(timeout, max_rows, max_memory)
    with _given(output) as file:
        if form in FORMATS:
            export(graph, file, form)
            note = ""
        else:
            note = _network(graph, file, form, focus, given)
    if file is not sys.stdout.buffer:
        click.echo(f"wrote {output}{note}", err=True)


def _shards(project: Path | None, output: Path | None, count: int | None, name: str) -> None:
    if output is None or count is None:
        raise UsageError("say how many files and where", "kg export --shards 8 -o FOLDER")
    files = export_shards(graph_of(project), output, count, name)
    click.echo(
        f"wrote {counted(len(files), 'file')} to {output}; load {files[-1].name} last", err=True
    )


def _network(
    graph: Graph, file: BinaryIO, form: str, focus: str | None, given: dict[str, object]
) -> str:
    """Write a network, and return what is in it, in words."""
    drawn = outline(graph, focus, **{"limit": LARGEST, **given})  # type: ignore[arg-type]
    write_network(drawn, graph, file, form)
    left_out = f", {drawn.left_out:,} left out" if drawn.left_out else ""
    return f" ({counted(len(drawn.nodes), 'thing')}{left_out})"


@contextmanager
def _given(output: Path | None) -> Iterator[BinaryIO]:
    """Give what to write to: standard output, or a file that is written whole or not at all."""
    if output is None or output == Path("-"):
        yield sys.stdout.buffer
        return
    try:
        with writing_whole(output) as file:
            yield file
    except OSError as fault:
        raise InputError(
            f"{output} cannot be written: {fault.strerror}", "name a file that you may write"
        ) from fault


def _by_ending(output: Path | None) -> str:
    """Return the format that a file's ending asks for; standard output gets N-Quads."""
    if output is None or output == Path("-"):
        return "nquads"
    if output.suffix not in _ENDINGS:
        endings = ", ".join(_ENDINGS)
        cure = f"name it with --format, or let the file end in one of {endings}"
        raise UsageError(f"the ending of {output} names no format", cure)
    return _ENDINGS[output.suffix]
