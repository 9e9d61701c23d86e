"""Putting single values into record files without touching anything else in them.

A round trip through a YAML library kept comments, but indented 935 lines of the founding corpus
anew to add 350 values; an edit at the places that reading noted changes those lines only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.records.document import Document, Node, Route
from kg.records.yaml import read_yaml

Change = tuple[Route, Node]


def put_yaml(file: Path, text: str, changes: Iterable[Change]) -> str:
    """Return a YAML text with values put into its mappings: replaced, or added after the others.

    Raises:
        InputError: a mapping has no value on one line after which more could be added.
    """
    document = read_yaml(file, text)
    edits = [edit for route, values in changes for edit in _edits(document, text, route, values)]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def put_jsonl(_file: Path, text: str, changes: Iterable[Change]) -> str:
    """Return JSON Lines with values put into their objects; other lines stay as they are."""
    lines = text.split("\n")
    numbers = [number for number, line in enumerate(lines) if line.strip()]
    for route, values in changes:
        number = numbers[int(route[0])]
        record = json.loads(lines[number])
        _at(record, route[1:]).update(values)
        lines[number] = json.dumps(record, ensure_ascii=False)
    return "\n".join(lines)


def _at(tree: Any, route: Route) -> Any:  # noqa: ANN401
    for step in route:
        tree = tree[step]
    return tree


def _edits(
    document: Document, text: str, route: Route, values: Node
) -> Iterable[tuple[int, int, str]]:
    added = []
    for name, value in values.items():
        span = document.spans.get((*route, name))
        if span is None:
            added.append(f"{name}: {value}")
        else:
            yield (*span, str(value))
    if added:
        at = _last(document, text, route)
        key = max(place for place in document.keys if place[:-1] == route)
        glue = ", " if route in document.flow else "\n" + " " * (document.keys[key].column - 1)
        yield at, at, "".join(glue + words for words in added)


def _last(document: Document, text: str, route: Route) -> int:
    """Return where the last single value of a mapping ends, its comment included."""
    ends = [
        end
        for place, (_, end) in document.spans.items()
        if place[:-1] == route and isinstance(place[-1], str)
    ]
    if not ends:
        mark = document.mark(route)
        raise InputError(f"{document.file}:{mark.line}: no value to add others after")
    if route in document.flow:
        return max(ends)
    line_end = text.find("\n", max(ends))
    return len(text) if line_end < 0 else line_end
