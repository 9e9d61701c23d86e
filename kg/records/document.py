"""A file of records as read: plain values, and where in the file each of them stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from kg.findings import Finding, Mark, Severity
from kg.records.vocabulary import Vocabulary

Value: TypeAlias = "str | int | bool | Decimal | list[Value] | Node | None"
Node: TypeAlias = "dict[str, Value]"
Route: TypeAlias = tuple[str | int, ...]
_LONGEST = 60
_DEEPER = (dict, list)
_UNREAD = {"unreadable", "too-large", "yaml", "json", "csv"}


@dataclass
class Document:
    """The records of one file, the marks of their keys and values, and what reading found.

    `digest` is the SHA-256 of the very bytes that were read.
    `spans` holds where each single value starts and ends (code points), `flow` which mappings are
    written in braces; both are for edits that leave the rest of the file alone. `plain` tells that
    it is JSON Lines without a doubt: whoever reads the same bytes again need not look for any.
    """

    file: Path
    value: Value = None
    keys: dict[Route, Mark] = field(default_factory=dict)
    values: dict[Route, Mark] = field(default_factory=dict)
    spans: dict[Route, tuple[int, int]] = field(default_factory=dict)
    flow: set[Route] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    faulty: set[Route] = field(default_factory=set)
    digest: str = ""
    plain: bool = False

    def locate(self, route: Route) -> None:
        """Find the marks and spans around a place, where reading did not note them yet."""

    def keep(self, records: Collection[int]) -> None:
        """Let go of what is kept only to find places in other records than these."""

    def records(self) -> Iterator[tuple[Route, Node]]:
        """Yield each record with its route: a file holds one record, or a list of them."""
        for index, item in enumerate(self.value if isinstance(self.value, list) else [self.value]):
            route: Route = (index,) if isinstance(self.value, list) else ()
            if isinstance(item, dict):
                yield route, item
            elif item is not None:
                what = f"a record is keys and values, not {shown(item)}"
                self.report(route, "not-a-record", what, "write `id: …` and the other keys")

    def mark(self, route: Route, *, key: bool = False) -> Mark:
        """Return where a value stands (or its key); the nearest enclosing place if it has none."""
        self.locate(route)
        marks = self.keys if key else self.values
        while route not in marks and route:
            marks, route = self.values, route[:-1]
        return marks.get(route, Mark(1, 1))

    def report(
        self, route: Route, code: str, what: str, cure: str = "", *, key: bool = False
    ) -> None:
        """Note an error at a value, or at its key."""
        place = self.mark(route, key=key)
        self.findings.append(Finding(self.file, place, Severity.ERROR, code, what, cure))
        self.faulty.add(unit(route))

    def lacking(self, key: str) -> str:
        """Return how a record gets a key that it lacks."""
        return f"add a line: {key}: …"

    def spoilt(self) -> set[Mark]:
        """Return the places in records and claims that have findings already."""
        for route in list(self.faulty):
            self.locate(route)
        marks = [*self.keys.items(), *self.values.items()] if self.faulty else []
        return {mark for route, mark in marks if self.is_faulty(route)}

    def is_whole(self) -> bool:
        """Tell whether all of the file was read, right or wrong."""
        return not any(finding.code in _UNREAD for finding in self.findings)

    def is_faulty(self, route: Route) -> bool:
        """Tell whether the claim or the record that a place belongs to has an error."""
        part = unit(route)
        record = part[:1] if isinstance(self.value, list) else ()
        return part in self.faulty or record in self.faulty


def unit(route: Route) -> Route:
    """Return the route of the claim, or else the record, that a place belongs to."""
    at = 1 if route and isinstance(route[0], int) else 0
    if len(route) > at + 1 and route[at] == "claims":
        return route[: at + 2]
    return route[:at]


def nodes(value: Value, vocabulary: Vocabulary, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Yield every mapping inside a value, outermost first, with its route.

    A text in several languages is a mapping as well, but no node.
    """
    if isinstance(value, dict):
        yield route, value
        for key, item in value.items():
            if isinstance(item, _DEEPER) and key not in vocabulary.flat:
                yield from nodes(item, vocabulary, (*route, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, _DEEPER):
                yield from nodes(item, vocabulary, (*route, index))


def many(value: Value) -> list[Value]:
    """Return a value as a list: itself when it is one, nothing for a missing value."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def shown(value: object) -> str:
    """Return a value as a finding tells it: on one line, and not all of a long one."""
    if isinstance(value, bool | dict | list | None):
        kinds = {dict: "a mapping", list: "a list", bool: str(value).lower()}
        return kinds.get(type(value), "nothing")
    whole = repr(value) if isinstance(value, str) else str(value)
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"
