"""Nothing about the world without a claim, and nothing denied, planned or supposed as if so."""

from __future__ import annotations

import pytest

from .conftest import Ask, pairs

UNREAL = "kind:plan kind:proposal kind:prediction kind:conditional kind:question kind:demand"
ABOUT_PLANS = "relation:aims-at relation:describes"


def test_every_triple_about_the_world_is_in_a_claim(ask: Ask) -> None:
    world = "?p kg:layer kg:worldLayer . ?s ?p ?o"
    own = "MINUS { ?s a kg:Claim } MINUS { ?source kg:published ?s }"
    assert len(ask(f"SELECT ?s ?p ?o {{ {world} }}")) > 2000
    alone = f"SELECT ?s ?p ?o {{ {world} {own} MINUS {{ GRAPH ?c {{ ?s ?p ?o }} }} }}"
    assert ask(alone) == []


def test_every_graph_is_that_of_an_active_claim(ask: Ask) -> None:
    active = "?g a kg:Claim ; kg:claimStatus claim-status:active"
    assert ask(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} MINUS {{ {active} }} }}") == []


def test_ukraine_is_a_member_of_nothing_it_only_wants_to_join(ask: Ask) -> None:
    direct = "SELECT ?o { :ukraine kg:memberOf|^kg:member/kg:organization ?o }"
    assert ask(direct) == []
    path = "SELECT ?s { ?r kg:from :ukraine ; kg:relation relation:member-candidate-of ;"
    assert ask(f"{path} kg:status ?s }}") == [("status:under-way",)]


def test_nato_membership_is_refused_not_granted(ask: Ask) -> None:
    stances = ask("SELECT ?h ?s { ?x a kg:Stance ; kg:towards :ukraine-nato-membership ;"
                  " kg:holder ?h ; kg:stance ?s }")  # fmt: skip
    assert ("us", "stance:refuses") in stances
    assert ask("SELECT ?s { :ukraine-nato-membership kg:status ?s }") == []


def test_the_denied_invasion_is_only_a_scenario(ask: Ask) -> None:
    said = ask("SELECT DISTINCT ?p { GRAPH ?c { :scenario-buildup-invasion ?p ?o } }")
    assert {p for (p,) in said} <= {"rdf:type", "kg:concerns"}
    denials = ask("SELECT ?h { ?x kg:towards :scenario-buildup-invasion ; kg:holder ?h ;"
                  " kg:stance stance:denies }")  # fmt: skip
    assert denials == [("russia",)]


def test_no_scenario_has_come_true(ask: Ask) -> None:
    said = ask("SELECT DISTINCT ?s { ?x a kg:Scenario ; kg:status ?s }")
    assert {s for (s,) in said} <= {"status:possible", "status:hypothetical", "status:expected"}


def test_kelloggs_zones_are_hypothetical(ask: Ask) -> None:
    controls = ask("SELECT ?from ?s ?c { ?r kg:relation relation:controls ; kg:from ?from"
                   " OPTIONAL { ?r kg:status ?s ; kg:condition ?c } }")  # fmt: skip
    supposed = {row for row in controls if row[1:] == ("status:hypothetical", "scenario-zones")}
    assert {row[0] for row in supposed} == {"russia", "coalition-forces", "ukrainian-armed-forces"}
    assert {row[0] for row in controls if row not in supposed} <= {"russia"}


def test_no_european_force_is_in_ukraine(ask: Ask) -> None:
    deployed = ask("SELECT ?r ?s { ?r kg:relation relation:deploys-to ; kg:to :ukraine"
                   " OPTIONAL { ?r kg:status ?s } MINUS { ?r kg:from :ussr } }")  # fmt: skip
    assert deployed
    assert [row for row in deployed if row[1] in {"", "status:under-way", "status:completed"}] == []
    mission = "SELECT DISTINCT ?s { ?m kg:variantOf* :european-mission ; kg:status ?s }"
    assert not {"status:under-way", "status:completed", "status:agreed"} & {
        s for (s,) in ask(mission)
    }


def test_only_what_was_provided_counts_as_delivered(ask: Ask) -> None:
    assert ask("SELECT ?p { ?p kg:stage stage:delivered }") == [("eu-aid-138bn",)]


def test_europe_is_not_the_eu(ask: Ask) -> None:
    forms = {form for (form,) in ask("SELECT ?f { :eu kg:name/kg:form ?f }")}
    assert not {"Europe", "Europeans", "the Europeans"} & forms
    assert ask("SELECT ?c { ?c kg:about :europe }")


def test_the_envoy_is_not_the_administration(ask: Ask) -> None:
    holders = pairs(ask("SELECT ?h ?s { ?x kg:holder ?h ; kg:stance ?s ; kg:towards ?t"
                       " FILTER(?t IN (:european-mission, :us-mission-support))"
                       " FILTER(?h IN (:keith-kellogg, :trump-administration)) }"))  # fmt: skip
    assert holders == {"keith-kellogg": "stance:supports", "trump-administration": "stance:rejects"}


@pytest.mark.parametrize(
    ("kind", "mark"), [("Relation", "kg:status|kg:condition"), ("Measurement", "kg:modality")]
)
def test_what_is_only_planned_or_foretold_says_so(ask: Ask, kind: str, mark: str) -> None:
    """A relation or a figure that no assertion backs carries a status, condition or modality."""
    unreal = f"VALUES ?k {{ {UNREAL} }} GRAPH ?c {{ ?x a kg:{kind} }} ?c kg:kind ?k"
    backed = f"GRAPH ?d {{ ?x a kg:{kind} }} ?d kg:kind ?j FILTER(?j NOT IN ({_list(UNREAL)}))"
    marked = f"?x {mark} ?m FILTER(?m != modality:observed)"
    plain = f"VALUES ?r {{ {ABOUT_PLANS} }} ?x kg:relation ?r"
    query = f"{unreal} MINUS {{ {backed} }} MINUS {{ {marked} }} MINUS {{ {plain} }}"
    assert ask(f"SELECT DISTINCT ?x ?c {{ {query} }}") == []


def _list(concepts: str) -> str:
    return ", ".join(concepts.split())
