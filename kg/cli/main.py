"""The command `kg`: finds the verb, runs it, and tells faults with their cure and exit code."""

from __future__ import annotations

import gc
import importlib
import io
import os
import re
import sys
from typing import Any

import click

from kg import __version__
from kg.errors import FindingsError, InputError, KgError

_VERBS = {
    "demo": "Build the bundled corpus in a folder, ask it, and write its pages.",
    "build": "Build a project's graph from its records.",
    "check": "Tell everything that is wrong in a project, by file and line.",
    "attach": "Bring a legally held copy of an article, and verify its passages.",
    "anchor": "Compute where passages stand in the attached text, and freeze it.",
    "info": "Tell what is in the graph.",
    "search": "Find things by their names and claims by their wording.",
    "queries": "List the saved queries.",
    "query": "Ask a saved query, a .rq file, or SPARQL from standard input.",
    "gates": "Ask every quality gate, and tell which have rows.",
    "explain": "Show how a query runs, part by part, and what would make it better.",
    "shell": "Ask one query after another, with completion and history.",
    "trace": "Show every claim behind something, down to the passage.",
    "view": "Write the network as one offline HTML page.",
    "site": "Write the whole graph as a folder of linked pages.",
    "serve": "Serve the graph over HTTP: SPARQL, saved queries, Linked Data, pages.",
    "export": "Write the graph as RDF, or a network for other programs.",
    "push": "Publish the graph on a SPARQL engine, whole or not at all.",
}


class _Verbs(click.Group):
    """Loads a verb's module only when that verb is called, so that `kg --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        module = importlib.import_module(f"kg.cli.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl(list(_VERBS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
            if args == ["--help"]:
                click.echo(ctx.get_help())
                ctx.exit()
        if args and args[0] not in _VERBS and not args[0].startswith("-"):
            from kg.words import suggestion

            cure = suggestion(args[0], _VERBS) or "kg --help lists the verbs"
            raise click.UsageError(f"there is no verb {args[0]!r}: {cure}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Claimgraph: what articles claim, as a graph in which every answer has its receipts.

    Start with `kg demo`. Exit codes: 0 fine, 1 findings, 2 usage, 3 bad input, 4 limit hit.
    """


def main() -> None:
    """Run the command line; every fault we know ends as a message and an exit code."""
    # A verb makes hundreds of thousands of small values and no cycles: to look for cycles as often
    # as Python does took a sixth of the time of `kg view` at 10,000 claims.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        code = _dropped()
    except OSError as fault:
        _dropped()
        code = _told(InputError(f"{fault.strerror}: {fault.filename or 'standard output'}"))
    sys.exit(code)


def _run() -> int:
    """Run the verb and return its exit code."""
    output = sys.stdout
    try:
        done = commands.main(
            standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None
        )
    except SystemExit as stop:
        if sys.stdout is not output:  # click puts another in the place of a closed pipe
            raise BrokenPipeError from None
        return stop.code if isinstance(stop.code, int) else 0
    except click.ClickException as fault:
        fault.show()
        if isinstance(fault, click.MissingParameter) and fault.ctx is not None:
            _example_of(fault.ctx.command)
        return fault.exit_code
    except (click.Abort, EOFError, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except KgError as fault:
        return _told(fault)
    return done if isinstance(done, int) else 0


def _example_of(command: click.Command) -> None:
    """Tell a verb's example to those who left something out."""
    found = re.search(r"Examples?:\s+(kg .*)", command.help or "")
    if found is not None:
        click.echo(f"  for example: {found[1]}", err=True)


def _told(fault: KgError) -> int:
    for finding in fault.findings if isinstance(fault, FindingsError) else ():
        click.echo(str(finding), err=True)
    click.echo(f"kg: {fault}", err=True)
    return fault.exit_code


def _dropped() -> int:
    """Let go of what nobody takes any more, so that it is not tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()
