"""The page about the verbs of the command line, from click."""  # noqa: INP001

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click
from tables import NOTICE, table

from kg.cli.main import commands

_HEAD: Final = f"""# The command line

{NOTICE}

Each verb is also a function of the library: see [python.md](python.md). A project is named by
`-p`, or by its folder; without that, it is the nearest folder at or above this one that has a
`kg.toml`. What the exit codes mean is told in [errors.md](errors.md#exit-codes).
"""


def verbs() -> Iterator[str]:
    """Yield the lines of the page."""
    yield _HEAD
    context = click.Context(commands, info_name="kg", max_content_width=100)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        if command is not None:
            yield from _verb(command, click.Context(command, info_name=name, parent=context))


def _verb(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield from [f"## kg {context.info_name}", "", "```text", usage, "```", ""]
    for part in (command.help or "").strip().replace("\b", "").split("\n\n"):
        told, example, line = " ".join(part.split()).partition("Example: ")
        yield from [f"{told}{example}`{line}`" if example else told, ""]
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = [option.get_help_record(context) for option in options]
    rows = [(f"`{record[0]}`", record[1]) for record in records if record is not None]
    if rows:
        yield from table(("Option", "What it does"), rows)
