"""Made ids: what is the same meets at one node, what differs in an identifying part does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.graph.engine import Rows
from kg.records.identity import are_ids, is_id

IDS = [
    "a",
    "b",
    "a-b",
    "b-c",
    "a/b",
    "A",
    "a.b",
    "a+b",
    "a-rather-long-name-of-a-body-in-the-state",
]
THINGS = {"i": "Item", "b-i": "Item", "e": "Event", "b-e": "Event", "m": "Indicator"}
States = Callable[..., dict[str, list[str]]]


@pytest.fixture
def stated(tmp_path: Path) -> States:
    """Return a function that builds one claim for each statement, and tells the claims by node."""

    def build(*statements: dict[str, Any]) -> dict[str, list[str]]:
        return nodes(tmp_path, statements)

    return build


def nodes(home: Path, statements: tuple[dict[str, Any], ...]) -> dict[str, list[str]]:
    (home / "kg.toml").write_text('base = "https://example.org/"\ntitle = "x"\n', "utf-8")
    records: list[dict[str, Any]] = [
        {"id": name, "type": kind, "label": f"The {name}"}
        for name, kind in {**dict.fromkeys(IDS, "Organization"), **THINGS}.items()
    ]
    claims = [
        {
            "id": f"s/{number}", "type": "Claim", "paraphrase": f"Claim {number}.",
            "kind": "assertion", "certainty": "certain", "states": [statement],
            "passage": {
                "paragraph": 1, "first": "x", "last": "x", "start": 0, "end": 1,
                "digest": "sha256:" + "0" * 64,
            },
        }
        for number, statement in enumerate(statements)
    ]  # fmt: skip
    source = {
        "id": "s", "type": "Article", "label": "S", "publisher": "a", "claims": claims, "length": 9,
        "paragraphs": 1, "digest": "sha256:" + "0" * 64,
    }  # fmt: skip
    lines = [json.dumps(record) for record in [*records, source]]
    (home / "all.jsonl").write_text("\n".join(lines), "utf-8")
    kg.build(home)
    graph = kg.open(home)
    rows = graph.engine.query(
        "SELECT ?node ?claim { GRAPH ?claim { ?node a ?class } "
        "VALUES ?class { kg:Stance kg:Relation kg:Measurement kg:Membership kg:Assessment } }"
    )
    assert isinstance(rows, Rows)
    found: dict[str, list[str]] = {}
    for node, claim in rows:
        found.setdefault(graph.id(node.value), []).append(graph.id(claim.value))
    return {node: sorted(claims) for node, claims in found.items()}


STANCE = {"type": "Stance", "holder": "a", "stance": "refuses", "towards": "b"}
MEASURE = {"type": "Measurement", "indicator": "m", "subject": "b", "value": 1, "unit": "persons"}


def test_two_claims_of_one_stance_share_a_node(stated: States) -> None:
    found = stated(STANCE, {**STANCE, "rationale": "Too dear."}, {**STANCE, "stance": "supports"})
    assert found == {"stance/a,refuses,b": ["s/0", "s/1"], "stance/a,supports,b": ["s/2"]}


def test_a_measurement_is_its_indicator_subject_period_and_unit(stated: States) -> None:
    year = {"periodStart": "2030-01-01", "periodEnd": "2030-12-31"}
    found = stated(
        {**MEASURE, **year},
        {**MEASURE, **year, "value": 2},
        {**MEASURE, **year, "modality": "observed"},
        {**MEASURE, **year, "unit": "items"},
        {**MEASURE, **year, "modality": "planned"},
        {**MEASURE, "periodStart": "2031-01-01", "periodEnd": "2031-12-31"},
        {**MEASURE, "dated": {"date": "2030-06-01", "dateBasis": "printed"}},
        MEASURE,
    )
    assert sorted(found.values()) == [["s/0", "s/1", "s/2"], *([f"s/{n}"] for n in range(3, 8))]


def test_parts_in_another_place_are_other_statements(stated: States) -> None:
    """Joined by hyphens alone, all of these would have one id, and merge."""
    relation = {"type": "Relation", "from": "a", "relation": "supplies"}
    found = stated(
        {**relation, "to": "b-i"},
        {**relation, "to": "b", "item": "i"},
        {**relation, "to": "b", "concerns": "i"},
        {**relation, "to": "b-e"},
        {**relation, "to": "b", "concerns": "e"},
        {**relation, "to": "b", "condition": "e"},
    )
    assert len(found) == 6


def test_several_holders_meet_in_any_order(stated: States) -> None:
    both = [{**STANCE, "holder": list(holders)} for holders in permutations(["a", "b", "b-c"])]
    assert len(stated(*both)) == 1
    assert len(stated({**STANCE, "holder": ["a", "b"]}, {**STANCE, "holder": "a-b"})) == 2


def test_titles_meet_whatever_their_case(stated: States) -> None:
    member = {"type": "Membership", "member": "a", "organization": "b"}
    found = stated(
        {**member, "roleTitle": "Defence Minister"},
        {**member, "roleTitle": "defence minister"},
        {**member, "roleTitle": {"en": "Defence minister"}},
        {**member, "roleTitle": "Minister"},
        {**member, "roleTitle": {"de": "Ministerin"}},
    )
    assert sorted(found.values()) == [["s/0", "s/1", "s/2"], ["s/3"], ["s/4"]]


def test_a_nested_statement_identifies_its_holder(stated: States) -> None:
    found = stated(
        {**STANCE, "towards": {**STANCE, "stance": "supports"}},
        {**STANCE, "towards": {**STANCE, "stance": "doubts"}},
    )
    assert len(found) == 4


def test_web_addresses_are_told_apart(stated: States) -> None:
    ends = ["https://x.org/a-b", "https://x.org/a/b", "https://x.org/a?b", "https://x.org/A-b"]
    found = stated(*({**STANCE, "towards": end} for end in ends))
    assert len(found) == 4
    assert not any(":" in name for name in found)


def test_a_long_id_is_cut_and_stays_its_own(stated: States) -> None:
    many = [{**STANCE, "holder": [*IDS], "towards": [*IDS[:n], *THINGS]} for n in (8, 9)]
    found = stated(*many)
    assert len(found) == 2
    assert all(len(name) <= len("stance/") + 120 for name in found)


parts = st.sampled_from(IDS)
relations = st.fixed_dictionaries(
    {"from": parts, "relation": st.sampled_from(["supplies", "trains"]), "to": parts},
    optional={
        "item": st.sampled_from(["i", "b-i"]),
        "concerns": st.sampled_from([*IDS, *THINGS]),
        "condition": st.sampled_from(["e", "b-e"]),
    },
)


@settings(max_examples=25)
@given(statements=st.lists(relations, min_size=2, max_size=6))
def test_statements_meet_when_their_parts_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, statements: list[dict[str, str]]
) -> None:
    found = nodes(
        tmp_path_factory.mktemp("ids"), tuple({"type": "Relation", **one} for one in statements)
    )
    kinds: dict[str, list[str]] = {}
    for number, statement in enumerate(statements):
        kinds.setdefault(json.dumps(statement, sort_keys=True), []).append(f"s/{number}")
    assert sorted(found.values()) == sorted(kinds.values())


def test_claims_without_an_id_get_one_from_their_passage_and_words(ferry: Path) -> None:
    file = ferry / "sources" / "gazette-2031-05-03.yaml"
    text = file.read_text("utf-8")
    for line in (
        "- id: gazette-2031-05-03/c05-1\n  type",
        "- id: gazette-2031-05-03/c02-1\n  type",
    ):
        text = text.replace(line, "- type")
    file.write_text(text, "utf-8")
    kg.build(ferry)
    first = {claim.id for claim in kg.trace(kg.open(ferry), "new-ferry").claims}
    file.write_text(text.replace("certainty: possible", "certainty: probable"), "utf-8")
    kg.build(ferry)
    assert {claim.id for claim in kg.trace(kg.open(ferry), "new-ferry").claims} == first
    assert all(name.startswith("gazette-2031-05-03/claim-") for name in first)


def test_two_claims_that_would_get_one_id_are_refused(ferry: Path) -> None:
    """Merged in silence, they would speak as one."""
    file = ferry / "sources" / "gazette-2031-05-03.yaml"
    text = file.read_text("utf-8").replace("- id: gazette-2031-05-03/c05-2\n  type", "- type")
    claim = text[text.index("- type") :].replace("kind: assertion", "kind: opinion")
    file.write_text(text + claim, "utf-8")
    assert [finding.code for finding in kg.check(ferry)] == ["id-twice"]


SHAPED = st.text(st.sampled_from("aÜ7_-./ \n:"), max_size=6)


@given(st.lists(SHAPED, max_size=4))
def test_texts_are_ids_together_if_each_is_one(texts: list[str]) -> None:
    assert are_ids(texts) == all(map(is_id, texts))
