"""What one types after a verb that takes a query: a name, a file or SPARQL, and its parameters."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from kg.errors import UsageError


def asked_from(text: str) -> str | Path:
    """Return what is asked: standard input for `-`, the path of a .rq file, else the text itself.

    Raises:
        UsageError: standard input is not UTF-8.
    """
    if text == "-":
        raw = sys.stdin.buffer.read()
        try:
            return f"{raw.decode('utf-8-sig')}\n"
        except UnicodeDecodeError as fault:
            raise UsageError(f"the query is not UTF-8 text (byte {fault.start})") from None
    return Path(text) if text.endswith(".rq") else text


def values_from(told: Iterable[str]) -> dict[str, str]:
    """Return the values of parameters that are given as name=value.

    Raises:
        UsageError: one is not name=value, or is given twice.
    """
    found: dict[str, str] = {}
    for item in told:
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise UsageError(f"{item!r} is not name=value", "for example: thing=uk")
        if name in found:
            raise UsageError(f"{name} is given twice", "give each parameter one value")
        found[name] = value
    return found
