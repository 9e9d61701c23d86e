"""Leaving a source out gives what the graph would give had nobody read it."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import UsageError
from tests.query.receipts.invented_claims import claims
from tests.query.receipts.invented_queries import query
from tests.query.receipts.laws import rows_of


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_it_is_what_a_graph_built_without_the_source_gives(chance: Random) -> None:
    known, asked = claims(chance), query(chance)
    if {"inner slice"} & asked.parts:  # without an order, the engine takes any rows
        return
    graph, text = known.graph(), asked.whole()
    before = Counter(rows_of(graph, text))
    for found in kg.robust(graph, text):
        rest = known.without(graph.iri(found.source))
        after = Counter(rows_of(rest.graph(), text))
        old = [row for row, _ in found.changed] + list(found.gone)
        new = [row for _, row in found.changed] + list(found.new)
        assert Counter(old) == before - after, text
        assert Counter(new) == after - before, text
        assert found.stay == (before & after).total(), text


def test_a_sum_changes_and_a_row_goes(graph: kg.Graph) -> None:
    total = "SELECT ?who (COUNT(?p) AS ?n) { ?p kg:pledgedBy ?who } GROUP BY ?who"
    for found in kg.robust(graph, total):
        assert found.changed
        assert all(old[0] == new[0] and old[1] != new[1] for old, new in found.changed)
        assert not found.new
        assert not {row[0] for row in found.gone} & {row[0] for row, _ in found.changed}


def test_a_cell_that_is_emptied_is_a_change(graph: kg.Graph) -> None:
    text = "SELECT ?t ?claim { ?t rdfs:label ?l OPTIONAL { ?claim kg:about ?t } }"
    (found,) = kg.robust(graph, text, left_out=["rerussia-2025-04"])
    emptied = [old for old, new in found.changed if new[1] is None]
    assert emptied
    assert all(old[1] is not None for old in emptied)


def test_one_row_of_an_aggregate_changes(graph: kg.Graph) -> None:
    found = kg.robust(graph, "SELECT (COUNT(*) AS ?n) { ?p a kg:Pledge }")
    assert all(len(one.changed) == 1 and not one.gone and not one.new for one in found)


def test_what_a_source_alone_holds_of_the_record_goes_too(graph: kg.Graph) -> None:
    text = "SELECT ?claim { ?claim a kg:Claim }"
    whole = len(rows_of(graph, text))
    left = {found.source: len(found.gone) for found in kg.robust(graph, text)}
    assert sum(left.values()) == whole


def test_an_unknown_source_and_an_answer_without_rows_are_refused(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match="no source is called 'rerusia'"):
        kg.robust(graph, "SELECT ?s { ?s a kg:Source }", left_out=["rerusia"])
    with pytest.raises(UsageError, match="only the rows of a SELECT"):
        kg.robust(graph, "ASK { ?s a kg:Source }")
