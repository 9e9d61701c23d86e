"""A claim in brief says of wording, chain and passage what its whole evidence says."""

from __future__ import annotations

from dataclasses import replace

import pytest

import kg
from kg.trace.brief import briefs
from kg.trace.gather import evidence


@pytest.mark.parametrize("which", ["graph", "study"])
def test_brief_and_whole_evidence_agree(which: str, request: pytest.FixtureRequest) -> None:
    graph: kg.Graph = request.getfixturevalue(which)
    asked = kg.query(graph, "SELECT ?claim { ?claim a kg:Claim }").rows()
    claims = [str(claim)[1:-1] for (claim,) in asked]
    found, whole = briefs(graph, claims), evidence(graph, claims)
    assert list(found) == list(whole)
    for iri, brief in found.items():
        full = whole[iri]
        assert (brief.id, brief.paraphrase) == (full.id, full.paraphrase)
        assert (brief.kind, brief.certainty) == (full.kind, full.certainty)
        assert brief.passage == full.passage
        assert brief.chain == tuple(replace(step, note="") for step in full.chain)


def test_what_is_no_claim_is_left_out(graph: kg.Graph) -> None:
    assert briefs(graph, [graph.iri("uk").value, "u:nowhere"]) == {}
    assert briefs(graph, []) == {}
