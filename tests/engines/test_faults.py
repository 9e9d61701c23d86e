"""What goes wrong on the way to an engine is told in words, and no part is taken for the whole."""

from __future__ import annotations

import base64
import http.server
import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, KgError, LimitError, UsageError
from kg.graph.remote import connection
from kg.graph.remote.address import Address, address
from kg.graph.remote.connection import Connection
from kg.graph.remote.opened import plain
from kg.query.limits import Limits
from tests.conftest import Kg
from tests.engines.servers import free_port, oxigraph, virtuoso
from tests.patience import LONG

BASE = "https://example.org/study/"
MANIFEST = json.dumps({
    "default": "", "stamp": "s",
    "manifest": {"title": "A study", "base": BASE, "language": "en", "prefixes": {}, "store": "",
                 "digest": "", "counts": {}, "inputs": {}, "versions": {}},
})  # fmt: skip
Handler = http.server.BaseHTTPRequestHandler
Play = Callable[[Handler, str], None]


class Stage:
    """A server that plays a part for every query but those that open a graph."""

    def __init__(self, play: Play) -> None:
        stage = self
        self.asked: list[str] = []
        self.heads: list[dict[str, str]] = []

        class Player(Handler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:  # noqa: N802
                text = self.rfile.read(int(self.headers["content-length"])).decode()
                stage.heads.append({name.lower(): value for name, value in self.headers.items()})
                if "manifest%3E" in text and "rdf%3Avalue" in text:
                    rows(self, ("dataset", BASE), ("manifest", MANIFEST))
                elif "identifier" in text:
                    rows(self, ("stamp", "s"))
                else:
                    stage.asked.append(text)
                    play(self, text)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Player)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/query"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def rows(to: Handler, *pairs: tuple[str, str], **head: str) -> None:
    """Answer with one row of literals."""
    row = {name: {"type": "literal", "value": value} for name, value in pairs}
    told = {"head": {"vars": [name for name, _ in pairs]}, "results": {"bindings": [row]}}
    give(to, json.dumps(told).encode(), **head)


def give(to: Handler, body: bytes, status: int = 200, length: int | None = None,
         kind: str = "application/sparql-results+json", **head: str) -> None:  # fmt: skip
    to.send_response(status)
    to.send_header("Content-Type", kind)
    to.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in head.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def half(to: Handler, _: str) -> None:
    give(to, b'{"head":{"vars":["s"]},"results":{"bindings":[', length=500)
    to.close_connection = True


def half_of_chunks(to: Handler, _: str) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "application/sparql-results+json")
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    row = b'{"s":{"type":"literal","value":"x"}}'
    told = b'{"head":{"vars":["s"]},"results":{"bindings":[' + b",".join([row] * 3)
    to.wfile.write(b"%x\r\n%s\r\n" % (len(told), told))
    to.close_connection = True


def endless(to: Handler, _: str) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "application/n-triples")
    to.send_header("Connection", "close")
    to.end_headers()
    to.wfile.write(b"<urn:a> <urn:b> <urn:c> .\n")
    to.close_connection = True


def silent(to: Handler, _: str) -> None:
    to.rfile.read()  # until who asks has given up


@pytest.fixture
def stage() -> Iterator[Callable[[Play], Stage]]:
    made: list[Stage] = []

    def make(play: Play) -> Stage:
        made.append(Stage(play))
        return made[-1]

    yield make
    for one in made:
        one.server.shutdown()
        one.server.server_close()


SELECT, DESCRIBE = "SELECT ?s { ?s ?p ?o }", "DESCRIBE <https://study.example/s>"
PLAYS: dict[str, tuple[Play, str, type[KgError], str]] = {
    "half": (half, SELECT, InputError, "broke before the answer was whole"),
    "half of chunks": (half_of_chunks, SELECT, InputError, "broke before the answer was whole"),
    "no end": (endless, DESCRIBE, InputError, "does not say how long its answer is"),
    "time": (silent, SELECT, LimitError, "was still at work"),
    "page": (lambda to, _: give(to, b"<html>", kind="text/html"), SELECT, InputError,
             "answers with text/html, not with SPARQL results"),
    "elsewhere": (lambda to, _: give(to, b"", 302, Location="https://evil.example/"), SELECT,
                  InputError, "sends us to https://evil.example/"),
    "401": (lambda to, _: give(to, b"", 401), SELECT, InputError, "asks for credentials"),
    "403": (lambda to, _: give(to, b"not you", 403), SELECT, InputError, "not you"),
    "404": (lambda to, _: give(to, b"", 404), SELECT, InputError, "no SPARQL endpoint at"),
    "500": (lambda to, _: give(to, b"out of\nroom", 500), SELECT, InputError, "500.: out of room"),
    "part": (lambda to, _: rows(to, ("s", "x"), X_SPARQL_MaxRows="1"), SELECT, LimitError,
             "gives no more than 1 rows"),
    "time of Virtuoso": (lambda to, _: rows(to, ("s", "x"), X_SQL_State="S1TAT"), SELECT,
                         LimitError, "was still at work"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLAYS)
def test_a_fault_is_told_in_words(case: str, stage: Callable[[Play], Stage]) -> None:
    play, asked, kind, says = PLAYS[case]
    limits = Limits(seconds=1 if case == "time" else LONG)
    graph = kg.open(engine=stage(play).url)
    with pytest.raises(kind, match=says), graph.query(asked, limits=limits) as result:
        list(result)


def test_a_busy_engine_is_asked_again(
    stage: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_WAITS", (0.01, 0.01, 0.01))
    turns = iter([503, 502])

    def busy(to: Handler, _: str) -> None:
        status = next(turns, None)
        if status is None:
            rows(to, ("s", "x"))
        else:
            give(to, b"", status)

    played = stage(busy)
    with kg.open(engine=played.url).query(SELECT) as result:
        assert [str(row[0]) for row in result.rows()] == ['"x"']
    assert len(played.asked) == 3


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_WAITS", (0.01,))
    with pytest.raises(InputError, match="cannot be reached: Connection refused"):
        kg.open(engine=f"http://127.0.0.1:{free_port()}/query")
    with pytest.raises(InputError, match=r"nowhere\.invalid cannot be reached"):
        kg.open(engine="http://nowhere.invalid/query")


def test_an_engine_pulled_away_while_it_answers(study: kg.Graph, tmp_path: Path) -> None:
    server = oxigraph(tmp_path)
    kg.push(study, server.url)
    asked = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with kg.open(engine=server.url).query(asked, limits=Limits(None, None, None)) as result:
        found = result.rows()
        next(found)
        server.kill()
        with pytest.raises(InputError, match="broke before the answer was whole"):
            for _ in found:
                pass


@pytest.mark.skipif(shutil.which("virtuoso-t") is None, reason="Virtuoso is not installed")
def test_an_engine_pulled_away_before_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_WAITS", (0.01,))
    server = virtuoso(tmp_path)
    engine = plain(Connection(address(server.url)))
    killer = threading.Timer(0.5, server.kill)
    killer.start()
    with pytest.raises(InputError, match="cannot be reached"):
        engine.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    killer.join()


@pytest.mark.parametrize("url", ["http://", "ftp://x/y", "x/y", "http://[::1", "http://x:99999/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="address"):
        address(url)


def test_secrets_stay_out_of_the_address_and_of_messages(
    run: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("info", "--engine", "http://ann:s3cret@127.0.0.1:1/query")
    assert told.returncode == 2
    assert "KG_ENGINE_PASSWORD" in told.stderr
    assert "s3cret" not in told.stderr + told.stdout
    monkeypatch.setenv("KG_ENGINE_PASSWORD", "s3cret")
    monkeypatch.setenv("KG_ENGINE_USER", "ann")
    told = run("info", "--engine", f"http://127.0.0.1:{free_port()}/query")
    assert told.returncode == 3
    assert "s3cret" not in told.stderr + told.stdout
    assert "s3cret" not in repr(address("http://127.0.0.1:1/query"))


def test_credentials_go_where_they_are_asked_for(
    stage: Callable[[Play], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(to: Handler, _: str) -> None:
        if "authorization" in {name.lower() for name in to.headers}:
            rows(to, ("s", "x"))
        else:
            give(to, b"", 401, WWW_Authenticate='Basic realm="x"')

    monkeypatch.setenv("KG_ENGINE_USER", "ann")
    monkeypatch.setenv("KG_ENGINE_PASSWORD", "s3cret")
    played = stage(closed)
    with kg.open(engine=played.url).query(SELECT) as result:
        assert len(list(result)) == 1
    sent = [head.get("authorization", "") for head in played.heads]
    assert sent[0] == ""
    assert base64.b64encode(b"ann:s3cret").decode() in sent[-1]
    monkeypatch.setenv("KG_ENGINE_TOKEN", "t0ken")
    with pytest.raises(UsageError, match="for all on the way to read") as told:
        kg.open(engine="http://example.org/query")
    assert "t0ken" not in str(told.value)
    assert Address("https://example.org/query", "").is_private


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_that_nobody_vouches_for_is_refused(
    stage: Callable[[Play], Stage], tmp_path: Path
) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    played = stage(lambda to, _: rows(to, ("s", "x")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    played.server.socket = context.wrap_socket(played.server.socket, server_side=True)
    with pytest.raises(InputError, match="cannot be trusted"):
        kg.open(engine=played.url.replace("http:", "https:"))
