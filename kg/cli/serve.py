"""`kg serve`: the graph over HTTP, for any SPARQL client, browser or script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from kg.cli.options import project_folder, project_option
from kg.serve.settings import Settings


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each setting."""
    for setting in reversed(fields(Settings)):
        flag = isinstance(setting.default, bool)
        command = click.option(
            f"--{setting.name.replace('_', '-')}",
            default=setting.default,
            show_default=bool(setting.default),
            is_flag=flag,
            help=setting.metadata["help"],
        )(command)
    return command


@click.command("serve")
@_options
@project_option
def serve_command(project: Path | None, **given: Any) -> None:  # noqa: ANN401
    """Serve the graph over HTTP, read only, until Ctrl-C.

    Its address is written to standard output, the log to standard error, a line of JSON for each
    request. A build is taken up without a restart.

    Example: kg serve --port 8080
    """
    from kg.serve.serve import serve

    settings = Settings(**given)
    if not settings.local:
        told = f"everyone who reaches {settings.host} can read the whole graph"
        click.echo(f"kg: warning: {told}; see docs/serve.md", err=True)
    serve(project_folder(project), settings, click.echo)
