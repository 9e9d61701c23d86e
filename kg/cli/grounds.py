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
from kg.query.receipts.as_rows import receipts_table
from kg.query.receipts.robust import robust
from kg.query.receipts.why import MOST, why
from kg.query.results.formats import by_ending, chosen
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
    wanted = _format(kind, output)
    found = why(graph, asked, values, limits, rows)
    if wanted == "json":
        _write(receipts_json(graph, found), output)
    elif wanted and output is not None and str(output) != "-":
        remarks = receipts_table(found).save(output, wanted)
        click.echo(f"wrote {output}", err=True)
        _note(remarks)
    elif wanted:
        _note(receipts_table(found).write(sys.stdout.buffer, wanted))
        sys.stdout.flush()
    else:
        show_receipts(graph, found)
    if found.more:
        click.echo(f"the first {len(found.rows)} rows; for more: --max-rows", err=True)


def tell_robustness(
    graph: Graph,
    asked: str | Path,
    values: Mapping[str, Given],
    limits: Limits,
    kind: str,
    output: Path | None,
) -> None:
    """Tell which rows change, go or come when each source is left out."""
    wanted = _format(kind, output)
    if wanted not in {"", "json"}:
        raise UsageError(f"this is told as text or as json, not as {wanted}", "-f json")
    found = robust(graph, asked, values, limits)
    if wanted:
        _write(robustness_json(graph, found), output)
    else:
        show_robustness(graph, found)


def _format(kind: str, output: Path | None) -> str:
    """Return the format that is asked for; nothing for the account that the terminal shows."""
    if output is not None and str(output) != "-":
        return kind or by_ending(output, "rows")
    return chosen(kind, "rows").name if kind not in {"", "table"} else ""


def _note(remarks: list[str]) -> None:
    for remark in remarks:
        click.echo(f"kg: note: {remark}", err=True)


def _write(content: bytes, output: Path | None) -> None:
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    write_whole(output, content)
    click.echo(f"wrote {output}", err=True)
