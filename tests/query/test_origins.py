"""Independent origins: an agency's story in two outlets, a restatement, and a genuine conflict.

The places, papers and sentences are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.graph.opened import Graph
from kg.query.results.cells import cell
from kg.query.run import query

TOML = """\
base = "https://example.org/dam/"
title = "The dam at Tidewell (invented)"
description = "Invented articles, for the tests."
creators = ["The tests"]
licence = "https://www.apache.org/licenses/LICENSE-2.0"
"""
ENTITIES = """\
- {id: herald, type: Organization, actorType: outlet, label: Tidewell Herald}
- {id: chronicle, type: Organization, actorType: outlet, label: Coast Chronicle}
- {id: saltwire, type: Organization, actorType: outlet, label: Saltwire}
- {id: water-office, type: Organization, label: Water Office}
- {id: council, type: Organization, label: Tidewell Council}
- {id: dam, type: Item, label: The dam}
- {id: capacity, type: Indicator, label: Capacity}
- {id: resettlement, type: Initiative, label: Resettlement}
"""
TEXTS = {
    "herald": "The dam holds 40 million litres, the agency Saltwire reports.\n\n"
    "The council is to pay 3 million crowns.\n\n"
    "Nobody lives below the wall any more.\n\n"
    "All in all: 40 million litres.\n",
    "chronicle": "Saltwire writes that 40 million litres fit behind the wall.\n\n"
    "The Water Office measured 31 million litres.\n\n"
    "We give 3 million crowns, the council announces.\n\n"
    "Nobody lives below the wall any more.\n\n"
    "At least 35 million litres are behind it.\n",
}
LITRES = "type: Measurement, indicator: capacity, subject: dam, unit: items"
MONEY = (
    "{id: dam-money, type: Pledge, label: Money for the dam, pledgedBy: council, "
    "amount: 3000000, currency: XCR, stage: announced}"
)
Claims = list[tuple[int, str, str, str, str, str]]
CLAIMS: dict[str, Claims] = {
    "herald": [
        (1, "The dam", "reports.", "saltwire", f"{{{LITRES}, value: 40}}", ""),
        (2, "The council", "crowns.", "", MONEY, ""),
        (3, "Nobody lives", "any more.", "", "{id: resettlement, status: completed}", ""),
        (4, "All in all:", "litres.", "saltwire", f"{{{LITRES}, value: 40}}", "herald/c1"),
    ],
    "chronicle": [
        (1, "Saltwire writes", "wall.", "saltwire", f"{{{LITRES}, value: 40}}", ""),
        (2, "The Water", "litres.", "water-office", f"{{{LITRES}, value: 31}}", ""),
        (3, "We give", "announces.", "council", MONEY, ""),
        (4, "Nobody lives", "any more.", "", "{id: resettlement, status: completed}", ""),
        (5, "At least", "behind it.", "", f"{{{LITRES}, valueMin: 35}}", ""),
    ],
}


def source(outlet: str, claims: Claims) -> str:
    """Return an outlet's article as records."""
    lines = [
        f"id: {outlet}-1\ntype: Article\nlabel: An invented article\npublisher: {outlet}",
        "publisherBasis: printed\nlanguage: en",
        'published: {date: "2031-05-03", dateBasis: printed}\nclaims:',
    ]
    for paragraph, first, last, speaker, states, restates in claims:
        lines += [
            f"- id: {outlet}/c{paragraph}\n  type: Claim\n  paraphrase: Invented.",
            "  kind: assertion\n  certainty: certain",
            f'  passage: {{paragraph: {paragraph}, first: "{first}", last: "{last}"}}',
            f"  states: [{states}]",
        ]
        lines += [f"  attribution: [{{agent: {speaker}, cue: reports}}]"] if speaker else []
        lines += [f"  restates: [{restates}]"] if restates else []
    return "\n".join(lines)


def built(folder: Path, claims: dict[str, Claims]) -> Graph:
    """Return the graph of a project with two articles, texts attached."""
    (folder / "sources").mkdir(parents=True)
    (folder / "kg.toml").write_text(TOML)
    (folder / "entities.yaml").write_text(ENTITIES)
    for outlet, text in TEXTS.items():
        (folder / "sources" / f"{outlet}-1.yaml").write_text(source(outlet, claims[outlet]))
        file = folder.parent / f"{outlet}.txt"
        file.write_text(text)
        kg.attach(folder, f"{outlet}-1", file)
        kg.anchor(folder, f"{outlet}-1")
    kg.build(folder)
    return kg.open(folder)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the two articles, as they are."""
    return built(tmp_path_factory.mktemp("newsroom") / "dam", CLAIMS)


def rows(graph: Graph, asked: str, **values: str) -> list[dict[str, str]]:
    with query(graph, asked, values) as result:
        names = result.variables
        return [
            dict(zip(names, (cell(graph, term) for term in row), strict=True))
            for row in result.rows()
        ]


def test_only_independent_origins_corroborate(newsroom: Graph) -> None:
    found = rows(newsroom, "corroboration")
    assert {row["what"] for row in found} == {"Money for the dam"}
    assert {row["origins"] for row in found} == {"2"}
    assert {row["speakers"] for row in found} == {"Tidewell Council; Tidewell Herald"}


def test_of_one_thing_the_same_is_found_as_of_all(newsroom: Graph) -> None:
    every = rows(newsroom, "corroboration", least="1")
    things = {row["thing"] for row in every}
    assert len(things) > 1
    for thing in things:
        one = rows(newsroom, "corroboration-about", thing=thing, least="1")
        assert one == [row for row in every if row["thing"] == thing]


def test_the_same_figure_of_another_speaker_is_a_second_origin(tmp_path: Path) -> None:
    office = (1, "Saltwire writes", "wall.", "water-office", f"{{{LITRES}, value: 40}}", "")
    graph = built(tmp_path / "dam", {**CLAIMS, "chronicle": [office, *CLAIMS["chronicle"][2:]]})
    told = {(row["property"], row["value"]): row for row in rows(graph, "corroboration")}
    assert told["value", "40"]["origins"] == "2"
    assert told["value", "40"]["speakers"] == "Saltwire; Water Office"


def test_a_conflict_is_told_for_each_independent_pair(newsroom: Graph) -> None:
    found = rows(newsroom, "conflicts")
    told = {(r["property"], r["value"], r["other_value"], r["claim"], r["other_claim"])
            for r in found}  # fmt: skip
    assert told == {
        ("value", "31", "40", "chronicle/c2", "herald/c1"),
        ("value", "31", "40", "chronicle/c2", "chronicle/c1"),
        ("lowest value, value", "35", "31", "chronicle/c5", "chronicle/c2"),
    }
    assert {row["who"] for row in found} == {"Water Office", "Coast Chronicle"}


def test_it_passes_every_gate(newsroom: Graph) -> None:
    assert {gate.query.name: gate.rows for gate in kg.gates(newsroom) if gate.rows} == {}
