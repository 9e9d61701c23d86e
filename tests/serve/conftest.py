"""A real server in a process of its own, over a small graph made by hand."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.manifest import Manifest, read_manifest, write_manifest

BASE = "https://example.org/study/"
DATA = """
@prefix : <https://example.org/study/> .
@prefix kg: <https://w3id.org/claimgraph/ns#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix doc: <https://data.example/> .
: a dcat:Dataset .
:uk a kg:Organization ; rdfs:label "United Kingdom"@en .
:germany a kg:Organization ; rdfs:label "Germany"@en .
:gift a kg:Pledge ; rdfs:label "A gift"@en ; kg:pledgedBy :uk ; kg:amount 5300000000.5 .
:one\\/c1 a kg:Claim ; kg:about :gift .
GRAPH :one\\/c1 { :gift a kg:Pledge ; kg:pledgedBy :uk }
GRAPH doc:one { doc:one a doc:Document }
GRAPH doc:two { doc:two a doc:Document }
GRAPH doc:three { doc:three a doc:Document }
"""


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its headers in small letters, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    """A running `kg serve`; `lines` are those of its log."""

    url: str
    process: subprocess.Popen[str]
    lines: list[str]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def ask(
        self, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str
    ) -> Answer:
        """Send one request on a connection of its own; `_` in a header's name is a dash."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(connection):
            connection.request(method, path, body, sent)
            got = connection.getresponse()
            named = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, named, got.read())

    def sparql(self, query: str, accept: str = "", **fields: str | list[str]) -> Answer:
        asked = urllib.parse.urlencode({"query": query, **fields}, doseq=True)
        return self.ask(f"/sparql?{asked}", **({"accept": accept} if accept else {}))

    def stop(self, sign: int = signal.SIGTERM) -> int:
        self.process.send_signal(sign)
        return self.process.wait(timeout=30)


Starting = Callable[..., AbstractContextManager[Server]]


@contextlib.contextmanager
def started(project: Path, *options: str) -> Iterator[Server]:
    """Give a server over a project's graph, at any free port."""
    command = [sys.executable, "-m", "kg", "serve", "-p", str(project), "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    try:
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://[\w.\[\]:]+:\d+", url), "".join(lines)
        yield Server(url, process, lines)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        finally:
            process.kill()
        reader.join(timeout=10)
        process.stdout.close()
        if process.stderr is not None:
            process.stderr.close()
    assert not [line for line in lines if "Traceback" in line], lines


def _read(process: subprocess.Popen[str], lines: list[str]) -> None:
    for line in process.stderr or ():
        lines.append(line)  # noqa: PERF402 (they are wanted as they come)


def make(folder: Path, data: str = DATA) -> Path:
    """Return the folder of a project whose graph is some TriG."""
    (folder / "graph").mkdir(parents=True)
    store = ox.Store(str(folder / "graph" / "store"))
    store.bulk_load(data.encode(), ox.RdfFormat.TRIG)
    store.flush()
    quads = len(store)
    del store
    write_manifest(folder, Manifest(
        title="A study", base=BASE, language="en", prefixes={}, store="store", digest="d" * 64,
        counts={"quads": quads}, inputs={}, versions={},
    ))  # fmt: skip
    assert read_manifest(folder).store == "store"
    return folder


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small graph."""
    return make(tmp_path_factory.mktemp("served") / "study")


@pytest.fixture(scope="session")
def making() -> Callable[..., Path]:
    """Return what makes a project of some TriG."""
    return make


@pytest.fixture(scope="session")
def starting() -> Starting:
    """Return what starts a server."""
    return started


@pytest.fixture(scope="session")
def server(study: Path) -> Iterator[Server]:
    """Return a server over the small graph, with its usual settings."""
    with started(study) as running:
        yield running


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a graph of 3,000 triples, whose cross products never end."""
    rows = "\n".join(f"<{BASE}n{n}> <{BASE}p> {n} ." for n in range(3_000))
    return make(tmp_path_factory.mktemp("crowded") / "study", rows)
