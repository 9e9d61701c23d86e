"""Every claim of the corpus is whole: wording, kind, certainty, evidence, and who says it."""

from __future__ import annotations

import pytest

from .conftest import SOURCES, Ask, pairs

PARTS = ("paraphrase", "kind", "certainty", "claimStatus", "passage", "attribution", "assertedBy")


def test_both_articles_are_there(ask: Ask) -> None:
    found = pairs(ask("SELECT ?s (COUNT(?c) AS ?n) { ?c kg:publishedIn ?s } GROUP BY ?s"))
    assert set(found) == set(SOURCES)
    assert int(found["independent-2025-03-20"]) >= 70
    assert int(found["rerussia-2025-04"]) >= 250


@pytest.mark.parametrize("part", PARTS)
def test_every_claim_has(ask: Ask, part: str) -> None:
    assert ask(f"SELECT ?c {{ ?c a kg:Claim MINUS {{ ?c kg:{part} ?x }} }}") == []


def test_every_claim_states_something(ask: Ask) -> None:
    assert ask("SELECT ?c { ?c a kg:Claim MINUS { GRAPH ?c { ?s ?p ?o } } }") == []


def test_every_claim_has_one_kind_one_certainty_one_passage(ask: Ask) -> None:
    for part in ("kind", "certainty", "passage", "publishedIn"):
        several = f"?c a kg:Claim ; kg:{part} ?a , ?b FILTER(STR(?a) < STR(?b))"
        assert ask(f"SELECT ?c {{ {several} }}") == []


def test_step_0_is_the_publisher(ask: Ask) -> None:
    first = ask(
        "SELECT ?c ?publisher ?agent { ?c kg:publishedIn/kg:publisher ?publisher ;"
        " kg:attribution ?step . ?step kg:position 0 ; kg:agent ?agent }"
    )
    everything = ask("SELECT ?c { ?c a kg:Claim }")
    assert len(first) == len(everything)
    assert [claim for claim, publisher, agent in first if publisher != agent] == []


def test_steps_are_numbered_without_gaps_and_the_last_one_speaks(ask: Ask) -> None:
    chains: dict[str, dict[int, str]] = {}
    for claim, place, agent in ask(
        "SELECT ?c ?n ?a { ?c kg:attribution ?s . ?s kg:position ?n ; kg:agent ?a }"
    ):
        chains.setdefault(claim, {})[int(place)] = agent
    speakers = pairs(ask("SELECT ?c ?who { ?c a kg:Claim ; kg:assertedBy ?who }"))
    for claim, chain in chains.items():
        assert sorted(chain) == list(range(len(chain))), claim
        assert chain[len(chain) - 1] == speakers[claim], claim


def test_an_inferred_step_says_why(ask: Ask) -> None:
    silent = (
        "SELECT ?c { ?c kg:attribution ?s . ?s kg:position ?n ; kg:basis ?b"
        " FILTER(?n > 0 && ?b = basis:inferred) MINUS { ?s kg:note ?note } }"
    )
    assert ask(silent) == []


def test_no_two_claims_share_passage_chain_kind_and_certainty(ask: Ask) -> None:
    chains: dict[str, list[tuple[str, ...]]] = {}
    for claim, *step in ask(
        "SELECT ?c ?n ?a ?cue ?t { ?c kg:attribution ?s . ?s kg:position ?n ; kg:agent ?a ;"
        " kg:cue ?cue OPTIONAL { ?s kg:through ?t } }"
    ):
        chains.setdefault(claim, []).append(tuple(step))
    seen: dict[tuple[object, ...], str] = {}
    twice = []
    for claim, *rest in ask(
        "SELECT ?c ?s ?a ?z ?k ?y { ?c kg:publishedIn ?s ; kg:kind ?k ; kg:certainty ?y ;"
        " kg:passage ?p . ?p kg:start ?a ; kg:end ?z }"
    ):
        key = (*rest, *sorted(chains[claim]))
        twice += [(seen[key], claim)] if key in seen else []
        seen[key] = claim
    assert twice == []


def test_restating_stays_inside_one_article(ask: Ask) -> None:
    restating = ask(
        "SELECT ?a ?b ?s ?t { ?a kg:restates ?b . ?a kg:publishedIn ?s . ?b kg:publishedIn ?t }"
    )
    assert len(restating) > 10
    assert [pair for pair in restating if pair[2] != pair[3]] == []
