"""What a server refuses and survives: too long, too much, too many, too slow, and nonsense."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.serve.web.answers import Answer, Answers
from tests.patience import eventually

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
MANY = "SELECT * { ?a ?p ?b . ?c ?q ?d }"
SLOW = "SELECT ?a { ?a ?p ?b . ?c ?q ?d FILTER(?b + ?d = -1) }"


def path_of(query: str) -> str:
    return f"/sparql?{urllib.parse.urlencode({'query': query})}"


@pytest.fixture(scope="module")
def strict(crowded: Path, starting: Any) -> Iterator[Any]:
    """Return a server that allows little."""
    options = ("--timeout", "1", "--max-rows", "20000", "--max-url", "4000", "--max-body", "5000",
               "--max-header", "8000", "--read-timeout", "1", "--write-timeout", "1",
               "--max-queries", "2", "--max-queries-per-client", "3", "--max-waiting", "0",
               "--max-connections-per-client", "20", "--idle-timeout", "1")  # fmt: skip
    with starting(crowded, *options) as running:
        yield running


@contextlib.contextmanager
def raw(server: Any, sent: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(sent)
        yield connection


def until_closed(connection: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            found += part
    return found


def asking(query: str) -> bytes:
    return f"GET {path_of(query)} HTTP/1.1\r\nhost: a\r\n\r\n".encode()


def is_running(server: Any) -> bool:
    return bool(server.ask("/health").json()["running"] == 1)


def is_well(server: Any) -> bool:
    return bool(server.sparql("ASK {}").json()["boolean"])


def test_a_query_that_takes_too_long(strict: Any) -> None:
    got = strict.sparql(ENDLESS)
    assert (got.status, "--timeout" in got.text) == (504, True)


def test_an_answer_that_is_too_long_is_cut(strict: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", strict.port, timeout=20)
    connection.request("GET", path_of(MANY))
    answer = connection.getresponse()
    assert answer.status == 200
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
    connection.close()


def test_few_rows_too_many(crowded: Path, starting: Any) -> None:
    with starting(crowded, "--max-rows", "10") as server:
        got = server.sparql("SELECT ?a { ?a ?p ?b }")
        assert (got.status, "--max-rows" in got.text) == (422, True)
        assert server.sparql("SELECT ?a { ?a ?p ?b } LIMIT 10").status == 200


def test_a_url_that_is_too_long(strict: Any) -> None:
    got = strict.ask(path_of("ASK {} #" + "x" * 4_000))
    assert (got.status, "--max-url" in got.text) == (414, True)


def test_a_body_that_is_too_large(strict: Any) -> None:
    told = strict.ask("/sparql", "POST", b"x" * 6_000, content_type="application/sparql-query")
    assert (told.status, "--max-body" in told.text) == (413, True)
    parts = b"".join(b"400\r\n" + b"x" * 1_024 + b"\r\n" for _ in range(9)) + b"0\r\n\r\n"
    head = (b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\n"
            b"transfer-encoding: chunked\r\n\r\n")  # fmt: skip
    with raw(strict, head + parts) as connection:
        assert b" 413 " in connection.recv(65_536)


def test_a_compressed_body(strict: Any) -> None:
    got = strict.ask("/sparql", "POST", b"x", content_type="application/sparql-query",
                     content_encoding="gzip")  # fmt: skip
    assert got.status == 415


def test_a_head_that_never_ends(strict: Any) -> None:
    with raw(strict, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 4_000) as connection:
        assert until_closed(connection).startswith(b"HTTP/1.1 4")
    assert is_well(strict)


def test_slow_clients(strict: Any) -> None:
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(raw(strict, b"GET / HT")) for _ in range(8)]
        slow += [stack.enter_context(raw(strict)) for _ in range(4)]
        for _ in range(6):
            for connection in slow:
                with contextlib.suppress(OSError):
                    connection.sendall(b"T")
            time.sleep(0.2)
        assert is_well(strict)
        for connection in slow:
            until_closed(connection)  # ends only if the server closes it


def test_a_slow_body(strict: Any) -> None:
    head = (b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\n"
            b"content-length: 100\r\n\r\nASK")  # fmt: skip
    with raw(strict, head) as connection:
        assert b" 408 " in until_closed(connection)


def test_half_open_connections(strict: Any) -> None:
    for end in (socket.SHUT_WR, socket.SHUT_RD):
        with raw(strict, asking("ASK {}")) as half:
            half.shutdown(end)
            until_closed(half)
    assert is_well(strict)


def test_who_does_not_read_is_given_up(strict: Any) -> None:
    sent = asking(MANY)
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(raw(strict, sent)) for _ in range(2)]
        time.sleep(3)
        cut = [until_closed(reader) for reader in readers]
    assert not any(answer.endswith(b"0\r\n\r\n") for answer in cut)


def test_slow_readers_keep_nobody_waiting(crowded: Path, starting: Any) -> None:
    options = ("--max-queries", "1", "--max-wait", "20", "--max-rows", "9000000", "--timeout", "60")
    with starting(crowded, *options) as server, contextlib.ExitStack() as stack:
        sent = asking(MANY)
        for _ in range(2):
            stack.enter_context(raw(server, sent))
            time.sleep(0.2)
        assert is_well(server)


NONSENSE = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64,
    b"NONSENSE\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/9.9\r\nhost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0",
    b"GET /%ff%fe HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET /sparql?query=%ff HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET /sparql?query=ASK%7B%7D%00 HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET /data?iri=%00 HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET http://elsewhere.example/ HTTP/1.1\r\nhost: a\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n",
    b"CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: <a>\r\n\r\n",
    "GET /\N{SNOWMAN} HTTP/1.1\r\nhost: a\r\n\r\n".encode(),
)  # fmt: skip


@pytest.mark.parametrize("sent", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense(strict: Any, sent: bytes) -> None:
    with raw(strict, sent) as connection:
        got = until_closed(connection)
    assert b" 500 " not in got.partition(b"\r\n")[0]
    assert is_well(strict)


def test_too_many_queries(strict: Any) -> None:
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda: found.append(strict.sparql(ENDLESS))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    by_status = {got.status: got for got in found}
    assert by_status.keys() <= {504, 503, 429}
    assert 504 in by_status
    refused = by_status.get(503) or by_status[429]
    assert refused.headers["retry-after"] == "1"
    assert "--max-" in refused.text


def test_one_client_among_others(crowded: Path, starting: Any) -> None:
    with starting(crowded, "--timeout", "60", "--max-queries-per-client", "1") as server:
        with raw(server, asking(ENDLESS)):
            eventually(lambda: is_running(server))
            got = server.sparql("ASK {}")
        assert (got.status, got.headers["retry-after"]) == (429, "1")
        assert "--max-queries-per-client" in got.text


def test_waiting_for_a_turn(crowded: Path, starting: Any) -> None:
    options = ("--timeout", "60", "--max-queries", "1", "--max-wait", "0.5")
    with starting(crowded, *options) as server:
        with raw(server, asking(ENDLESS)):
            eventually(lambda: is_running(server))
            got = server.sparql("ASK {}")
        assert (got.status, "--max-wait" in got.text) == (503, True)
        eventually(lambda: server.sparql("ASK {}").status == 200)


def test_too_many_connections(strict: Any) -> None:
    with contextlib.ExitStack() as stack:
        made = [stack.enter_context(raw(strict)) for _ in range(24)]
        turned_away = [until_closed(connection) for connection in made[-3:]]
        assert all(b" 503 " in answer for answer in turned_away)
    eventually(lambda: strict.sparql("ASK {}").status == 200)


def test_a_client_that_leaves_stops_its_query(crowded: Path, starting: Any) -> None:
    (crowded / "queries").mkdir(exist_ok=True)
    (crowded / "queries" / "slow.rq").write_text(f"{ENDLESS}\n")
    with starting(crowded, "--timeout", "60", "--max-queries", "1", "--max-wait", "30") as server:
        receipts = f"/queries/slow?{urllib.parse.urlencode({'why': 1})}"
        for path in (path_of(MANY), path_of(ENDLESS), receipts):
            with raw(server, f"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n".encode()):
                time.sleep(1)
            assert is_well(server), "the turn is free again, long before the time limit"


def test_small_answers_are_kept_within_bounds() -> None:
    kept = Answers(1)
    for number in range(200):
        kept.keep(str(number), Answer(bytes(10_000), {}))
    found = [number for number in range(200) if kept.get(str(number)) is not None]
    assert found == list(range(found[0], 200))
    assert 80 < len(found) < 105
    nothing = Answers(0)
    nothing.keep("a", Answer(b"", {}))
    assert nothing.get("a") is None


def test_a_known_answer_needs_no_turn(crowded: Path, starting: Any) -> None:
    options = ("--timeout", "60", "--max-queries", "1", "--max-waiting", "0")
    with starting(crowded, *options) as server:
        first = server.sparql("ASK {}")
        with raw(server, asking(ENDLESS)):
            eventually(lambda: is_running(server))
            other = server.sparql("ASK { ?s ?p 1 }")
            again = server.sparql("ASK {}")
    assert (again.status, again.body, again.headers["etag"]) == (
        200, first.body, first.headers["etag"],
    )  # fmt: skip
    assert other.status == 503
