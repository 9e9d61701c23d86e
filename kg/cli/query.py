"""`kg query`: a saved query, a .rq file or SPARQL, asked and answered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_of, project_option
from kg.errors import UsageError
from kg.files import write_whole
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.formats import NAMES
from kg.query.results.result import Result
from kg.query.run import query
from kg.query.terms import Given

if TYPE_CHECKING:
    from kg.query.why import Answered

_USUAL = Limits()


@click.command("query")
@click.argument("asked")
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--set", "more", multiple=True, metavar="NAME=VALUE", help="The same, as an option.")
@click.option("-f", "--format", "kind", default="", help=f"One of: {', '.join(NAMES)}.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="A file to write; its ending names the format.")  # fmt: skip
@click.option("--timeout", default=_USUAL.seconds, show_default=True, metavar="SECONDS",
              help="End the query after so long; 0 for never.")  # fmt: skip
@click.option("--max-rows", default=_USUAL.rows, show_default=True, help="Rows; 0 for all.")
@click.option("--max-memory", default=_USUAL.memory, show_default=True, metavar="MEGABYTES",
              help="Memory of the query's process; 0 for all there is.")  # fmt: skip
@click.option("--why", "with_receipts", is_flag=True,
              help="Under each row, every claim that supports it (-f json too).")  # fmt: skip
@click.option("--robust", "without", is_flag=True,
              help="Which rows go or come when each source is left out.")  # fmt: skip
@project_option
def query_command(
    *,
    asked: str,
    values: tuple[str, ...],
    more: tuple[str, ...],
    kind: str,
    output: Path | None,
    timeout: float,
    max_rows: int,
    max_memory: int,
    project: Path | None,
    with_receipts: bool,
    without: bool,
) -> None:
    """Ask a saved query by NAME, a FILE.rq, SPARQL as text, or - for standard input.

    Parameters are given as name=value; kg queries NAME tells which there are.

    Example: kg query claims-about thing=uk
    """
    limits = Limits(timeout or None, max_rows or None, max_memory or None)
    told = _values((*values, *more))
    graph = graph_of(project)
    if with_receipts:
        from kg.query.why import why

        _why(why(graph, _asked(asked), told, limits, _rows_told(max_rows)), graph, kind, output)
        return
    if without:
        from kg.cli.receipts import show_robustness
        from kg.query.receipts.robust import robust

        with query(graph, _asked(asked), told, limits) as result:
            show_robustness(graph, robust(graph, result.sparql))
        return
    with query(graph, _asked(asked), told, limits) as result:
        remarks = _give(result, kind, output)
    for remark in remarks:
        click.echo(f"kg: note: {remark}", err=True)


def _rows_told(max_rows: int) -> int:
    """Return how many rows get receipts: a hundred, unless another number was asked for."""
    from kg.query.why import MOST

    return MOST if max_rows == _USUAL.rows else max_rows or sys.maxsize


def _why(found: Answered, graph: Graph, kind: str, output: Path | None) -> None:
    from kg.cli.receipts import receipts_json, show_receipts

    if kind not in {"", "table", "json"}:
        raise UsageError(f"receipts are told as text or as json, not as {kind}", "-f json")
    if kind == "json" or output is not None:
        content = receipts_json(graph, found) + b"\n"
        if output is None or str(output) == "-":
            sys.stdout.buffer.write(content)
            return
        write_whole(output, content)
        click.echo(f"wrote {output}", err=True)
        return
    show_receipts(graph, found)


def _give(result: Result, kind: str, output: Path | None) -> list[str]:
    if output is not None and str(output) != "-":
        remarks = result.save(output, kind)
        click.echo(f"wrote {output}", err=True)
        return remarks
    if kind in {"", "table"} and result.kind == "rows" and sys.stdout.isatty():
        from rich.console import Console

        from kg.query.results.terminal import show

        show(result, Console())
        return []
    return result.write(sys.stdout.buffer, kind)


def _asked(asked: str) -> str | Path:
    if asked == "-":
        return _unnamed(sys.stdin.buffer.read())
    if asked.endswith(".rq"):
        return Path(asked)
    return asked


def _unnamed(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"the query is not UTF-8 text (byte {fault.start})") from fault
    return f"{text}\n"


def _values(told: tuple[str, ...]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for item in told:
        name, equals, value = item.partition("=")
        if not equals or not name:
            cure = "for example: kg query claims-about thing=uk"
            raise UsageError(f"{item!r} is not name=value", cure)
        if name in found:
            raise UsageError(f"{name} is given twice", "give each parameter one value")
        found[name] = value
    return found
