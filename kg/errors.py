"""What can go wrong, as exceptions that carry their cure and their exit code.

KgError
├── UsageError      2  the call itself is wrong (unknown name, bad option)
├── InputError      3  a file or a graph cannot be used (missing, damaged, refused)
├── FindingsError   1  records were read and have findings
└── LimitError      4  a limit (time, rows, memory) was hit
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kg.findings import Finding


class KgError(Exception):
    """A fault told to the user: what is wrong, and how to mend it."""

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, cure: str = "") -> None:
        """Keep the sentence that says what is wrong and the one that says how to mend it."""
        super().__init__(what)
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        """Give both sentences, the cure on a line of its own."""
        return f"{self.what}\n  {self.cure}" if self.cure else self.what


class UsageError(KgError):
    """The call is wrong: an unknown query, parameter, id or option."""

    exit_code = 2


class InputError(KgError):
    """A file, a text or a graph is missing, damaged or refused."""

    exit_code = 3


class FindingsError(KgError):
    """The records were read, and at least one finding is an error."""

    exit_code = 1

    def __init__(self, what: str, cure: str, findings: Sequence[Finding]) -> None:
        """Keep the findings, so that all of them can be told."""
        super().__init__(what, cure)
        self.findings = list(findings)

    def __reduce__(self) -> tuple[type[FindingsError], tuple[str, str, list[Finding]]]:
        """Return how to make it again in another process."""
        return FindingsError, (self.what, self.cure, self.findings)


class OutdatedWarning(UserWarning):
    """A graph can be read, but this version would have built it otherwise."""


class LimitError(KgError):
    """A limit was hit; the message names the setting that moves it.

    `limit` is which one: `seconds`, `rows` or `memory`; nothing if it is another.
    """

    exit_code = 4

    def __init__(self, what: str, cure: str = "", limit: str = "") -> None:
        """Keep which limit it was."""
        super().__init__(what, cure)
        self.limit = limit
