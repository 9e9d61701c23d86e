"""What an answer rests on, told instead of the answer: `--why` and `--robust` of `kg query`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from kg.cli.receipts import show_receipts
from kg.cli.robustness import robustness_json, show_robustness
from kg.errors import UsageError
from kg.files import write_whole
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.as_json import receipts_json
from kg.query.receipts.robust import robust
from kg.query.receipts.why import MOST, why
from kg.query.terms import Given

_USUAL = Limits()


def tell_receipts(
    graph: Graph,
    asked: str | Path,
    values: Mapping[str, Given],
    limits: Limits,
    kind: str,
    output: Path | None,
) -> None:
    """Tell each row with the claims that support it: a hundred rows, unless told otherwise."""
    rows = MOST if limits.rows == _USUAL.rows else limits.rows or sys.maxsize - 1
    as_json = _as_json(kind, output)
    found = why(graph, asked, values, limits, rows)
    if as_json:
        _write(receipts_json(graph, found), output)
    else:
        show_receipts(graph, found)


def tell_robustness(
    graph: Graph,
    asked: str | Path,
    values: Mapping[str, Given],
    limits: Limits,
    kind: str,
    output: Path | None,
) -> None:
    """Tell which rows change, go or come when each source is left out."""
    as_json = _as_json(kind, output)
    found = robust(graph, asked, values, limits)
    if as_json:
        _write(robustness_json(graph, found), output)
    else:
        show_robustness(graph, found)


def _as_json(kind: str, output: Path | None) -> bool:
    if kind not in {"", "table", "json"}:
        raise UsageError(f"this is told as text or as json, not as {kind}", "-f json")
    return kind == "json" or output is not None


def _write(content: bytes, output: Path | None) -> None:
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    write_whole(output, content)
    click.echo(f"wrote {output}", err=True)
