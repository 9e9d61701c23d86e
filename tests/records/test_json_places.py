"""A single place is sought as it would be found among all places of a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.records.document import Route
from kg.records.jsonl import read_jsonl

SINGLE = st.none() | st.booleans() | st.integers() | st.text('a"\\,:[]{} é', max_size=5)
VALUES = st.recursive(
    SINGLE | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\:', max_size=2), inner)
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.sampled_from(["id", "claims", "passage"]), VALUES)


@given(
    record=RECORDS,
    separators=st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]),
    beyond=st.lists(st.integers(0, 3) | st.sampled_from(["id", "a"]), max_size=2),
)
def test_one_place_is_the_same_as_among_all(
    record: dict[str, Any], separators: tuple[str, str], beyond: list[str | int]
) -> None:
    line = json.dumps(record, separators=separators, ensure_ascii=False)
    sought, noted = (read_jsonl(Path("x.jsonl"), line) for _ in range(2))
    noted.locate((0,))
    routes: list[Route] = [*noted.keys, *noted.values]
    for route in [*routes, *((*route, *beyond) for route in routes)]:
        for key in (False, True) if len(route) > 1 else (False,):
            assert sought.mark(route, key=key) == noted.mark(route, key=key)
