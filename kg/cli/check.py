"""`kg check`: everything that is wrong in a project, at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kg.check.project import check
from kg.cli.options import counted, project_folder
from kg.cli.progress import shown_progress
from kg.findings import Finding, errors


@click.command("check")
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per finding and line.")
def check_command(project: Path | None, *, as_json: bool) -> None:
    """Tell every finding as file:line:column, what is wrong, and how to mend it.

    Exit code 1 when there is an error, 0 when there are only warnings or none.

    Example: kg check corpus
    """
    with shown_progress() as progress:
        findings = check(project_folder(project), progress)
    for finding in findings:
        click.echo(_json(finding) if as_json else str(finding))
    faults = len(errors(findings))
    warnings = len(findings) - faults
    click.echo(f"{counted(faults, 'error')}, {counted(warnings, 'warning')}", err=True)
    sys.exit(1 if faults else 0)


def _json(finding: Finding) -> str:
    return json.dumps(
        {
            "file": str(finding.file),
            "line": finding.mark.line,
            "column": finding.mark.column,
            "severity": finding.severity,
            "code": finding.code,
            "what": finding.what,
            "cure": finding.cure,
        }
    )
