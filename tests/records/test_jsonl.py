"""JSON Lines: each line is one whole record, whichever way a file is cut into lines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records.jsonl import read_jsonl

FILE = Path("made-up.jsonl")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "a", '":', "é", "\n"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=4,
)
PIECES = st.one_of(
    VALUES.map(json.dumps),
    st.sampled_from(
        ["\n", "\r\n", " ", "{", "}", "[", "]", ",", '{"a": 1}\n', '{"a" : 1}', '"a":']
    ),
)


class TwiceError(Exception):
    """A key stands twice."""


def expected(text: str) -> tuple[list[Any], list[int]]:
    """Return the record of each line, by Python's reader, and the numbers of the lines at fault."""
    records, faults = [], []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if any(count > 1 for count in Counter(key for key, _ in pairs).values()):
            raise TwiceError
        return dict(pairs)

    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                records.append(json.loads(line, object_pairs_hook=once))
            except (json.JSONDecodeError, TwiceError):
                records.append(None)
                faults.append(number)
    return records, faults


def holds(text: str) -> None:
    document = read_jsonl(FILE, text)
    records, faults = expected(text)
    assert sorted({finding.mark.line for finding in document.findings}) == faults
    assert isinstance(document.value, list)
    for record, wanted in zip(document.value, records, strict=True):
        assert wanted is None or record == wanted


@given(pieces=st.lists(PIECES, max_size=8))
def test_any_text_is_read_line_by_line(pieces: list[str]) -> None:
    holds("".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1} {"b": 2}\n{"c":\n3}\n',
        '{"a": 1}{"b": 2}\n{"c": [{"d": 1},\n{"e": 2}]}\n',
        '{"a": {"b": 1}\n}\n{"c": 1} {"d": 2}',
        '{"a": 1, "a": 2}\n{"b": 1}',
        '{"a": "\\":"}\n{"b": 1, "b": 2}',
        '{"a": 1}\r\n{"b": 2}\r\n',
        '\n{"a": 1}\n\n \n{"b": 2}\n\n',
        '{"a": 1}\n[]\n3\n',
    ],
)
def test_a_record_is_one_line_and_a_line_one_record(text: str) -> None:
    holds(text)


def test_places_are_found_in_whichever_line() -> None:
    document = read_jsonl(FILE, '{"id": "a"}\n\n{"id": "b",  "type": "Place"}\n', first=7)
    assert document.mark((1, "type")) == (9, 22)
    assert document.mark((1, "type"), key=True) == (9, 14)
    assert document.mark((0,)).line == 7
