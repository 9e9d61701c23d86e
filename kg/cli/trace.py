"""`kg trace`: every claim behind something, with its chain and its passage, in the terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import click

from kg.cli.asked import asked_from, values_from
from kg.cli.options import counted, graph_of, graph_options
from kg.cli.pages import give_page
from kg.errors import UsageError
from kg.show.trace.page import trace_page
from kg.trace.evidence import Evidence, Step
from kg.trace.trace import trace

_GRADES = {"verified": "✓ verified", "moved": "→ moved", "lost": "✗ lost", "no text": "· no text"}


@click.command("trace")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object.")
@click.option("--html", "as_page", is_flag=True, help="The same as one page for the browser.")
@click.option("--query", metavar="NAME|FILE", help="A page of the claims behind a query's rows.")
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="A query's parameter.")
@click.option("--with-text", is_flag=True, help="Put the articles' text in: not for publishing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page's file; - for "
              "stdout.")  # fmt: skip
@graph_options
def trace_command(
    *,
    name: str | None,
    project: Path | None,
    as_json: bool,
    as_page: bool,
    query: str | None,
    told: tuple[str, ...],
    with_text: bool,
    output: Path | None,
) -> None:
    """Show the evidence behind a claim; or every claim about an actor, pledge, meeting … .

    NAME is an id, a label ("Olaf Scholz"), another name, or an IRI. With --html it may be left
    out, for every claim of the graph.

    Example: kg trace package-21bn-uk --html -o package.html
    """
    if as_page:
        if as_json:
            raise UsageError("a trace is told as JSON or as a page, not both", "leave one out")
        asked, values = asked_from(query) if query else None, values_from(told)
        graph = graph_of(project)
        content = trace_page(graph, name, query=asked, values=values, with_text=with_text)
        give_page(content, output, f"trace-{name or query or 'all'}")
        return
    _only_pages(query=query, set=told, with_text=with_text, output=output)
    if name is None:
        raise UsageError("say what to trace", "for example: kg trace package-21bn-uk")
    found = trace(graph_of(project), name)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    count = counted(len(found.claims), "claim")
    named = found.of.label if found.of.label == found.of.id else f"{found.of.label} ({found.of.id})"
    click.secho(f"{named}: {count}", bold=True)
    for claim in found.claims:
        show_claim(claim)


def _only_pages(**given: object) -> None:
    for name in (name for name, value in given.items() if value):
        option = f"--{name.replace('_', '-')}"
        cure = "add --html; in the terminal: kg query … --why" if name == "query" else "add --html"
        raise UsageError(f"{option} is for a page", cure)


def show_claim(claim: Evidence) -> None:
    """Print a claim: its chain, its passage, what it states."""
    click.echo()
    click.secho(f"{claim.id}  {claim.kind}, {claim.certainty}", fg="cyan")
    click.echo(_wrapped(claim.paraphrase, 2))
    if claim.status != "active":
        click.secho(f"  {claim.status}: {claim.status_reason}", fg="yellow")
    for position, step in enumerate(claim.chain):
        click.echo(f"  {'   ' * position}{'└─ ' if position else ''}{told_step(step)}")
    _passage(claim)
    for correction in claim.corrections:
        click.secho(
            f"  printed {correction.printed!r}, read {correction.proposed!r}: {correction.reason}",
            fg="yellow",
        )
    for subject, rows in groupby(claim.states, key=itemgetter(0)):
        told = "; ".join(f"{prop}: {value}" for _, prop, value in rows)
        click.secho(_wrapped(f"{subject}  [{told}]", 4), dim=True)
    for how, other in claim.related:
        click.echo(f"  {how} {other}")
    if claim.note:
        click.secho(_wrapped(f"note: {claim.note}", 2), italic=True)


def told_step(step: Step) -> str:
    """Return a step of attribution in words."""
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
    click.echo(_wrapped(f"» {words} «", 2))


def _wrapped(text: str, indent: int) -> str:
    """Return a text set off by some spaces; in a terminal, folded between words to its width."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    first = " " * indent
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=f"{first}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
