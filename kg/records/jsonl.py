"""Reading JSON Lines: one record a line, with the same keys as the YAML."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.findings import Mark
from kg.records.document import Document, Route, Value

_DEPTH = 60


def read_jsonl(file: Path, text: str) -> Document:
    """Return the document of JSON Lines; a line that is not JSON is a finding of its own."""
    records: list[Value] = []
    document = Document(file, records)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        route: Route = (len(records),)
        document.values[route] = Mark(number, 1)
        records.append(_read_line(document, route, number, line))
    return document


def _read_line(document: Document, route: Route, number: int, line: str) -> Value:
    try:
        value: Value = json.loads(
            line, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_Pairs
        )
        return _settled(document, route, value, 0)
    except json.JSONDecodeError as fault:
        document.values[route] = Mark(number, fault.colno)
        cure = "each line holds one whole JSON object"
        document.report(route, "json", f"this is not JSON: {fault.msg}", cure)
    except UnicodeEncodeError:
        document.report(route, "json", "half a character (a lone surrogate)", "write it whole")
    except (RecursionError, ValueError) as fault:
        document.report(route, "json", f"this line is not read: {fault}", "simplify the record")
    return None


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a key written twice is seen."""


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that a graph can hold")


def _settled(document: Document, route: Route, value: Any, depth: int) -> Value:  # noqa: ANN401
    if depth > _DEPTH:
        raise ValueError(f"nested more than {_DEPTH} deep")
    if isinstance(value, _Pairs):
        names = [name for name, _ in value]
        for name in sorted({name for name in names if names.count(name) > 1}):
            what = f"the key {name!r} stands twice here"
            document.report(route, "key-twice", what, "keep one; several values go into a list")
        return {name: _settled(document, (*route, name), item, depth + 1) for name, item in value}
    if isinstance(value, list):
        return [_settled(document, (*route, i), item, depth + 1) for i, item in enumerate(value)]
    if isinstance(value, str) and not value.isascii():
        value.encode("utf-8")
    settled: Value = value
    return settled
