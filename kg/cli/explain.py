"""`kg explain`: how a query runs, part by part, and what would make it better."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asked import asked_from, values_from
from kg.cli.options import graph_of, graph_options
from kg.query.explain.explain import Explanation, Step, explain
from kg.query.explain.trial import duration
from kg.query.limits import Limits

if TYPE_CHECKING:
    from kg.query.explain.plan import Plan

_USUAL = Limits()


@click.command("explain")
@click.argument("asked")
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--set", "more", multiple=True, metavar="NAME=VALUE", help="The same, as an option.")
@click.option("--timeout", default=_USUAL.seconds, show_default=True, metavar="SECONDS",
              help="End each part after so long; 0 for never.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object.")
@graph_options
def explain_command(
    *,
    asked: str,
    values: tuple[str, ...],
    more: tuple[str, ...],
    timeout: float,
    as_json: bool,
    project: Path | None,
) -> None:
    """Run the parts of a query, tell rows and time of each, and what would make it better.

    It takes a saved query by NAME, a FILE.rq, SPARQL as text, or - for standard input. With the
    `oxigraph` command (pip install oxigraph) the engine's own plan is shown too.

    Example: kg explain claims-about thing=uk
    """
    graph = graph_of(project)
    told = values_from((*values, *more))
    found = explain(graph, asked_from(asked), told, Limits(seconds=timeout or None))
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for line in described(found, wide=_width()):
        click.echo(line)


def described(found: Explanation, wide: int) -> list[str]:
    """Return an explanation as lines; a part that does not fit a width is cut."""
    lines = [_answer(found), ""]
    if found.steps:
        lines += [f"{'rows':>12} {'so far':>9} {'this part':>9}  part"]
        lines += [_step(step, wide) for step in found.steps]
        lines += ["", *_where(found)]
    for advice in found.advice:
        lines += ["", advice.told(found.query)]
    if found.plan is not None:
        lines += ["", "The engine's own plan (rows, time with what is under it):"]
        lines += _plan(found.plan, 0, wide)
    return lines


def _answer(found: Explanation) -> str:
    if found.over:
        return f"stopped after {found.limit:g} s (--timeout)"
    if found.seconds is None or found.rows is None:
        return "the query could not be measured"
    rows = f"{found.rows:,} row{'' if found.rows == 1 else 's'}"
    if found.form == "ASK":
        rows = "yes" if found.rows else "no"
    if found.form in {"CONSTRUCT", "DESCRIBE"}:
        rows = f"{found.rows:,} triples"
    return f"{rows} in {duration(found.seconds)}"


def _step(step: Step, wide: int) -> str:
    rows = "" if step.rows is None else f"{step.rows:,}"
    taken = "" if step.seconds is None else duration(step.seconds)
    own = "" if step.own is None else duration(step.own) if step.own > 0 else "–"
    if step.over:
        rows, taken = "?", "stopped"
    text = f"{'  ' * step.depth}{_LEADS.get(step.kind, '')}{step.text}"
    return f"{rows:>12} {taken:>9} {own:>9}  {_cut(text, wide - 35)}"


_LEADS = {"joined": "with ", "sub-select": "by itself: "}


def _where(found: Explanation) -> list[str]:
    lines = []
    if found.slowest is not None:
        step = found.slowest
        lines.append(f"Most of the time goes into line {step.line}: {_cut(step.text, 60)}")
    order = "The parts are counted in the order in which they are written."
    unknown = " The engine may take another, and does not tell it (pip install oxigraph does)."
    return [*lines, order if found.plan is not None else order + unknown]


def _plan(node: Plan, depth: int, wide: int) -> list[str]:
    text = _cut(f"{'  ' * depth}{node.operation}", wide - 25)
    lines = [f"{node.rows:>12,} {duration(node.seconds):>9}  {text}"]
    return [*lines, *(line for under in node.under for line in _plan(under, depth + 1, wide))]


def _cut(text: str, wide: int) -> str:
    return text if len(text) <= wide or wide < 1 else f"{text[: max(wide, 20) - 1]}…"


def _width() -> int:
    """Return how wide lines may be: as the terminal, and not cut in a pipe."""
    return max(shutil.get_terminal_size().columns, 60) if sys.stdout.isatty() else 1_000_000
