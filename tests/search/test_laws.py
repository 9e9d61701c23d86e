"""Laws of searching: own words find, beginnings find more, and index and reading agree."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.graph.search.asked import MOST
from kg.graph.search.fold import words
from kg.graph.search.texts import Text, texts
from tests.search.conftest import without_index

ALL = 10_000


def drawn(graph: kg.Graph, number: int) -> list[Text]:
    """Return so many of a graph's texts that a search is to find, the same ones each time."""
    searched = (text for text in texts(graph) if text.kind)
    found = sorted(text for text in searched if 0 < len(words(text.text)) <= MOST)
    return random.Random(number).sample(found, min(number, len(found)))  # noqa: S311


def ids(graph: kg.Graph, asked: str) -> set[str]:
    return {hit.iri for hit in kg.search(graph, asked, limit=ALL)}


@pytest.mark.parametrize("which", ["study", "names", "graph"])
def test_every_text_is_found_by_its_own_words(which: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(which)
    for text in drawn(graph, 50):
        asked = text.text.replace("*", " ").replace('"', " ")
        assert text.thing in ids(graph, asked), text
        assert text.thing in ids(graph, f'"{asked}"'), text


@settings(max_examples=25)
@given(st.data())
def test_what_a_word_finds_its_beginning_finds(graph: kg.Graph, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(drawn(graph, 200)))
    word = data.draw(st.sampled_from(words(text.text)))
    begun = word[: data.draw(st.integers(1, len(word)))]
    found = kg.search(graph, word, limit=ALL)
    if not found.remarks:
        assert {hit.iri for hit in found} <= ids(graph, f"{begun}*")


@settings(max_examples=20)
@given(st.data())
def test_a_phrase_finds_less_than_its_words(graph: kg.Graph, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([t for t in drawn(graph, 200) if len(words(t.text)) > 1]))
    pair = " ".join(data.draw(st.sampled_from([*pairwise(words(text.text))])))
    assert text.thing in ids(graph, f'"{pair}"')
    assert ids(graph, f'"{pair}"') <= ids(graph, pair)


@pytest.mark.parametrize("which", ["study", "names", "graph"])
def test_reading_all_texts_finds_the_same(which: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(which)
    bare = without_index(graph)
    some = [text for drawn_text in drawn(graph, 6) for text in words(drawn_text.text)[:2]]
    for asked in [
        *some,
        "th*",
        "of the",
        '"of the"',
        "zelensky",
        "u k",
        "uk",
        "e.u.",
        "europ* mi*",
        "21 billion",
        "4.5bn",
        "re-arming",
        "f16",
        "contact-defence",
    ]:
        by_index, by_reading = kg.search(graph, asked), kg.search(bare, asked)
        assert by_index.hits == by_reading.hits, asked
        assert by_reading.remarks[0].startswith("this graph was built without an index")


def test_the_marks_stand_at_the_words(graph: kg.Graph) -> None:
    for text in drawn(graph, 20):
        word = words(text.text)[-1]
        for hit in kg.search(graph, word):
            assert hit.spans, hit
            assert hit.marked("", "") == hit.text
            if hit.text.isascii():
                assert all(words(hit.text[a:b]) == [word] for a, b in hit.spans), hit


def test_names_come_first_and_those_that_claims_speak_of_most(graph: kg.Graph) -> None:
    found = kg.search(graph, "ukraine", limit=60).hits
    assert found[0].id == "ukraine"
    tiers = [0 if hit.label and not hit.id.startswith("relation/") else 1 for hit in found[:5]]
    assert tiers == sorted(tiers)
    named = [hit.claims for hit in kg.search(graph, "ukrain*", ["Actor"], limit=60)]
    assert named == sorted(named, reverse=True)
    assert sum(hit.kind == "claim" for hit in kg.search(graph, "ukraine", limit=9)) == 3


def test_only_a_class_or_a_source(graph: kg.Graph) -> None:
    assert {hit.kind for hit in kg.search(graph, "eu", ["claim"])} == {"claim"}
    assert {hit.kind for hit in kg.search(graph, "e*", ["Actor"], limit=99)} <= {
        "organization", "person", "group",
    }  # fmt: skip
    assert {hit.kind for hit in kg.search(graph, "eu", ["kg:Pledge", "Meeting"])} <= {
        "pledge", "meeting",
    }  # fmt: skip
    one = kg.search(graph, "eu", source="independent-2025-03-20", limit=99)
    said = [hit for hit in one if hit.kind == "claim"]
    assert said
    assert all(hit.id.startswith("independent-2025-03-20/") for hit in said)
