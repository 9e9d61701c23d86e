"""The Graph Store HTTP Protocol, reading: what section 5.2 (GET) and 5.6 (HEAD) ask for."""

from __future__ import annotations

import urllib.parse
from typing import Any

import pyoxigraph as ox
import pytest

CLAIM = "https://example.org/study/one/c1"


def named(iri: str) -> str:
    return f"/graphs?{urllib.parse.urlencode({'graph': iri})}"


def triples(got: Any) -> int:
    return len(list(ox.parse(got.body, ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize(
    ("path", "count"),
    [(named(CLAIM), 2), ("/graphs/one/c1", 2), ("/graphs?default", 11), ("/graphs?default=", 11),
     (named("https://data.example/one"), 1)],
)  # fmt: skip
def test_a_graph_is_read(server: Any, path: str, count: int) -> None:
    got = server.ask(path, accept="text/turtle")
    assert (got.status, got.media, triples(got)) == (200, "text/turtle", count)
    head = server.ask(path, "HEAD", accept="text/turtle")
    assert (head.status, head.body, head.media) == (200, b"", "text/turtle")
    assert head.headers["content-length"] == got.headers["content-length"]
    assert server.ask(path, if_none_match=server.ask(path).headers["etag"]).status == 304


@pytest.mark.parametrize("path", [named("https://data.example/none"), "/graphs/none"])
def test_a_graph_that_is_not_there(server: Any, path: str) -> None:
    assert server.ask(path).status == server.ask(path, "HEAD").status == 404


@pytest.mark.parametrize(
    "path", ["/graphs", "/graphs?default&graph=urn:a", "/graphs?graph=a", "/graphs?graph=a&graph=b"]
)
def test_a_graph_that_is_not_named(server: Any, path: str) -> None:
    assert server.ask(path).status == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [named(CLAIM), "/graphs/one/c1", "/graphs"])
def test_nothing_is_written(server: Any, path: str, method: str) -> None:
    got = server.ask(path, method, "<urn:a> <urn:b> <urn:c> .", content_type="text/turtle")
    assert got.status == 405
    assert "GET" in got.headers["allow"]


def test_negotiation(server: Any) -> None:
    assert server.ask(named(CLAIM), accept="application/ld+json").media == "application/ld+json"
    assert server.ask(named(CLAIM), accept="text/csv").status == 406
