"""A page's data made small: nothing is lost in columns, and what does not fit says so."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.show.network.packed import columns, packed
from kg.show.network.room import fitted
from tests.show.unpacking import opened, unpacked

TEXTS = st.text(max_size=6)
ROWS = st.fixed_dictionaries({
    "name": TEXTS,
    "kind": st.sampled_from(["a", "b"]),
    "numbers": st.lists(st.integers(-9, 99), max_size=4),
    "firm": st.booleans(),
    "parts": st.lists(st.fixed_dictionaries({"who": TEXTS, "at": st.integers()}), max_size=3),
})  # fmt: skip


@given(st.lists(ROWS, max_size=12))
def test_columns_hold_the_very_same_rows(rows: list[dict[str, Any]]) -> None:
    assert unpacked(json.loads(json.dumps(columns(rows)))) == rows


@given(st.lists(st.one_of(TEXTS, st.integers(), st.none(), st.lists(TEXTS, max_size=2))))
def test_unlike_items_stay_as_they_are(items: list[Any]) -> None:
    assert unpacked(json.loads(json.dumps(columns(items)))) == items


def wording(number: int) -> str:
    return f"Made up in {number * 7919 % 1000} words of {number} that nobody said."


def data(claims: int) -> dict[str, Any]:
    """Return made-up data of two things, with so many claims on the link between them."""
    numbers = list(range(claims))
    said = {"label": "helps", "claims": numbers}
    return {
        "nodes": [
            {"label": "Aland", "claims": [0]}, {"label": "Bland", "claims": numbers},
        ],
        "edges": [{"from": 0, "to": 1, "said": [said]}],
        "claims": [
            {
                "id": f"daily/c{number}", "text": wording(number),
                "first": "Made", "last": "words", "notes": [], "start": number,
                "chain": [{"who": "Aland", "node": 0}, {"who": "Nobody", "node": -1}],
            }
            for number in numbers
        ],
    }  # fmt: skip


def test_with_room_every_claim_is_there_in_full() -> None:
    found = opened(fitted(data(400), 1_000))
    assert all(claim["worded"] for claim in found["claims"])
    assert [claim["text"] for claim in found["claims"]] == [
        claim["text"] for claim in data(400)["claims"]
    ]


def test_without_room_every_claim_keeps_its_place_and_only_wordings_go() -> None:
    whole = len(packed(data(3_000))["packed"])
    room = whole * 19 // 20 // 1024
    made = fitted(data(3_000), room)
    assert len(made["packed"]) <= room * 1024
    found = opened(made)["claims"]
    worded = [claim["worded"] for claim in found]
    assert 0 < sum(worded) < 3_000
    assert worded[0], "a claim on the best linked thing comes first"
    for claim, full in zip(found, data(3_000)["claims"], strict=True):
        assert (claim["id"], claim["start"]) == (full["id"], full["start"])
        assert claim["text"] == (full["text"] if claim["worded"] else "")


def test_the_same_data_give_the_same_text() -> None:
    assert packed(data(50)) == packed(data(50))
