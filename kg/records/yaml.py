"""Reading YAML 1.2 (core schema) with the place of every key and value.

Read from libyaml's events with a stack of our own: no recursion that a deep file could exhaust,
no alias that could swell, and `no`, `on` or `2025-03-20` stay the strings they look like.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from kg.findings import Mark
from kg.records.document import Document, Node, Route, Value

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 60
_DIGITS = 400
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


def read_yaml(file: Path, text: str) -> Document:
    """Return the document of a YAML text; faults of syntax are its findings."""
    document = Document(file)
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as fault:
        place = fault.problem_mark or fault.context_mark
        _syntax(document, place, fault.problem or "not YAML")
    except yaml.reader.ReaderError as fault:
        _unreadable(document, text, fault)
    except _Refused:
        document.value = None
    return document


def _syntax(document: Document, place: Any, problem: str) -> None:  # noqa: ANN401
    document.value = None
    document.values[()] = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
    cure = "check the indentation, and put texts that hold ': ' or '#' in quotes"
    document.report((), "yaml", f"this is not YAML: {problem}", cure)


def _unreadable(document: Document, text: str, fault: yaml.reader.ReaderError) -> None:
    before = text[: fault.position]
    document.value = None
    document.values[()] = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
    what = f"a character that YAML does not allow (U+{ord(text[fault.position]):04X})"
    document.report((), "yaml", what, "remove it; is this a text file?")


class _Refused(Exception):  # noqa: N818
    """The document holds what we do not read; a finding says what."""


class _Builder:
    """Builds values from events; `open` holds the lists and mappings not yet closed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[tuple[Route, Node | list[Value]]] = []
        self.key: list[str | None] = []
        self.documents = 0

    def take(self, event: Any) -> None:  # noqa: ANN401
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._one_document(event)
        elif kind == "AliasEvent" or getattr(event, "anchor", None):
            self._refuse(event, "YAML anchors and aliases are not read", "write the id instead")
        elif getattr(event, "tag", None) not in {None, "!"}:
            self._refuse(event, f"the YAML tag {event.tag} is not read", "leave it out")
        elif kind == "ScalarEvent":
            self._scalar(event)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._start(event, {} if kind.startswith("Mapping") else [])
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self.open.pop()
            self.key.pop()

    def _one_document(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "a second YAML document in one file", "write a list of records")

    def _refuse(self, event: Any, what: str, cure: str) -> None:  # noqa: ANN401
        self.document.values[()] = _mark(event)
        self.document.report((), "yaml", what, cure)
        raise _Refused

    def _start(self, event: Any, value: Node | list[Value]) -> None:  # noqa: ANN401
        if len(self.open) >= _DEPTH:
            self._refuse(event, f"nested more than {_DEPTH} deep", "flatten the record")
        if self._expects_key():
            self._refuse(event, "a key must be a word", "write `key: value`")
        route = self._place(value, event)
        if event.flow_style:
            self.document.flow.add(route)
        self.open.append((route, value))
        self.key.append(None)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        if self._expects_key():
            self._take_key(event)
            return
        plain = event.style is None or event.style == ""
        route = self._place(_plain(event.value) if plain else event.value, event)
        if event.style not in {"|", ">"}:
            self.document.spans[route] = (event.start_mark.index, event.end_mark.index)

    def _expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][1], dict) and self.key[-1] is None

    def _take_key(self, event: Any) -> None:  # noqa: ANN401
        route, holder = self.open[-1]
        self.key[-1] = event.value
        if event.value in holder:
            self.document.keys[(*route, event.value)] = _mark(event)
            self.document.report(
                (*route, event.value), "key-twice", f"the key {event.value!r} stands twice here",
                "keep one; several values go into a list", key=True,
            )  # fmt: skip
        self.document.keys[(*route, event.value)] = _mark(event)

    def _place(self, value: Value, event: Any) -> Route:  # noqa: ANN401
        route: Route = ()
        if not self.open:
            self.document.value = value
        else:
            outer, holder = self.open[-1]
            if isinstance(holder, list):
                route = (*outer, len(holder))
                holder.append(value)
            else:
                key = self.key[-1] or ""
                route = (*outer, key)
                holder[key] = value
                self.key[-1] = None
        self.document.values[route] = _mark(event)
        return route


def _mark(event: Any) -> Mark:  # noqa: ANN401
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _plain(text: str) -> Value:
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text) and len(text) < _DIGITS:
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
