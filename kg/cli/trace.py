"""`kg trace`: every claim behind something, with its chain and its passage, in the terminal."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path

import click

from kg.cli.options import counted, graph_of, project_option
from kg.trace.evidence import Evidence, Step
from kg.trace.trace import trace

_GRADES = {"verified": "✓ verified", "moved": "→ moved", "lost": "✗ lost", "no text": "· no text"}


@click.command("trace")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object.")
@project_option
def trace_command(name: str, project: Path | None, *, as_json: bool) -> None:
    """Show the evidence behind a claim; or every claim about an actor, pledge, meeting … .

    NAME is an id, a label ("Olaf Scholz"), another name, or an IRI.

    Example: kg trace package-21bn-uk
    """
    found = trace(graph_of(project), name)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    count = counted(len(found.claims), "claim")
    click.secho(f"{found.of.label} ({found.of.id}): {count}", bold=True)
    for claim in found.claims:
        _claim(claim)


def _claim(claim: Evidence) -> None:
    click.echo()
    click.secho(f"{claim.id}  {claim.kind}, {claim.certainty}", fg="cyan")
    click.echo(f"  {claim.paraphrase}")
    if claim.status != "active":
        click.secho(f"  {claim.status}: {claim.status_reason}", fg="yellow")
    for position, step in enumerate(claim.chain):
        click.echo(f"  {'   ' * position}{'└─ ' if position else ''}{_step(step)}")
    _passage(claim)
    for correction in claim.corrections:
        click.secho(
            f"  printed {correction.printed!r}, read {correction.proposed!r}: {correction.reason}",
            fg="yellow",
        )
    for subject, rows in groupby(claim.states, key=itemgetter(0)):
        told = "; ".join(f"{prop}: {value}" for _, prop, value in rows)
        click.secho(f"    {subject}  [{told}]", dim=True)
    for how, other in claim.related:
        click.echo(f"  {how} {other}")
    if claim.note:
        click.secho(f"  note: {claim.note}", italic=True)


def _step(step: Step) -> str:
    through = f" in {step.through.label}" if step.through else ""
    basis = f" [{step.basis}]" if step.basis not in {"printed", ""} else ""
    return f"{step.agent.label} ({step.cue}){through}{basis}"


def _passage(claim: Evidence) -> None:
    passage, source = claim.passage, claim.source
    head = (
        f"{source.publisher.label}, {source.published or 'no date'}, paragraph {passage.paragraph}"
    )
    grade = _GRADES[passage.grade]
    click.echo(f"  {head}, characters {passage.start}-{passage.end}  {grade}")
    words = passage.text or f"{passage.first} … {passage.last}"
    click.echo(f"  » {words} «")
