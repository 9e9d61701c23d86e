"""The network as a model: what is a node, what is a link, and that every link has its receipts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.graph.engine import Answer, Engine
from kg.graph.opened import Graph
from kg.show.network.model import Edge, Network, Statement
from kg.show.network.view import network

if TYPE_CHECKING:
    from tests.show.conftest import Maker

BASE = "https://example.org/t/"


def between(drawn: Network, source: str, target: str) -> Edge:
    """Return the edge between two ids."""
    ends = (BASE + source, BASE + target)
    return next(edge for edge in drawn.edges if (edge.source, edge.target) == ends)


def said(drawn: Network, source: str, target: str) -> dict[str, Statement]:
    return {one.label: one for one in between(drawn, source, target).statements}


def ids(drawn: Network) -> set[str]:
    return {node.iri.removeprefix(BASE) for node in drawn.nodes}


def test_statement_nodes_become_links_between_things(small: Graph) -> None:
    drawn = network(small)
    assert ids(drawn) == {
        "aland", "bland", "cland", "ann", "shield", "summit", "tents", "staff", "gift", "paper",
    }  # fmt: skip
    assert "opposes" in said(drawn, "cland", "shield")
    assert "chair" in said(drawn, "ann", "summit")
    assert "up to 300 persons (expected)" in said(drawn, "shield", "staff")
    assert "proposed by" in said(drawn, "shield", "aland")


def test_every_link_and_every_thing_has_claims_that_are_in_the_page(small: Graph) -> None:
    drawn = network(small)
    for edge in drawn.edges:
        for one in edge.statements:
            assert one.claims
            assert one.count == len(one.claims)
            assert set(one.claims) <= set(drawn.claims)
    for node in drawn.nodes:
        assert set(node.claims) | set(node.says) <= set(drawn.claims)
        assert node.about_count > 0


def test_two_claims_that_say_the_same_are_one_statement_with_a_count_of_two(small: Graph) -> None:
    opposes = said(network(small), "cland", "shield")["opposes"]
    assert opposes.claims == (f"{BASE}daily/c2", f"{BASE}weekly/c1")
    assert opposes.count == 2
    assert opposes.tone == "against"
    assert ("rationale", "too dear") in opposes.details


def test_different_statements_of_one_pair_are_bundled_in_one_edge(small: Graph) -> None:
    found = said(network(small), "aland", "bland")
    assert set(found) == {"€5 billion", "supplies (planned)", "trains"}
    assert between(network(small), "aland", "bland").claims == (
        f"{BASE}daily/c1", f"{BASE}daily/c3", f"{BASE}daily/c4",
    )  # fmt: skip


def test_what_is_planned_is_never_drawn_as_if_it_were_so(small: Graph) -> None:
    found = said(network(small), "aland", "bland")
    assert not found["supplies (planned)"].firm
    assert found["trains"].firm
    assert not said(network(small), "shield", "staff")["up to 300 persons (expected)"].firm


def test_a_pledge_is_a_node_and_a_link_that_stands_in_for_it(small: Graph) -> None:
    drawn = network(small)
    assert {"pledged by"} == set(said(drawn, "gift", "aland"))
    assert said(drawn, "aland", "bland")["€5 billion"].via == f"{BASE}gift"
    gift = next(node for node in drawn.nodes if node.iri.endswith("gift"))
    assert ("as printed", "€5 billion") in {(fact.label, fact.value) for fact in gift.facts}


def test_a_third_party_of_a_relation_is_linked_too(small: Graph) -> None:
    assert list(said(network(small), "aland", "tents")) == ["supplies (planned) · item concerned"]


def test_what_an_article_judges_in_its_own_voice_is_a_fact_with_its_claim(small: Graph) -> None:
    drawn = network(small)
    assert not any(edge.source == f"{BASE}paper" for edge in drawn.edges)
    shield = next(node for node in drawn.nodes if node.iri.endswith("shield"))
    judged = next(fact for fact in shield.facts if "feasibility" in fact.label)
    assert (judged.label, judged.value) == ("feasibility: low", "says The Daily Paper")
    assert judged.claims == (f"{BASE}daily/c6",)


def test_around_the_narrator_its_judgements_are_links(small: Graph) -> None:
    drawn = network(small, "paper")
    assert "feasibility: low" in said(drawn, "paper", "shield")


def test_depth_counts_links_from_the_focus(small: Graph) -> None:
    assert ids(network(small, "staff")) == {"staff", "shield"}
    assert ids(network(small, "staff", depth=2)) == {"staff", "shield", "aland", "cland"}


def test_a_focus_brings_the_links_among_its_neighbours(small: Graph) -> None:
    assert "trains" in said(network(small, "gift"), "aland", "bland")


def test_a_cap_keeps_the_focus_and_counts_what_is_left_out(small: Graph) -> None:
    drawn = network(small, "aland", limit=3)
    assert len(drawn.nodes) == 3
    assert drawn.nodes[0].iri == f"{BASE}aland"
    assert drawn.left_out == len(network(small, "aland").nodes) - 3
    assert drawn.nodes[0].more == drawn.left_out


def test_the_whole_graph_capped_shows_the_best_linked(small: Graph) -> None:
    drawn = network(small, limit=3)
    assert {"aland", "bland"} < ids(drawn)
    assert drawn.left_out == 10 - len(drawn.nodes)
    assert all(edge.source != edge.target for edge in drawn.edges)


def test_a_claim_or_an_article_as_focus_shows_what_it_states(small: Graph) -> None:
    assert ids(network(small, "daily/c3")) == {"aland", "bland", "tents"}
    article = network(small, "weekly")
    assert ids(article) == {"cland", "shield", "aland"}
    assert said(article, "cland", "shield")["opposes"].claims == (f"{BASE}weekly/c1",)
    assert set(article.claims) == {f"{BASE}weekly/c1", f"{BASE}weekly/c2"}


def test_dates_are_told_and_are_no_things(make: Callable[..., Maker]) -> None:
    maker = make()
    maker.thing("paper", "Organization", "Paper")
    maker.thing("summit", "Meeting", "Summit")
    maker.source("daily", "Daily", "paper", "Some words of it.")
    day = ox.Literal("2025-04-11", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    held = {"type": "Meeting", "dated": "summit/day", "date": day, "earliest": day, "latest": day}
    dating = {"type": "Dating", "date": day, "printed": ox.Literal("11 April")}
    maker.claim("daily/1", "They met.", {"summit": held, "summit/day": dating})
    (node,) = network(maker.graph(), "daily").nodes
    assert [(fact.label, fact.value) for fact in node.facts] == [("date", "2025-04-11")]


def test_a_name_in_any_printed_form_is_a_focus(small: Graph) -> None:
    assert network(small, "Kingdom of A").focus == f"{BASE}aland"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"focus": "alland"}, "aland"),
        ({"focus": "Shield plam"}, "shield plan"),
        ({"limit": 0}, "from 1"),
        ({"focus": "aland", "depth": 99}, "from 1 to"),
        ({"focus": "aland", "query": "x.rq"}, "not both"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_cure(
    small: Graph, arguments: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError) as told:
        network(small, **arguments)
    assert says in str(told.value).casefold()


@dataclass
class Counting:
    """An engine that counts what it is asked."""

    engine: Engine
    asked: list[str] = field(default_factory=list)

    def query(self, sparql: str, seconds: float | None = None) -> Answer:
        self.asked.append(sparql)
        return self.engine.query(sparql, seconds)


@pytest.mark.parametrize("focus", [None, "aland"])
def test_the_number_of_queries_does_not_grow_with_the_graph(
    make: Callable[..., Maker], focus: str | None
) -> None:
    counts = []
    for size in (5, 60):
        maker = make()
        maker.thing("paper", "Organization", "Paper")
        maker.thing("aland", "Organization", "Aland")
        maker.source("daily", "Daily", "paper", "Some words of it.")
        for number in range(size):
            maker.thing(f"n{number}", "Person", f"Person {number}")
            meets = {"type": "Relation", "from": "aland", "relation": "relation:meets"}
            maker.claim(
                f"daily/{number}", "They meet.", {f"r{number}": {**meets, "to": f"n{number}"}}
            )
        counting = Counting(maker.graph().engine)
        drawn = network(replace(maker.graph(), engine=counting), focus)
        assert len(drawn.nodes) == size + 1
        counts.append(len(counting.asked))
    assert counts[0] == counts[1] <= 20


def test_the_founding_corpus_has_receipts_for_every_link(graph: Graph) -> None:
    drawn = network(graph, limit=400)
    assert len(drawn.edges) > 100
    for edge in drawn.edges:
        for one in edge.statements:
            assert one.claims
            for claim in one.claims:
                states = graph.engine.query(
                    f"ASK {{ GRAPH <{claim}> {{ ?s ?p <{edge.source}> }} }}"
                ) or graph.engine.query(f"ASK {{ GRAPH <{claim}> {{ <{edge.source}> ?p ?o }} }}")
                assert states, (edge, claim)
