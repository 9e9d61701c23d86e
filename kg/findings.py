"""A finding: what is wrong in a record, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a finding is: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Mark(NamedTuple):
    """A place in a file: line and column, both counted from 1."""

    line: int
    column: int


class Finding(NamedTuple):
    """One thing to mend; `code` is its name in the error reference."""

    file: Path
    mark: Mark
    severity: Severity
    code: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        """Return `file:line:column: severity code: what is wrong` and the cure on its own line."""
        head = f"{self.file}:{self.mark.line}:{self.mark.column}: "
        cure = f"\n    {self.cure}" if self.cure else ""
        return f"{head}{self.severity} {self.code}: {self.what}{cure}"


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file and place, each once."""
    return sorted(set(findings), key=lambda f: (str(f.file), f.mark, f.code, f.what))
