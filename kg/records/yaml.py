"""Reading YAML 1.2 (core schema) with the place of every key and value.

Read from libyaml's events with a stack of our own: no recursion that a deep file could exhaust,
no alias that could swell, and `no`, `on` or `2025-03-20` stay the strings they look like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from kg.findings import Mark
from kg.records.document import Document, Node, Route, Value, shown

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 60
_DIGITS = 400
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


def read_yaml(file: Path, text: str) -> Document:
    """Return the document of a YAML text; faults of syntax are its findings."""
    document = Document(file)
    lines = _Lines(text)
    unfit = _NOT_TEXT.search(text)
    if unfit:
        what = f"a character that YAML does not allow (U+{ord(unfit[0]):04X})"
        _refused(document, lines.mark(unfit.start()), what, "remove it; is this a text file?")
        return document
    builder = _Builder(document, lines)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as fault:
        place = fault.problem_mark or fault.context_mark
        cure = "check the indentation, and put texts that hold ': ' or '#' in quotes"
        what = f"this is not YAML: {fault.problem or fault.context}"
        _refused(document, lines.mark(place.index if place else 0), what, cure)
    except yaml.YAMLError as fault:
        _refused(document, Mark(1, 1), f"this is not YAML: {fault}", "is this a text file?")
    except _Refused as fault:
        _refused(document, fault.mark, fault.what, fault.cure)
    return document


def _refused(document: Document, mark: Mark, what: str, cure: str) -> None:
    document.value = None
    document.values[()] = mark
    document.report((), "yaml", what, cure)


class _Lines:
    """The lines of a text as editors count them; libyaml also counts three rarer line ends."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def mark(self, index: int) -> Mark:
        line = bisect_right(self.starts, index)
        return Mark(line, index - self.starts[line - 1] + 1)


class _Refused(Exception):  # noqa: N818
    """The document holds what we do not read."""

    def __init__(self, mark: Mark, what: str, cure: str) -> None:
        super().__init__(what)
        self.mark, self.what, self.cure = mark, what, cure


class _Builder:
    """Builds values from events; `open` holds the lists and mappings not yet closed."""

    def __init__(self, document: Document, lines: _Lines) -> None:
        self.document = document
        self.lines = lines
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
        raise _Refused(self._mark(event), what, cure)

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
        bare = event.style is None or event.style == ""
        route = self._place(plain(event.value) if bare else event.value, event)
        if event.style not in {"|", ">"}:
            self.document.spans[route] = (event.start_mark.index, event.end_mark.index)

    def _expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][1], dict) and self.key[-1] is None

    def _take_key(self, event: Any) -> None:  # noqa: ANN401
        route, holder = self.open[-1]
        self.key[-1] = event.value
        if event.value in holder:
            self.document.keys[(*route, event.value)] = self._mark(event)
            what = f"the key {shown(event.value)} stands twice here"
            cure = "keep one; several values go into a list"
            self.document.report((*route, event.value), "key-twice", what, cure, key=True)
        self.document.keys[(*route, event.value)] = self._mark(event)

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
        self.document.values[route] = self._mark(event)
        return route

    def _mark(self, event: Any) -> Mark:  # noqa: ANN401
        return self.lines.mark(event.start_mark.index)


def plain(text: str) -> Value:
    """Return what a text without quotes means: nothing, a truth, a number, or itself."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text) and len(text) < _DIGITS:
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
