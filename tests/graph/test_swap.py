"""A build swaps the graph in whole: readers, killed builds, two at once, no room, no permission."""

from __future__ import annotations

import fcntl
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.check.workers import LITTLE
from kg.errors import FindingsError, InputError


def content(graph: kg.Graph) -> bytes:
    file = io.BytesIO()
    kg.export(graph, file)
    return file.getvalue()


def labelled(project: Path, label: str) -> None:
    """Change one label, so that the next build makes another graph."""
    (project / "more.yaml").write_text(f"- {{id: castow, type: Place, label: {label}}}", "utf-8")


def leftovers(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "graph").iterdir())


@pytest.fixture
def built(ferry: Path) -> Path:
    labelled(ferry, "First")
    kg.build(ferry)
    return ferry


def test_a_reader_opened_before_still_answers(built: Path) -> None:
    reader = kg.open(built)
    before = content(reader)
    for label in ("Second", "Third", "Fourth"):
        labelled(built, label)
        kg.build(built)
        assert label in content(kg.open(built)).decode("utf-8")
        assert content(reader) == before


def test_only_the_current_store_and_the_one_before_are_kept(built: Path) -> None:
    for label in ("Second", "Third", "Fourth"):
        labelled(built, label)
        kg.build(built)
    assert [name.partition("-")[0] for name in leftovers(built)] == [
        ".lock", "manifest.json", "store", "store",
    ]  # fmt: skip


def test_a_build_with_findings_leaves_the_graph_before(built: Path) -> None:
    before = content(kg.open(built))
    (built / "more.yaml").write_text("[", "utf-8")
    with pytest.raises(FindingsError, match="1 error"):
        kg.build(built)
    assert content(kg.open(built)) == before


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_build_leaves_the_graph_before(built: Path, seed: int) -> None:
    """Killed at any moment: the old graph answers or the new one, and the next build works."""
    old = content(kg.open(built))
    labelled(built, "Second")
    process = subprocess.Popen([sys.executable, "-m", "kg", "build", str(built)])
    delay = random.Random(seed).uniform(0.1, 1.2)  # noqa: S311
    for _ in range(200):
        if (built / "graph" / ".lock").stat().st_size or len(leftovers(built)) > 3:
            break  # the new store has been begun
        time.sleep(0.01)
        if process.poll() is not None:
            break
    time.sleep(delay * (seed % 3) / 10)
    process.kill()
    process.wait()
    now = content(kg.open(built))
    assert now == old or b"Second" in now
    kg.build(built)
    assert b"Second" in content(kg.open(built))
    assert len([name for name in leftovers(built) if name.startswith("store-")]) <= 2
    assert not [name for name in leftovers(built) if name.startswith(".manifest")]


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_build_of_a_change_leaves_the_graph_before(built: Path, seed: int) -> None:
    """Killed while it changes a linked copy of the store: that one is as it was."""
    old = content(kg.open(built))
    labelled(built, "Second")
    before = set(leftovers(built))
    process = subprocess.Popen([sys.executable, "-m", "kg", "build", str(built)])
    while process.poll() is None and set(leftovers(built)) <= before:
        time.sleep(0.002)
    time.sleep(seed * 0.03)
    process.kill()
    process.wait()
    now = content(kg.open(built))
    assert now == old or b"Second" in now
    kg.build(built)
    assert b"Second" in content(kg.open(built))
    assert not [name for name in leftovers(built) if name.startswith("scratch")]
    assert len([name for name in leftovers(built) if name.startswith("store-")]) <= 2


def test_a_query_that_runs_while_builds_swap_the_graph(built: Path) -> None:
    """Rows are taken from an answer one by one, while the graph is changed twice and made anew."""
    reader = kg.open(built)
    everything = set(content(reader).splitlines())
    answer = reader.engine.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert not isinstance(answer, bool)
    rows = iter(answer)
    taken = [next(rows)]
    for label in ("Second", "Third"):
        labelled(built, label)
        kg.build(built)
        taken.append(next(rows))
    (built / "kg.toml").write_text((built / "kg.toml").read_text("utf-8") + "\n", "utf-8")
    kg.build(built)
    taken += rows
    assert len(taken) == len([*kg_rows(reader)])
    assert content(reader).splitlines() == sorted(everything)


def kg_rows(graph: kg.Graph) -> Iterator[Any]:
    answer = graph.engine.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert not isinstance(answer, bool)
    yield from answer


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("more.yaml", b"- {id: castow, type: Pl"),
        ("more.yaml", b"\xff\xfe"),
        ("more.jsonl", b'{"id": "castow",\n'),
        ("more.csv", b'id,type\n"castow,Pl'),
        ("more.parquet", b"PAR1\x00"),
    ],
)
def test_a_truncated_file_is_told_and_changes_nothing(built: Path, name: str, raw: bytes) -> None:
    before = content(kg.open(built))
    (built / "more.yaml").unlink()
    (built / name).write_bytes(raw)
    with pytest.raises(FindingsError) as told:
        kg.build(built)
    assert name in {finding.file.name for finding in told.value.findings}
    assert content(kg.open(built)) == before
    assert [part for part in leftovers(built) if part.startswith("scratch")] == []


def test_a_reading_process_that_dies_is_told(built: Path) -> None:
    """With enough records for processes of their own; one is killed as the system would do it."""
    before = content(kg.open(built))
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("on one core there are no processes that read")
    with (built / "many.jsonl").open("w") as file:
        for number in range(LITTLE // 50):
            file.write(f'{{"id": "castow-{number}", "type": "Place", "label": "Castow"}}\n')
    killed = threading.Thread(target=kill_a_worker)
    killed.start()
    try:
        with pytest.raises(InputError, match="ended before its time"):
            kg.build(built)
    finally:
        killed.join()
    assert content(kg.open(built)) == before


def kill_a_worker() -> None:
    for _ in range(2000):
        found = subprocess.run(
            ["pgrep", "-P", str(os.getpid()), "-f", "kg.check.worker"],
            capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        if found:
            os.kill(int(found[0]), 9)
            return
        time.sleep(0.01)


def test_leftovers_of_killed_builds_are_cleared(built: Path) -> None:
    home = built / "graph"
    (home / "store-000000000000-dead").mkdir()
    (home / "store-000000000000-dead" / "000004.sst").write_bytes(b"half")
    (home / ".manifest.json.dead").write_bytes(b"{")
    kg.build(built)
    assert not [name for name in leftovers(built) if "dead" in name]


@pytest.fixture
def locked(built: Path) -> Iterator[Path]:
    with (built / "graph" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield built


def test_a_second_build_at_once_is_refused(locked: Path, run: Any) -> None:
    with pytest.raises(InputError, match=r"(?s)being built by another process.*wait"):
        kg.build(locked)
    done = run("build", locked)
    assert (done.returncode, done.stdout) == (3, "")
    assert "being built by another process" in done.stderr


def test_a_graph_can_be_read_while_it_is_built(locked: Path) -> None:
    assert b"First" in content(kg.open(locked))


def test_two_builds_started_together(ferry: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(ferry)]
    builds = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [build.communicate()[1] for build in builds]
    codes = sorted(build.returncode for build in builds)
    assert codes[0] == 0
    assert set(codes) <= {0, 3}
    assert all(
        "being built" in words
        for build, words in zip(builds, told, strict=True)
        if build.returncode
    )
    assert content(kg.open(ferry))


@pytest.mark.parametrize("place", ["graph", "graph/.lock", "graph/manifest.json"])
def test_something_else_in_the_place_of_the_graph(ferry: Path, place: str) -> None:
    path = ferry / place
    path.parent.mkdir(exist_ok=True)
    if place == "graph":
        path.write_text("a file", "utf-8")
    else:
        path.mkdir()
    with pytest.raises(InputError, match="graph"):
        kg.build(ferry)
    if place != "graph":
        assert [p.name for p in path.parent.glob("store-*")] == []


def no_more_than(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(("size", "anew"), [(100_000, True), (5_000, False)])
def test_no_room_for_files_of_this_size(built: Path, run: Any, size: int, *, anew: bool) -> None:
    """A limit on file size makes writing fail just as a full disk does."""
    before = content(kg.open(built))
    labelled(built, "Second")
    if anew:
        shutil.copy(built / "kg.toml", built / "old.toml")
        (built / "kg.toml").write_text((built / "old.toml").read_text("utf-8") + "\n", "utf-8")
    done = run("build", built, preexec_fn=lambda: no_more_than(size))
    assert done.returncode == 3, done.stderr
    assert "could not be written" in done.stderr
    assert "the graph before is as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(kg.open(built)) == before
    kg.build(built)
    assert b"Second" in content(kg.open(built))


def test_a_full_disk(ferry: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=300k", "none", str(disk)]
    if os.geteuid() or not mount or subprocess.run(command, capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("a small disk can be made by root only, and not in every container")
    try:
        small = shutil.copytree(ferry, disk / "ferry")
        with pytest.raises(InputError, match=r"(?s)could not be written.*free some space"):
            kg.build(small)
        assert [p.name for p in (small / "graph").glob("store-*")] == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_manifest_tells_what_was_read(built: Path) -> None:
    manifest = kg.open(built).manifest
    assert set(manifest.inputs) == {
        "kg.toml", "entities.yaml", "more.yaml", "sources/gazette-2031-05-03.yaml",
    }  # fmt: skip
    assert set(manifest.versions) == {"claimgraph", "pyoxigraph"}
    assert manifest.counts["claim graphs"] == 6
    assert manifest.counts["quads"] == len(content(kg.open(built)).splitlines())
