"""`kg serve` over a graph on another server: the same answers, and pushes taken up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from tests.engines.servers import Server, oxigraph
from tests.engines.test_push import changed_study
from tests.patience import eventually
from tests.serve.conftest import started

SAVED = ("/queries/pledges.csv", "/queries/said-by.json?speaker=olaf-scholz")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """Return an Oxigraph server with nothing in it."""
    server = oxigraph(tmp_path)
    yield server
    server.kill()


def test_answers_receipts_and_pages_are_those_of_the_own_store(
    server: Server, corpus: Path
) -> None:
    paths = (*SAVED, "/queries/pledges?why=1&limit=3", "/things/olaf-scholz.json")
    with started(corpus, "--engine", server.url) as there, started(corpus) as here:
        for path in paths:
            found, expected = there.ask(path), here.ask(path)
            assert (found.status, found.text) == (200, expected.text), path


def test_a_push_is_taken_up_without_a_restart(
    empty: Server, study: kg.Graph, tmp_path: Path
) -> None:
    kg.push(study, empty.url)
    with started(tmp_path, "--engine", empty.url) as served:
        assert json.loads(served.ask("/health").body)["graph"] == study.manifest.digest
        changed = changed_study(study, tmp_path / "changed")
        kg.push(changed, empty.url)
        wanted = changed.manifest.digest
        eventually(lambda: served.ask("/health").json()["graph"] == wanted)


def test_an_engine_that_is_pulled_away_is_told_and_comes_back(
    empty: Server, study: kg.Graph, tmp_path: Path
) -> None:
    kg.push(study, empty.url)
    with started(tmp_path, "--engine", empty.url) as served:
        empty.kill()
        answer = served.sparql("SELECT ?s { ?s a kg:Claim }")
        assert answer.status >= 500
        assert "cannot be reached" in answer.text
        empty.start()
        assert served.sparql("SELECT ?s { ?s a kg:Claim }").status == 200
