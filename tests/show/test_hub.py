"""Much linked things: what is drawn of them, and that the rest is counted and not read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from kg.graph.ask import iris
from kg.graph.engine import Answer, Engine, Rows
from kg.graph.opened import Graph
from kg.show.network.links import rows_of, said
from kg.show.network.near import Near
from kg.show.network.view import network, network_of
from kg.show.words import Words
from tests.show.conftest import BASE, Maker

# What every claim states, with the voice of its article.
STATED = (
    "SELECT ?claim ?s ?p ?o { GRAPH ?claim { ?s ?p ?o } FILTER(?p NOT IN (rdf:type, rdfs:label)) }"
)
VOICES = "SELECT ?claim ?who { ?claim kg:publishedIn ?source . ?source kg:publisher ?who }"


@dataclass
class Reading:
    """An engine that counts the rows that are read from it."""

    engine: Engine
    rows: int = 0

    def query(self, sparql: str, seconds: float | None = None) -> Answer:
        answer = self.engine.query(sparql, seconds)
        if not isinstance(answer, Rows):
            return answer
        rows = list(answer)
        self.rows += len(rows)
        return replace(answer, rows=iter(rows))


def hub(maker: Maker, neighbours: int) -> Graph:
    """Return a graph in which Aland meets persons, those with a higher number more often."""
    maker.thing("paper", "Organization", "Paper")
    maker.thing("aland", "Organization", "Aland")
    maker.source("daily", "Daily", "paper", "Some words of it.")
    for number in range(neighbours):
        maker.thing(f"n{number}", "Person", f"Person {number}")
        meets = {"type": "Relation", "from": "aland", "relation": "relation:meets"}
        for time in range(1 + number % 3):
            meeting = {f"r{number}": {**meets, "to": f"n{number}"}}
            maker.claim(f"daily/{number}-{time}", "They meet.", meeting)
    return maker.graph()


def test_the_neighbours_are_those_that_all_claims_make(graph: Graph) -> None:
    """Counted pair by pair in the engine, or from everything that is stated: the same."""
    words = Words(graph)
    answer = graph.engine.query(STATED)
    assert isinstance(answer, Rows)
    stated = rows_of(answer)
    values = {iri for about in stated.values() for of in about.values() for iri in iris(of)}
    words.learn({subject for subject, _ in stated} | values)
    heard = graph.engine.query(VOICES)
    assert isinstance(heard, Rows)
    voices = {claim.value: {who.value} for claim, who in heard if claim and who}
    wanted = said(stated, words, voices).neighbours()
    near = Near(graph, words)
    near.read(wanted)
    assert {thing: set(found) for thing, found in near.neighbours().items()} == wanted


def test_the_most_linked_stay_and_the_rest_is_counted(make: Callable[..., Maker]) -> None:
    drawn = network(hub(make(), 30), "aland", limit=6)
    focus, *others = drawn.nodes
    assert (focus.iri, focus.more, drawn.left_out) == (f"{BASE}aland", 25, 25)
    assert {int(node.iri.rpartition("/n")[2]) % 3 for node in others} == {2}
    assert focus.about_count == 60
    assert {said.count for edge in drawn.edges for said in edge.statements} == {3}


@pytest.mark.parametrize(("neighbours", "shown"), [(7, 8), (8, 3)])
def test_of_a_hub_fewer_are_drawn(make: Callable[..., Maker], neighbours: int, shown: int) -> None:
    drawn = network_of(hub(make(), neighbours), f"{BASE}aland", limit=8, few=3, room=1)
    assert len(drawn.nodes) == shown
    assert drawn.left_out == drawn.nodes[0].more == neighbours + 1 - shown
    assert {said.claims[0] for edge in drawn.edges for said in edge.statements} <= set(drawn.claims)


@pytest.mark.parametrize("depth", [1, 2])
def test_what_is_not_drawn_costs_a_row_or_two(make: Callable[..., Maker], depth: int) -> None:
    """One that tells of the pair, and one for each claim that is counted at the hub."""
    read, claims = [], []
    for neighbours in (30, 90):
        counting = Reading(hub(make(), neighbours).engine)
        drawn = network(replace(make().graph(), engine=counting), "aland", depth=depth, limit=6)
        read.append(counting.rows)
        claims.append(drawn.nodes[0].about_count)
    assert read[1] - read[0] <= (90 - 30) + (claims[1] - claims[0])


def test_a_statement_that_others_speak_of_is_a_thing(make: Callable[..., Maker]) -> None:
    maker = make()
    for name in ("paper", "aland", "bland", "cland"):
        maker.thing(name, "Organization", name.title())
    maker.source("daily", "Daily", "paper", "Some words of it.")
    helps = {"type": "Relation", "from": "aland", "to": "bland", "relation": "relation:meets"}
    maker.claim("daily/1", "Aland helps Bland.", {"help": helps})
    against = {"type": "Stance", "holder": "cland", "towards": "help", "stance": "stance:opposes"}
    maker.claim("daily/2", "Cland is against it.", {"no": against})
    drawn = network(maker.graph(), "cland", depth=2)
    assert {node.iri for node in drawn.nodes} == {
        f"{BASE}{name}" for name in ("cland", "help", "aland", "bland")
    }
    ends = {(edge.source, edge.target) for edge in drawn.edges}
    assert ends == {(f"{BASE}cland", f"{BASE}help"), (f"{BASE}help", f"{BASE}aland"),
                    (f"{BASE}help", f"{BASE}bland")}  # fmt: skip
