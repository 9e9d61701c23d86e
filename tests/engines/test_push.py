"""Publishing: only what changed, to the last byte, resumed after a break, never half of it."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, KgError
from kg.graph.export import export
from kg.graph.push import changes, run
from kg.graph.push.changes import batches
from kg.graph.push.changes import changes as changes_of
from kg.graph.push.shards import export_shards
from kg.query.limits import Limits
from tests.engines.servers import Server, credentials, oxigraph, virtuoso

PATIENT = Limits(seconds=120)
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def empty(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Return each kind of server, with nothing in it at first."""
    if request.param == "virtuoso" and shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    make = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    server = make(tmp_path_factory.mktemp(request.param))
    with credentials():
        yield server
    server.kill()


def dump(graph: kg.Graph) -> bytes:
    out = io.BytesIO()
    export(graph, out)
    return out.getvalue()


def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 100)


def test_a_push_that_broke_goes_on_and_shows_nothing_until_it_is_whole(
    empty: Server, study: kg.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_batches(monkeypatch)

    def pull_the_plug(triples: int) -> None:
        if triples > 300:
            empty.kill()

    with pytest.raises(InputError, match=r"the push broke off.*cannot be reached") as told:
        kg.push(study, empty.url, pull_the_plug)
    assert "it goes on from here" in told.value.cure
    empty.start()
    with pytest.raises(InputError, match="holds no graph"):
        kg.open(engine=empty.url)
    sent: list[str] = []
    change = run.Target.change
    monkeypatch.setattr(
        run.Target,
        "change",
        lambda self, text, *more: (sent.append(text), change(self, text, *more)),
    )
    done = kg.push(study, empty.url)
    batched = [text for text in sent if text.startswith("INSERT DATA {\nGRAPH")]
    assert 0 < len(batched) < done.put / 100  # what was there before the break was not sent again
    there = kg.open(engine=empty.url)
    assert dump(there) == dump(study)
    assert there.manifest.digest == study.manifest.digest
    assert there.info() == kg.info(kg.Graph(study.engine, study.manifest, Path()))


def test_only_what_changed_is_sent(empty: Server, study: kg.Graph, tmp_path: Path) -> None:
    kg.push(study, empty.url)
    assert kg.push(study, empty.url) == kg.graph.push.push.Pushed(
        0, 0, study.manifest.counts["quads"]
    )
    changed = changed_study(study, tmp_path)
    before = kg.open(engine=empty.url)
    done = kg.push(changed, empty.url)
    assert 0 < done.put < 20
    assert 0 < done.taken < 20
    assert dump(kg.open(engine=empty.url)) == dump(changed)
    with pytest.raises(InputError, match="published anew while it was read"):
        list(before.query("SELECT ?s { ?s a kg:Claim }").rows())
    kg.push(study, empty.url)
    assert dump(kg.open(engine=empty.url)) == dump(study)


def test_who_reads_while_it_switches_sees_one_graph_or_is_told(
    empty: Server, study: kg.Graph, tmp_path: Path
) -> None:
    kg.push(study, empty.url)
    changed = changed_study(study, tmp_path)
    whole = {graph.manifest.counts["quads"] for graph in (study, changed)}
    seen: set[int] = set()
    stop = threading.Event()

    told: set[str] = set()

    def look() -> None:
        while not stop.is_set():
            try:
                rows = list(kg.open(engine=empty.url).query(COUNT, limits=PATIENT).rows())
            except KgError as fault:
                told.add(fault.what.partition(" was ")[2])
            else:
                seen.update(int(row[0].value) for row in rows)

    reader = threading.Thread(target=look)
    reader.start()
    for graph in (changed, study, changed, study):
        kg.push(graph, empty.url)
    stop.set()
    reader.join()
    assert seen
    assert seen <= whole
    assert told <= {"published anew while it was read"}


def test_the_engine_pulled_away_in_the_switch_leaves_the_old_graph_or_the_new(
    empty: Server, study: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg.push(study, empty.url)
    changed = changed_study(study, tmp_path)
    monkeypatch.setattr(run, "_WAITS", ())
    killer = threading.Timer(0.0, empty.kill)
    switch = run.Run.switch

    def pulled(self: run.Run) -> None:
        killer.start()
        switch(self)

    monkeypatch.setattr(run.Run, "switch", pulled)
    with contextlib.suppress(InputError):  # it may have been done in time
        kg.push(changed, empty.url)
    killer.join()
    with pytest.raises(InputError, match="cannot be reached"):
        kg.open(engine=empty.url)
    empty.start()
    monkeypatch.setattr(run.Run, "switch", switch)
    assert dump(kg.open(engine=empty.url)) in {dump(study), dump(changed)}
    kg.push(changed, empty.url)
    assert dump(kg.open(engine=empty.url)) == dump(changed)


def test_other_data_stays(study: kg.Graph, tmp_path: Path) -> None:
    server = oxigraph(tmp_path)
    try:
        other = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
        subprocess.run(
            ["curl", "-sf", "-H", "Content-Type: application/sparql-update", "-d", other,
             server.url.replace("query", "update")], check=True,
        )  # fmt: skip
        with pytest.raises(InputError, match="holds other data"):
            kg.push(study, server.url)
    finally:
        server.kill()


@pytest.mark.parametrize("default", ["", "urn:claimgraph:default:x"])
def test_shards_loaded_by_hand_are_the_published_graph(
    study: kg.Graph, tmp_path: Path, default: str
) -> None:
    files = export_shards(study, tmp_path / "shards", 3, default)
    assert [file.name for file in files] == [
        "graph-1-of-3.nq", "graph-2-of-3.nq", "graph-3-of-3.nq", "manifest.nq",
    ]  # fmt: skip
    for file in files[:3]:
        lines = file.read_text("utf-8").splitlines()
        assert lines == sorted(lines)
        assert lines
    with pytest.raises(InputError, match="is not empty"):
        export_shards(study, tmp_path / "shards", 3)
    if default:
        return
    (tmp_path / "home").mkdir()
    server = oxigraph(tmp_path / "home")
    try:
        for file in files:
            store = server.url.replace("query", "store")
            subprocess.run(
                ["curl", "-sf", "-H", "Content-Type: application/n-quads", "--data-binary",
                 f"@{file}", store], check=True,
            )  # fmt: skip
        assert kg.push(study, server.url).put == 0
        assert dump(kg.open(engine=server.url)) == dump(study)
    finally:
        server.kill()


def test_changes_come_in_order_and_in_batches() -> None:
    ours = [("g", "b"), ("", "a"), ("g", "c")]
    theirs = [("g", "c"), ("g", "d"), ("", "a")]
    found = list(changes_of(ours, theirs))
    assert found == [(True, "g", "b"), (False, "g", "d")]
    assert [len(batch) for batch in batches(iter(found * 3_000))] == [2_000, 2_000, 2_000]


def changed_study(study: kg.Graph, folder: Path) -> kg.Graph:
    """Return the study with another word in one claim."""
    home = shutil.copytree(study.folder, folder / "changed", ignore=shutil.ignore_patterns("graph"))
    source = next(iter(sorted((home / "sources").iterdir())))
    told = source.read_text("utf-8")
    assert "paraphrase: " in told
    source.write_text(told.replace("paraphrase: ", "paraphrase: Again, ", 1), "utf-8")
    kg.build(home)
    return kg.open(home)
