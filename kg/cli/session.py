"""One session at the prompt: each query answered, each command done, each fault told."""

from __future__ import annotations

import re
import shlex
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from kg.cli.asked import values_from
from kg.cli.explain import described
from kg.errors import FindingsError, KgError, UsageError
from kg.graph.opened import Graph
from kg.query.example import example
from kg.query.explain.explain import explain
from kg.query.explain.hints import hints
from kg.query.limits import Limits
from kg.query.receipts.why import why
from kg.query.results.formats import BINARY, NAMES
from kg.query.results.result import Result
from kg.query.run import query
from kg.query.saved import Saved, queries, saved_query
from kg.query.terms import describe
from kg.shell.help import HELP
from kg.words import suggestion

if TYPE_CHECKING:
    from rich.console import Console


class Session:
    """What is set and what was asked last; `fault` is the exit code of the first fault."""

    def __init__(self, graph: Graph, *, interactive: bool) -> None:
        """Begin with a graph and the usual limits."""
        self.graph = graph
        self.interactive = interactive
        self.kind = ""
        self.limits = Limits()
        self.last = ""
        self.fault = 0
        self.commands: dict[str, Callable[[str], None]] = {
            ".help": lambda _: click.echo(HELP),
            ".queries": self._queries,
            ".run": self._run,
            ".why": self._why,
            ".explain": self._explain,
            ".trace": self._trace,
            ".format": self._format,
            ".limit": self._limit,
            ".timeout": self._timeout,
        }

    def handle(self, text: str) -> bool:
        """Do what was typed; return whether to go on."""
        text = text.strip()
        word, _, rest = text.partition(" ")
        if word in {".quit", ".exit", ".q", "quit", "exit"}:
            return False
        try:
            if word.startswith("."):
                self._command(word)(rest.strip())
            elif _CALL.fullmatch(text):
                self._run(text)
            elif text:
                self._ask(text)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        except FindingsError as fault:
            self._told([*map(str, fault.findings), f"kg: {fault}"], fault)
        except KgError as fault:
            self._told([f"kg: {fault}"], fault)
        return True

    def _told(self, lines: list[str], fault: KgError) -> None:
        self.fault = self.fault or fault.exit_code
        for line in lines:
            click.echo(line, err=True)

    def _command(self, word: str) -> Callable[[str], None]:
        if word not in self.commands:
            known = [*self.commands, ".quit"]
            cure = suggestion(word, known) or ".help lists the commands"
            raise UsageError(f"there is no command {word}", cure)
        return self.commands[word]

    def _ask(self, asked: str | Saved, values: dict[str, str] | None = None) -> None:
        start = time.perf_counter()
        with query(self.graph, asked, values, self.limits) as result:
            self.last = result.sparql
            rows = self._give(result)
        if self.interactive and rows is not None:
            taken = time.perf_counter() - start
            for hint in hints(self.graph, self.last, rows=rows, seconds=taken):
                click.secho(f"\n{hint}", fg="yellow", err=True)

    def _give(self, result: Result) -> int | None:
        """Write an answer; return its rows where they were counted."""
        if result.kind == "boolean":
            result.write(sys.stdout.buffer, self.kind if self.kind in {"json", "xml"} else "")
            sys.stdout.flush()
            return int(bool(result.boolean))
        if result.kind == "rows" and self.kind in {"", "table"} and sys.stdout.isatty():
            from kg.query.results.terminal import show

            show(result, _console())
            return result.count
        kind = "" if result.kind == "triples" and self.kind == "table" else self.kind
        remarks = result.write(sys.stdout.buffer, kind)
        sys.stdout.flush()
        for remark in remarks:
            click.echo(f"kg: note: {remark}", err=True)
        return None

    def _queries(self, name: str) -> None:
        if name:
            saved = saved_query(name, self.graph)
            click.echo(saved.about.summary or saved.name)
            for parameter in saved.parameters:
                click.echo(f"  {describe(parameter)}")
            told = saved.call(example(self.graph, saved))
            click.echo(f"  .run {told.removeprefix('kg query ')}")
            return
        for saved in queries(self.graph):
            click.echo(f"{saved.name:<24} {saved.about.summary}")

    def _run(self, rest: str) -> None:
        try:
            name, *told = shlex.split(rest)
        except ValueError:
            raise UsageError("a query's name was expected, then name=value", _RUN) from None
        self._ask(saved_query(name, self.graph), values_from(told))

    def _why(self, rest: str) -> None:
        from kg.cli.receipts import show_receipts

        found = why(self.graph, self._asked_last(), limits=self.limits, rows=_number(rest, 5))
        show_receipts(self.graph, found)

    def _explain(self, rest: str) -> None:
        found = explain(self.graph, rest or self._asked_last(), limits=self.limits)
        wide = _console().width if sys.stdout.isatty() else 1_000_000
        click.echo("\n".join(described(found, wide)))

    def _asked_last(self) -> str:
        if not self.last:
            raise UsageError("nothing has been asked yet", "ask a query first")
        return self.last

    def _trace(self, rest: str) -> None:
        from kg.cli.trace import trace_command

        if not rest:
            raise UsageError("an id or a label was expected", "for example: .trace uk")
        asked = [rest, "--project", str(self.graph.folder)]
        trace_command.main(asked, prog_name="kg trace", standalone_mode=False)

    def _format(self, rest: str) -> None:
        if rest and rest not in NAMES:
            cure = suggestion(rest, NAMES) or f"one of: {', '.join(NAMES)}"
            raise UsageError(f"there is no format {rest!r}", cure)
        if rest in BINARY and sys.stdout.isatty():
            raise UsageError(f"{rest} is not for a terminal", f"kg query … -o answer.{rest}")
        self.kind = rest
        click.echo(f"answers are written as {rest or 'a table'}", err=True)

    def _limit(self, rest: str) -> None:
        rows = _number(rest, Limits().rows or 0) or None
        self.limits = Limits(self.limits.seconds, rows, self.limits.memory)
        click.echo(f"at most {rows:,} rows" if rows else "as many rows as there are", err=True)

    def _timeout(self, rest: str) -> None:
        seconds = _number(rest, int(Limits().seconds or 0)) or None
        self.limits = Limits(seconds, self.limits.rows, self.limits.memory)
        told = f"a query ends after {seconds} seconds" if seconds else "a query may run for ever"
        click.echo(told, err=True)


_CALL: Final = re.compile(r"[\w.-]+(?:\s+\w+=.*)+")
_RUN: Final = "for example: .run claims-about thing=uk"


def _number(text: str, usual: int) -> int:
    try:
        number = int(text) if text else usual
    except ValueError:
        raise UsageError(f"{text!r} is not a whole number") from None
    if number < 0:
        raise UsageError(f"{text} is less than 0")
    return number


def _console() -> Console:
    from rich.console import Console

    return Console()
