"""A file of records as read: plain values, and where in the file each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from kg.findings import Finding, Mark, Severity

Value: TypeAlias = "str | int | bool | Decimal | list[Value] | Node | None"
Node: TypeAlias = "dict[str, Value]"
Route: TypeAlias = tuple[str | int, ...]


@dataclass
class Document:
    """The records of one file, the marks of their keys and values, and what reading found.

    `spans` holds where each single value starts and ends (code points), `flow` which mappings are
    written in braces; both are for edits that leave the rest of the file alone.
    """

    file: Path
    value: Value = None
    keys: dict[Route, Mark] = field(default_factory=dict)
    values: dict[Route, Mark] = field(default_factory=dict)
    spans: dict[Route, tuple[int, int]] = field(default_factory=dict)
    flow: set[Route] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    faulty: set[Route] = field(default_factory=set)

    def records(self) -> Iterator[tuple[Route, Node]]:
        """Yield each record with its route: a file holds one record, or a list of them."""
        items = self.value if isinstance(self.value, list) else [self.value]
        nested = isinstance(self.value, list)
        for index, item in enumerate(items):
            route: Route = (index,) if nested else ()
            if isinstance(item, dict):
                yield route, item
            elif item is not None:
                self.report(route, "not-a-record", f"a record is keys and values, not {item!r}")

    def mark(self, route: Route, *, key: bool = False) -> Mark:
        """Return where a value stands (or its key); the nearest enclosing place if it has none."""
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


def unit(route: Route) -> Route:
    """Return the route of the claim, or else the record, that a place belongs to."""
    if "claims" in route[:2]:
        return route[: route.index("claims") + 2]
    return route[:1] if route and isinstance(route[0], int) else ()


def nodes(value: Value, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Yield every mapping inside a value, outermost first, with its route."""
    if isinstance(value, dict):
        yield route, value
        for key, item in value.items():
            yield from nodes(item, (*route, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from nodes(item, (*route, index))


def many(value: Value) -> list[Value]:
    """Return a value as a list: itself when it is one, nothing for a missing value."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
