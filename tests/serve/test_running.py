"""A server as it runs: its log, its end, a build under its feet, what it says when it cannot."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kg
from kg.errors import InputError, UsageError
from kg.graph.manifest import read_manifest, write_manifest
from kg.serve.settings import Settings
from tests.patience import eventually

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER(?b + ?d > 5) }"
MANY = "SELECT * { ?a ?p ?b . ?c ?q ?d }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(server: Any) -> int:
    return int(server.sparql(COUNT).json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_what_runs_is_finished_before_the_end(crowded: Path, starting: Any, sign: int) -> None:
    with starting(crowded, "--timeout", "60", "--grace", "60") as server:
        found: list[Any] = []
        asks = threading.Thread(target=lambda: found.append(server.sparql(SLOW)))
        asks.start()
        eventually(lambda: found or server.ask("/health").json()["running"])
        assert server.stop(sign) == 0
        asks.join()
        assert [got.status for got in found] == [200]


def test_the_end_does_not_wait_for_ever(crowded: Path, starting: Any) -> None:
    with starting(crowded, "--timeout", "60", "--grace", "1") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", f"/sparql?{urllib.parse.urlencode({'query': MANY})}")
        assert connection.getresponse().status == 200
        assert server.stop() == 0
        connection.close()


def test_a_build_is_taken_up(making: Callable[..., Path], tmp_path: Path, starting: Any) -> None:
    rows = "\n".join(f"<urn:n{n}> <urn:p> {n} ." for n in range(2_000))
    project = making(tmp_path / "a", rows)
    other = making(tmp_path / "b", "<urn:a> <urn:p> 1 .")
    with starting(project, "--max-rows", "9000000") as server:
        assert count(server) == 2_000
        before = server.sparql(COUNT).headers["etag"]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", f"/sparql?{urllib.parse.urlencode({'query': MANY})}")
        running = connection.getresponse()
        shutil.copytree(other / "graph" / "store", project / "graph" / "store-2")
        manifest = read_manifest(other)
        write_manifest(project, type(manifest)(**{
            **{name: getattr(manifest, name) for name in manifest.__struct_fields__},
            "store": "store-2", "digest": "e" * 64,
        }))  # fmt: skip
        assert count(server) == 1
        assert server.sparql(COUNT).headers["etag"] != before
        assert server.ask("/health").json()["graph"] == "e" * 64
        assert running.read(1_000)  # the request before still has its graph
        connection.close()
        (project / "graph" / "manifest.json").write_text("{")
        assert count(server) == 1
        health = server.ask("/health")
        assert (health.status, "manifest" in health.json()["fault"]) == (503, True)


def test_a_build_is_seen_at_once_when_the_store_before_is_gone(
    making: Callable[..., Path], tmp_path: Path, starting: Any
) -> None:
    project = making(tmp_path / "a", "<urn:a> <urn:p> 0 .")
    others = [making(tmp_path / f"b{n}", f"<urn:a> <urn:p> {n} .") for n in (1, 2, 3)]
    with starting(project) as server:
        for number, other in enumerate(others):
            manifest, before = read_manifest(other), read_manifest(project)
            shutil.copytree(other / "graph" / manifest.store, project / "graph" / f"next-{number}")
            shutil.rmtree(project / "graph" / before.store)
            fields = {name: getattr(manifest, name) for name in manifest.__struct_fields__}
            now = {"store": f"next-{number}", "digest": str(number) * 64}
            write_manifest(project, type(manifest)(**{**fields, **now}))
            assert server.ask("/health").json()["graph"] == str(number) * 64


def test_nothing_is_dropped_while_builds_are_made(
    corpus: Path, tmp_path: Path, starting: Any
) -> None:
    project = tmp_path / "corpus"
    shutil.copytree(corpus, project)
    with starting(project, "--max-queries-per-client", "32") as server:
        statuses: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                statuses.append(server.ask("/queries/sources.csv").status)

        clients = [threading.Thread(target=ask) for _ in range(3)]
        for client in clients:
            client.start()
        entities = project / "entities" / "more.yaml"
        for number in range(3):
            entities.write_text(f"- id: added-{number}\n  type: Place\n  label: Added {number}\n")
            kg.build(project)
        time.sleep(0.3)
        stop.set()
        for client in clients:
            client.join()
        assert set(statuses) == {200}
        digest = read_manifest(project).digest
        assert server.ask("/health").json()["graph"] == digest


def test_the_log(study: Path, starting: Any) -> None:
    with starting(study) as server:
        server.sparql("ASK { ?secret ?p ?o }")
        server.sparql("ASK { secret")
    lines = [json.loads(line) for line in server.lines]
    assert [line["status"] for line in lines] == [200, 400]
    assert {"time", "client", "method", "path", "status", "bytes", "ms"} == lines[0].keys()
    assert "secret" not in "".join(server.lines)
    with starting(study, "--log-queries") as server:
        server.sparql("ASK { secret")
    assert "secret" in server.lines[0]
    assert "SPARQL" in json.loads(server.lines[0])["fault"]


def test_a_graph_that_another_version_built(
    making: Callable[..., Path], tmp_path: Path, starting: Any
) -> None:
    project = making(tmp_path / "older")
    before = read_manifest(project)
    told = msgspec.structs.replace(before, versions={"claimgraph": "0.0.7"}, model="another")
    write_manifest(project, told)
    with starting(project) as server:
        assert "0.0.7" in server.ask("/health").json()["doubt"]
        page = server.ask("/queries", accept="text/html").text
    assert "built by Claimgraph 0.0.7" in page
    assert str(tmp_path) not in page
    line = json.loads(server.lines[0])
    assert line["level"] == "warning"
    assert "built again" in line["message"]


def test_a_port_that_is_taken(run: Any, study: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "-p", str(study), "--port", port)
    assert done.returncode == 3
    assert f"127.0.0.1 port {port}" in done.stderr
    assert "--port" in done.stderr.splitlines()[-1]


def test_what_cannot_be_served(run: Any, tmp_path: Path, study: Path) -> None:
    nothing = run("serve", "-p", str(tmp_path))
    assert (nothing.returncode, "no graph has been built" in nothing.stderr) == (3, True)
    wrong = run("serve", "-p", str(study), "--timeout", "0")
    assert (wrong.returncode, "--timeout" in wrong.stderr) == (2, True)
    nowhere = run("serve", "-p", str(study), "--host", "192.0.2.1")
    assert (nowhere.returncode, "--host" in nowhere.stderr) == (3, True)


def test_a_wider_address_is_warned_of(starting: Any, study: Path) -> None:
    with starting(study, "--host", "0.0.0.0") as server:  # noqa: S104 (that is the point)
        assert server.ask("/health").status == 200
    assert "warning" in server.lines[0]


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_settings_have_words_and_sense(setting: str) -> None:
    (found,) = (field for field in fields(Settings) if field.name == setting)
    assert found.metadata["help"].endswith(".")
    if isinstance(found.default, int | float) and not isinstance(found.default, bool):
        with pytest.raises(UsageError, match=setting.replace("_", "-")):
            Settings(**{setting: -1})


def test_the_function(study: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError):
        kg.serve(study, Settings(port=taken.getsockname()[1]))


def test_behind_a_proxy(study: Path, starting: Any) -> None:
    with starting(study, "--url", "https://graph.example.org/") as server:
        assert "<https://graph.example.org/sparql>" in server.ask("/sparql").text
        assert json.loads(server.ask("/openapi.json").body)["servers"] == [
            {"url": "https://graph.example.org"}
        ]
    sent = {"x_forwarded_for": "203.0.113.9"}
    with starting(study) as server:
        server.ask("/health", **sent)
    assert json.loads(server.lines[0])["client"] == "127.0.0.1"
    with starting(study, "--trust-proxy", "127.0.0.1") as server:
        server.ask("/health", **sent)
    assert json.loads(server.lines[0])["client"] == "203.0.113.9"


def test_the_help_costs_nothing(run: Any) -> None:
    done = run("serve", "--help")
    assert isinstance(done, subprocess.CompletedProcess)
    for field in fields(Settings):
        assert f"--{field.name.replace('_', '-')}" in done.stdout
