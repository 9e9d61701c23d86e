"""What is found though it is written otherwise, and what an empty answer tells."""

from __future__ import annotations

import pytest

import kg

FOUND = [
    ("21 billion", "fund"), ("€21 billion", "fund"), ("21 bn", "fund"), ("21bn", "fund"),
    ("4.5bn", "loan"), ("€4.5 bn", "loan"), ("4.5 mrd", "loan"), ("4.5bn crowns", "loan"),
    ('"4.5bn crowns"', "loan"), ("F16", "wing"), ("f 16", "wing"), ("155000", "rounds"),
    ("155,000", "rounds"), ("re-arming", "rearming"), ("re-arm", "rearming"),
    ("wing's", "wing"), ("wing-16", "wing"), ("rounds:155", "rounds"),
]  # fmt: skip
EMPTY = [
    ("ronds", "no text has the word 'ronds': did you mean rounds?"),
    ("selenskyj", "did you mean zelenskyy?"),
    ("ironoffice", "did you mean iron office?"),
    ("iron qqqq", "no text has the word 'qqqq'"),
    ("iron qqqq*", "no text has a word that begins with 'qqqq'"),
    ("iron office noir", "some have: iron office"),
    ('"office iron"', "some have: office iron"),
    ("iron OR noir", "AND, OR, NOT and NEAR are words like any other"),
    ("NEAR(iron noir)", "AND, OR, NOT and NEAR are words like any other"),
]


@pytest.mark.parametrize(("asked", "thing"), FOUND)
def test_what_is_written_otherwise_is_found(names: kg.Graph, asked: str, thing: str) -> None:
    assert [hit.id for hit in kg.search(names, asked)][:1] == [thing]


@pytest.mark.parametrize(("asked", "told"), EMPTY)
def test_an_empty_answer_tells_what_may_help(names: kg.Graph, asked: str, told: str) -> None:
    found = kg.search(names, asked)
    assert not found.hits
    assert told in " / ".join(found.remarks)


def test_what_is_found_otherwise_is_told(names: kg.Graph) -> None:
    found = kg.search(names, "4.5bn crowns")
    assert found.remarks[0].endswith('what is shown has "4 5 billion" crowns')
    assert found.hits[0].marked() == "Loan of »4.5 billion« »crowns«"
    assert not kg.search(names, "4.5 billion crowns").remarks


def test_what_was_typed_in_quotes_is_not_taken_apart(names: kg.Graph) -> None:
    assert kg.search(names, "office-iron").hits
    assert not kg.search(names, '"office iron"').hits


def test_the_class_is_told_to_be_in_the_way(names: kg.Graph) -> None:
    assert "things of other classes have them" in kg.search(names, "noir", ["Person"]).remarks[0]


def test_the_source_is_told_to_be_in_the_way(graph: kg.Graph) -> None:
    one = "independent-2025-03-20"
    assert "elsewhere" in kg.search(graph, "pistorius", source=one).remarks[0]
    assert "did you mean" in kg.search(graph, "minsiter", source=one).remarks[0]
