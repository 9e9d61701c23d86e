"""A picture holds the first claim behind everything in it, and no more than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.graph.opened import Graph
from kg.show.network.held import held
from kg.show.network.model import Edge, Fact, Node, Statement, every_claim
from kg.show.network.page import page
from kg.show.network.view import network, outline

CLAIMS = st.lists(st.integers(0, 40).map("c{}".format), max_size=6, unique=True).map(tuple)


def said(claims: tuple[str, ...]) -> Edge:
    return Edge("a", "b", (Statement("says", "Stance", claims, len(claims)),))


def thing(about: tuple[str, ...], says: tuple[str, ...], stated: tuple[str, ...]) -> Node:
    fact = Fact("aim", "peace", stated, len(stated))
    return Node("a", "A", "type", claims=about, says=says, facts=(fact,))


@given(
    st.lists(CLAIMS.map(said), max_size=6),
    st.lists(st.builds(thing, CLAIMS, CLAIMS, CLAIMS), max_size=4),
    st.integers(0, 60),
)
def test_the_first_behind_everything_then_what_fits(
    edges: list[Edge], nodes: list[Node], most: int
) -> None:
    kept = held(nodes, edges, most)
    lists = [one.claims for edge in edges for one in edge.statements]
    for node in nodes:
        lists += [node.claims, node.says, node.facts[0].claims]
    first = {claims[0] for claims in lists if claims}
    assert first <= kept <= every_claim(nodes, edges)
    assert len(kept) <= max(most, len(first))
    assert held(nodes, edges, 200) == every_claim(nodes, edges)


def test_a_page_says_what_it_does_not_hold(study: Graph) -> None:
    whole = network(study)
    assert whole.beyond == 0
    assert 'id="held"' not in page(whole, study)
    assert "The page holds" in page(replace(whole, beyond=3), study)


def test_an_outline_is_the_network_without_evidence(study: Graph) -> None:
    whole = network(study)
    assert outline(study) == replace(whole, claims={}, times={})
