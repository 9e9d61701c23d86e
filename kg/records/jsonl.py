"""Reading JSON Lines: one record a line, with the same keys as the YAML."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import msgspec

from kg.findings import Mark
from kg.records.document import Document, Route, Value, shown
from kg.records.json_places import place_of, places

_DEPTH = 60
_DEEPER = (dict, list)
_SPACED = re.compile(r'"\s+:')
_DECIMAL = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][-+]?[0-9]{1,3})?")


@dataclass
class Lines(Document):
    """A document of JSON Lines; the places inside a line are sought when one is asked for.

    `text` is what was read, and `first` the number of its first line in the file.
    """

    text: str = ""
    first: int = 1

    @cached_property
    def unread(self) -> dict[int, tuple[int, int, str | bytes]]:
        """Of each record not yet looked into its line's number, start and text, maybe packed."""
        return dict(enumerate(_rows(self.text, self.first)))

    def mark(self, route: Route, *, key: bool = False) -> Mark:
        """Return where a value stands, or its key; it is sought in the line for itself."""
        record = route[0] if route else None
        if not isinstance(record, int) or record not in self.unread:
            return super().mark(route, key=key)
        number, _, line = self.unread[record]
        return Mark(number, place_of(_unpacked(line), route[1:], key=key) + 1)

    def keep(self, records: Collection[int]) -> None:
        """Keep the lines of some records only, and those packed, to a tenth of their size."""
        self.unread = {
            record: (number, offset, compress(_unpacked(line).encode(), 1))
            for record, (number, offset, line) in self.unread.items()
            if record in records
        }
        self.text = ""

    def locate(self, route: Route) -> None:
        """Note where the keys and values of a record's line are."""
        record = route[0] if route else None
        if not isinstance(record, int) or record not in self.unread:
            return
        number, offset, line = self.unread.pop(record)
        for place in places(_unpacked(line)):
            whole = (record, *place.route)
            marks = self.keys if place.what == "key" else self.values
            marks[whole] = Mark(number, place.start + 1)
            if place.what == "mapping":
                self.flow.add(whole)
            elif place.what == "single":
                self.spans[whole] = (offset + place.start, offset + place.end)


def _unpacked(line: str | bytes) -> str:
    return line if isinstance(line, str) else decompress(line).decode()


def read_jsonl(file: Path, text: str, first: int = 1) -> Document:
    """Return the document of JSON Lines; a line that is not JSON is a finding of its own.

    `first` is the number of the text's first line in the file.
    """
    document = Lines(file, _quick(text), text=text, first=first)
    document.plain = document.value is not None
    if not document.plain:
        lines = [_unpacked(line) for _, _, line in document.unread.values()]
        document.value = [_record(document, (place,), line) for place, line in enumerate(lines)]
    return document


def reread_jsonl(file: Path, text: str, first: int = 1) -> Document:
    """Return the document of JSON Lines that were `plain` when they were read before."""
    return Lines(file, _decoder().decode_lines(text), text=text, first=first)


def _rows(text: str, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield of each line that is not blank its number, where it starts, and itself."""
    offset = 0
    for number, line in enumerate(text.split("\n"), first):
        if line.strip():
            yield number, offset, line
        offset += len(line) + 1


def _record(document: Lines, route: Route, line: str) -> Value:
    records = _quick(line)
    return decoded_json(document, route, line) if records is None else records[0]


def decoded_json(document: Document, route: Route, text: str) -> Value:
    """Return the value of a JSON text; what is wrong with it is reported at the route."""
    try:
        value = json.loads(
            text, parse_float=_decimal, parse_constant=_no_constant, object_pairs_hook=_Pairs
        )
        return _settled(document, route, value, 0)
    except json.JSONDecodeError as fault:
        what, column = f"this is not JSON: {fault.msg}", fault.colno
        cure = "each line holds one whole JSON object"
    except UnicodeEncodeError:
        what, column, cure = "half a character (a lone surrogate)", 1, "write it whole"
    except RecursionError:
        what, column, cure = f"nested more than {_DEPTH} deep", 1, "flatten the record"
    except ValueError as fault:
        what, column, cure = f"this line is not read: {fault}", 1, "write the number as a text"
    if isinstance(document, Lines):
        number, _, _ = document.unread.pop(int(route[0]))
        document.values[route] = Mark(number, column)
    document.report(route, "json", what, cure)
    return None


def _quick(text: str) -> list[Value] | None:
    """Return the records of lines, or nothing where there is a doubt: then they are read slowly.

    msgspec reads JSON many times as fast as Python does, but does not tell of keys that stand
    twice, nor of line breaks inside a record or none between two. Where each line has braces around
    it and makes a record, and there are as many keys as in the text, there are none of these.
    """
    lines = text.strip(" \r\n")
    if _SPACED.search(lines) or not (lines.startswith("{") and lines.endswith("}")):
        return None
    try:
        values: list[Value] = _decoder().decode_lines(lines)
        keys = _keys(values)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    breaks = lines.count("}\n{") + lines.count("}\r\n{")
    is_plain = lines.count("\n") == breaks == len(values) - 1 and lines.count('":') == keys
    return values if is_plain else None


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(float_hook=_decimal)


def _keys(values: list[Value]) -> int:
    """Return how many keys the mappings in values have.

    Raises:
        RecursionError: one is too deep.
    """
    keys = 0
    level: list[Any] = [values]
    for _ in range(_DEPTH + 1):
        level = [
            inner
            for item in level
            for inner in (item.values() if isinstance(item, dict) else item)
            if isinstance(inner, _DEEPER)
        ]
        if not level:
            return keys
        keys += sum([len(item) for item in level if isinstance(item, dict)])
    raise RecursionError


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a key written twice is seen."""


def _decimal(digits: str) -> Decimal:
    if not _DECIMAL.fullmatch(digits):
        raise ValueError(f"{shown(digits)} is longer than a number here may be")
    return Decimal(digits)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that a graph can hold")


def _settled(document: Document, route: Route, value: Any, depth: int) -> Value:  # noqa: ANN401
    if depth > _DEPTH:
        raise RecursionError
    if isinstance(value, _Pairs):
        for name, count in Counter(name for name, _ in value).items():
            name.encode("utf-8")
            if count > 1:
                what = f"the key {shown(name)} stands {count} times here"
                cure = "keep one; several values go into a list"
                document.report((*route, name), "key-twice", what, cure, key=True)
        return {name: _settled(document, (*route, name), item, depth + 1) for name, item in value}
    if isinstance(value, list):
        return [_settled(document, (*route, i), item, depth + 1) for i, item in enumerate(value)]
    if isinstance(value, str) and not value.isascii():
        value.encode("utf-8")
    settled: Value = value
    return settled
