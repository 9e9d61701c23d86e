"""How receipts are told in the terminal."""

from __future__ import annotations

import click

from kg.cli.trace import told_step
from kg.graph.opened import Graph
from kg.query.receipts.remarks import remarks
from kg.query.receipts.why import Answered
from kg.query.results.cells import cell
from kg.trace.brief import Brief, briefs
from kg.visible import visible

_SHOWN = 20


def show_receipts(graph: Graph, found: Answered) -> None:
    """Print each row, and under it the first twenty claims that support it."""
    if not found.rows:
        click.secho("no rows", dim=True)
    shown = [list(receipt.claims)[:_SHOWN] for receipt in found.receipts]
    known = briefs(graph, {claim for claims in shown for claim in claims})
    whole = zip(found.rows, found.receipts, shown, strict=True)
    for number, (row, receipt, claims) in enumerate(whole, 1):
        told = [
            f"{name}: {visible(cell(graph, term))}"
            for name, term in zip(found.variables, row, strict=True)
            if term is not None
        ]
        click.secho(f"{number}  {'  '.join(told)}", bold=True)
        for claim in claims:
            _claim(known[claim])
        if left := len(receipt.claims) - len(claims):
            click.secho(f"   … and {left:,} more claims; all of them: -f json", dim=True)
        for remark in remarks(receipt):
            click.secho(f"   {remark}", dim=True)
        click.echo()


def _claim(claim: Brief) -> None:
    chain = " → ".join(told_step(step) for step in claim.chain)
    passage = claim.passage
    words = passage.text or f"{passage.first} … {passage.last}"
    head = click.style(f"   {claim.id}  {claim.kind}, {claim.certainty}", fg="cyan")
    place = f"paragraph {passage.paragraph}: » {words} «  {passage.grade}"
    click.echo(f"{head}\n     {claim.paraphrase}\n     {chain}\n     {place}")
