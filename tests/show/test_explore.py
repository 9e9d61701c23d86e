"""What a page is explored by: agreement, times, stances, stages, and neighbours in reserve."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.show.network.beside import beside
from kg.show.network.model import Network, Statement
from kg.show.network.view import network, view
from tests.show.conftest import AGAINST, GIFT, fill, said

if TYPE_CHECKING:
    from tests.show.conftest import Maker

BASE = "https://example.org/t/"


def statements(drawn: Network) -> dict[tuple[str, str, str], Statement]:
    """Return every statement by its ends and its label."""
    return {
        (edge.source.removeprefix(BASE), one.label, edge.target.removeprefix(BASE)): one
        for edge in drawn.edges
        for one in edge.statements
    }


def day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def test_what_two_outlets_say_on_their_own_is_corroborated(small: Graph) -> None:
    found = statements(network(small))
    assert found["cland", "opposes", "shield"].agreement.origins == 2
    assert found["cland", "opposes", "shield"].agreement.corroborated
    assert found["aland", "trains", "bland"].agreement.origins == 1


def test_one_speaker_in_two_articles_corroborates_nothing(make: Callable[..., Maker]) -> None:
    maker = fill(make())
    stance = {**AGAINST, "holder": "bland", "label": said("Bland opposes")}
    maker.claim("daily/x1", "Says Ann.", {"s2": stance}, chain=("paper", "ann"))
    maker.claim("weekly/x2", "Ann again.", {"s2": stance}, source="weekly",
                chain=("weekly-house", "ann"))  # fmt: skip
    one = statements(network(maker.graph()))["bland", "opposes", "shield"]
    assert (one.count, one.agreement.origins) == (2, 1)


def test_what_claims_differ_in_is_contested_on_link_and_fact(make: Callable[..., Maker]) -> None:
    maker = fill(make())
    later = {**GIFT, "stage": "stage:delivered"}
    maker.claim(
        "weekly/x", "It is there.", {"gift": later}, source="weekly", chain=("weekly-house",)
    )
    drawn = network(maker.graph())
    gift = next(node for node in drawn.nodes if node.iri == f"{BASE}gift")
    stages = {fact.value: fact.agreement.contested for fact in gift.facts if fact.label == "stage"}
    assert stages == {"agreed": True, "delivered": True}
    assert not any(fact.agreement.contested for fact in gift.facts if fact.label != "stage")
    assert statements(drawn)["aland", "€5 billion", "bland"].agreement.contested
    assert not statements(drawn)["ann", "chair", "summit"].agreement.contested


def test_stances_and_stages_are_facets_of_statements(small: Graph) -> None:
    found = statements(network(small))
    assert found["cland", "opposes", "shield"].facets == (("stance", "opposes"),)
    assert found["gift", "pledged by", "aland"].facets == (("stage", "agreed"),)
    assert found["aland", "€5 billion", "bland"].facets == (("stage", "agreed"),)
    assert found["aland", "trains", "bland"].facets == ()


def test_a_claims_time_is_stated_or_its_meetings_or_its_articles(
    make: Callable[..., Maker],
) -> None:
    maker = fill(make())
    maker.add("daily", "published", "daily/dating")
    maker.all("daily/dating", {"earliest": day("2031-05-03"), "latest": day("2031-05-05")})
    chairs = {"type": "Meeting", "date": day("2031-04-30")}
    maker.claim("daily/x", "It was on 30 April.", {"summit": chairs})
    times = network(maker.graph()).times
    told = {name: (time.first, time.last, time.basis) for name, time in times.items()}
    assert told[f"{BASE}daily/x"] == ("2031-04-30", "2031-04-30", "stated")
    assert told[f"{BASE}daily/c5"] == ("2031-04-30", "2031-04-30", "of what it is about")
    assert told[f"{BASE}daily/c4"] == ("2031-05-03", "2031-05-05", "published")
    assert f"{BASE}weekly/c1" not in times


def test_a_reserve_stands_beside_and_moves_nothing(small: Graph) -> None:
    plain, more = network(small, "aland", limit=3), network(small, "aland", limit=3, reserve=2)
    placed = [(node.iri, node.x, node.y) for node in plain.nodes]
    assert [(node.iri, node.x, node.y) for node in more.nodes[:3]] == placed
    held = [node for node in more.nodes if node.reserve]
    assert len(held) == 2
    assert sum(node.more for node in plain.nodes) > sum(node.more for node in more.nodes[:3])
    assert len({(node.x, node.y) for node in more.nodes}) == 5
    assert any({edge.source, edge.target} & {node.iri for node in held} for edge in more.edges)


NAMES = st.integers(0, 30).map(str)


@given(st.lists(NAMES, unique=True), st.dictionaries(NAMES, st.sets(NAMES)))
def test_things_in_reserve_never_share_a_place(
    things: list[str], near: dict[str, set[str]]
) -> None:
    placed = {"0": (0, 0), "1": (400, 90), "2": (-300, 200)}
    new = [thing for thing in things if thing not in placed]
    found = beside(new, near, placed)
    assert list(found) == new
    assert len(set(found.values())) == len(new)
    assert found == beside(new, near, placed)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example/x", "/x", "x#y", "C:\\x"]
)
def test_only_a_relative_address_leads_to_the_trace_page(small: Graph, address: str) -> None:
    with pytest.raises(UsageError, match="relative address"):
        view(small, trace=address)
