"""Completion by the index: what begins so is offered, by name and by id."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.graph.search.begun import begun, begun_id
from kg.graph.search.fold import words
from kg.graph.search.texts import Tier
from tests.search.conftest import without_index
from tests.search.test_laws import drawn

ALL = 10_000


@settings(max_examples=25)
@given(st.data())
def test_the_beginning_of_words_of_a_name_offers_its_thing(
    graph: kg.Graph, data: st.DataObject
) -> None:
    names = [text for text in drawn(graph, 300) if text.tier != Tier.CLAIM]
    name = data.draw(st.sampled_from(names))
    said = words(name.text)
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    cut = data.draw(st.integers(1, len(said[last])))
    typed = " ".join([*said[first:last], said[last][:cut]])
    offered = begun(graph, typed, ALL)
    assert offered is not None
    assert name.thing in dict(offered)


TYPED = [
    ("zelen", "zel-uk"), ("Зел", "zel"), ("lod", "lodz"), ("ŁÓ", "lodz"), ("cafe n", "decomposed"),
    ("stras", "strasse"), ("μητσ", "mits"), ("uk", "dots"), ("U.K", "dots"), ("long-r", "hyphen"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "thing"), TYPED)
def test_accents_and_alphabets_are_folded(names: kg.Graph, typed: str, thing: str) -> None:
    offered = begun(names, typed, ALL)
    assert thing in [names.id(iri) for iri, _ in offered or []]


def test_what_most_claims_are_about_is_offered_first(graph: kg.Graph) -> None:
    offered = begun(graph, "ukr", 5) or []
    assert offered[0] == (graph.iri("ukraine").value, "Ukraine")
    assert len(offered) == 5


@pytest.mark.parametrize("typed", ["", "u", "uk", "european-", "independent-2025-03-20/c0", "Z"])
def test_ids_are_offered_in_order_and_nothing_below_them(graph: kg.Graph, typed: str) -> None:
    rows = kg.query(graph, "SELECT DISTINCT ?x { ?x rdfs:label|kg:paraphrase ?y }").rows()
    ids = {graph.id(row[0].value) for row in rows}
    own = sorted(one for one in ids if one.startswith(typed) and ":" not in one)
    found = [graph.id(iri) for iri, _ in begun_id(graph, typed, ALL) or []]
    assert found == [one for one in own if "/" not in one[len(typed) :]]


@pytest.mark.parametrize("typed", ["", "*", '"', "…", "\ud800", "<", "\U0010ffff", "a" * 10_000])
def test_whatever_is_typed(study: kg.Graph, typed: str) -> None:
    assert begun(study, typed, 5) is not None
    assert begun_id(study, typed, 5) is not None


def test_a_graph_without_an_index_says_so(study: kg.Graph) -> None:
    assert begun(without_index(study), "fer", 5) is None
    assert begun_id(without_index(study), "fer", 5) is None


def test_one_more_letter_never_offers_more(graph: kg.Graph) -> None:
    ids = [graph.id(iri) for iri, _ in begun_id(graph, "", ALL) or []]
    for one in random.Random(4).sample(ids, 10):  # noqa: S311
        offered = [{*(begun_id(graph, one[:end], ALL) or [])} for end in range(len(one) + 1)]
        assert all(more >= fewer for more, fewer in pairwise(offered))
