"""What is superseded or retracted is in no answer, and counts nowhere."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import pytest
import yaml

import kg
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query
from kg.query.saved import Saved, queries
from kg.show.site.material import material
from tests.conftest import REPOSITORY

SAVED = {saved.name: saved for saved in queries()}


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the founding corpus in which each claim has taken the place of another like it."""
    folder = tmp_path_factory.mktemp("doubled") / "corpus"
    shutil.copytree(REPOSITORY / "corpus", folder, ignore=shutil.ignore_patterns("graph"))
    before = []
    for file in sorted((folder / "sources").iterdir()):
        source = yaml.safe_load(file.read_text("utf-8"))
        for claim in source["claims"]:
            name = claim["id"].replace("/", "/before-")
            how = {"claimStatus": "superseded", "statusReason": "encoded anew"}
            now = {"type": "Claim", "publishedIn": source["id"], "supersededBy": claim["id"]}
            before.append(json.dumps({**claim, **now, **how, "id": name}, default=str))
    (folder / "sources" / "before.jsonl").write_text("\n".join(before), "utf-8")
    kg.build(folder)
    return kg.open(folder)


def answer(graph: Graph, saved: Saved) -> Counter[str]:
    with query(graph, saved, dict(saved.about.example)) as result:
        found = result.triples() if result.kind == "triples" else result.rows()
        return Counter(str(one) for one in found)


@pytest.mark.parametrize("name", SAVED)
def test_no_answer_changes(name: str, graph: Graph, doubled: Graph) -> None:
    assert answer(doubled, SAVED[name]) == answer(graph, SAVED[name])


def test_the_record_stays_and_a_search_tells_what_became_of_it(
    graph: Graph, doubled: Graph
) -> None:
    assert kg.info(doubled).things["Claim"] == 2 * kg.info(graph).things["Claim"]
    found = {hit.id: hit for hit in kg.search(doubled, "scholz", limit=100)}
    now = {hit.id: hit for hit in kg.search(graph, "scholz", limit=100)}
    assert {name: hit.claims for name, hit in now.items()}.items() <= {
        name: hit.claims for name, hit in found.items()
    }.items()
    assert {found[name].kind for name in found.keys() - now.keys()} == {"claim, superseded"}
    before = [claim for claim in kg.trace(doubled, "olaf-scholz").claims if claim.id not in now]
    assert "superseded" in {claim.status for claim in before}


def test_no_page_counts_it(graph: Graph, doubled: Graph) -> None:
    now, before = material(graph, Limits()), material(doubled, Limits())
    assert before.present == now.present
    things = now.read.things
    assert [*map(before.claims_about, things)] == [*map(now.claims_about, things)]
