"""`kg query`: a saved query, a .rq file or SPARQL, asked and answered."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import click

from kg.cli.asked import asked_from, values_from
from kg.cli.options import graph_of, graph_options, limit_options, limits_from
from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.results.formats import BINARY, NAMES
from kg.query.results.result import Result
from kg.query.run import query

_SAVED = re.compile(r"[\w.\-]+(?<!\.rq)(?<!^-)")


@click.command("query")
@click.argument("asked")
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--set", "more", multiple=True, metavar="NAME=VALUE", help="The same, as an option.")
@click.option("-f", "--format", "kind", default="", help=f"One of: {', '.join(NAMES)}.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="A file to write; its ending names the format.")  # fmt: skip
@limit_options
@click.option("--why", "with_receipts", is_flag=True,
              help="Under each row, the claims that support it; as a table, too.")  # fmt: skip
@click.option("--robust", "without", is_flag=True,
              help="Which rows change, go or come when each source is left out.")  # fmt: skip
@graph_options
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
    limits = limits_from(timeout, max_rows, max_memory)
    told = values_from((*values, *more))
    graph = graph_of(project)
    if with_receipts or without:
        from kg.cli.grounds import tell_receipts, tell_robustness

        tell = tell_receipts if with_receipts else tell_robustness
        tell(graph, asked_from(asked), told, limits, kind, output)
        return
    start = time.perf_counter()
    with query(graph, asked_from(asked), told, limits) as result:
        if output is None and kind in {"", "table"} and result.kind == "rows":
            rows = _table(result)
            _advise(graph, asked, result.sparql, rows, time.perf_counter() - start)
            return
        remarks = _give(result, kind, output)
    for remark in remarks:
        click.echo(f"kg: note: {remark}", err=True)


def _table(result: Result) -> int:
    """Write rows as a table, and return how many there were."""
    if sys.stdout.isatty():
        from rich.console import Console

        from kg.query.results.terminal import show

        show(result, Console())
    else:
        result.write(sys.stdout.buffer, "table")
        sys.stdout.flush()
    return result.count


def _advise(graph: Graph, asked: str, sparql: str, rows: int, seconds: float) -> None:
    """Tell why a query that is not a saved one has no rows, or takes long."""
    if _SAVED.fullmatch(asked):
        return
    from kg.query.explain.hints import hints

    for hint in hints(graph, sparql, rows=rows, seconds=seconds):
        click.echo(f"kg: note: {hint}", err=True)


def _give(result: Result, kind: str, output: Path | None) -> list[str]:
    if output is not None and str(output) != "-":
        remarks = result.save(output, kind)
        click.echo(f"wrote {output}", err=True)
        return remarks
    if kind in BINARY and sys.stdout.isatty():
        raise UsageError(f"{kind} is not for a terminal", f"-o answer.{kind}")
    remarks = result.write(sys.stdout.buffer, kind)
    sys.stdout.flush()
    return remarks
