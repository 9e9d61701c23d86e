"""Real clients: SPARQLWrapper, rdflib's SPARQLStore, curl, and what YASGUI sends; and CORS."""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.parse
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

UK = "https://example.org/study/uk"
LABELS = "SELECT ?label { ?s rdfs:label ?label } ORDER BY ?label"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("style", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper(server: Any, method: str, style: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(POST if method == "POST" or style == POSTDIRECTLY else "GET")
    client.setRequestMethod(style)
    client.setQuery(LABELS)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()["results"]["bindings"]
    assert [row["label"]["value"] for row in found] == ["A gift", "Germany", "United Kingdom"]
    client.setReturnFormat(XML)
    assert client.queryAndConvert().toxml().count("<result>") == 3
    client.setReturnFormat(CSV)
    assert len(client.queryAndConvert().splitlines()) == 4
    client.setQuery("CONSTRUCT { ?s a ?t } { ?s a ?t }")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(client.queryAndConvert())) == 5
    client.setReturnFormat(JSON)
    client.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed, match="SPARQL"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparqlstore(server: Any, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql", method=method))
    assert len(graph) == 11
    assert (rdflib.URIRef(UK), rdflib.RDFS.label, None) in graph
    assert str(graph.value(rdflib.URIRef(UK), rdflib.RDFS.label)) == "United Kingdom"
    assert bool(graph.query("ASK { ?s ?p ?o }"))


def curl(*arguments: str) -> str:
    command = [shutil.which("curl") or pytest.skip("there is no curl"), "-sS", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def test_curl(server: Any) -> None:
    endpoint = f"{server.url}/sparql"
    told = curl(endpoint, "--data-urlencode", f"query={LABELS}", "-H", "Accept: text/csv")
    assert told.splitlines()[0] == "label"
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", LABELS)
    assert len(json.loads(curl(endpoint, *direct))["results"]["bindings"]) == 3
    followed = curl("-L", "-H", "Accept: text/turtle", f"{server.url}/study/uk")
    assert "United Kingdom" in followed
    assert "HTTP/1.1 200" in curl("-I", f"{server.url}/graphs?default")


ORIGIN = "https://yasgui.example"


def test_what_yasgui_sends(server: Any) -> None:
    asked = server.ask(
        "/sparql", "OPTIONS", origin=ORIGIN,
        access_control_request_method="POST",
        access_control_request_headers="content-type,x-requested-with",
    )  # fmt: skip
    assert asked.status == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "content-type" in asked.headers["access-control-allow-headers"]
    body = urllib.parse.urlencode({"query": LABELS})
    got = server.ask(
        "/sparql", "POST", body, origin=ORIGIN,
        content_type="application/x-www-form-urlencoded",
        accept="application/sparql-results+json,*/*;q=0.9",
    )  # fmt: skip
    assert got.media == "application/sparql-results+json"
    for answer in (asked, got, server.ask("/sparql", "PUT", origin=ORIGIN)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_only_one_origin_may_read(study: Any, starting: Any) -> None:
    with starting(study, "--origin", ORIGIN) as server:
        headers = server.ask("/health", origin="https://other.example").headers
        assert headers["access-control-allow-origin"] == ORIGIN
        assert "origin" in headers["vary"].lower()
    with starting(study, "--origin", "none") as server:
        assert "access-control-allow-origin" not in server.ask("/health", origin=ORIGIN).headers


PATHS = (
    "/", "/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=SELECT%20*%20%7B%7D", "/queries",
    "/queries/pledges", "/openapi.json", "/graphs?default", "/study/uk", "/health", "/none",
    "/data?iri=https://example.org/study/uk&format=html",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_headers_that_protect(server: Any, path: str) -> None:
    for accept in ("*/*", "text/html"):
        headers = server.ask(path, accept=accept).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers
        assert "server" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_head_tells_what_get_would(server: Any, path: str) -> None:
    got, head = server.ask(path), server.ask(path, "HEAD")
    assert (head.status, head.body) == (got.status, b"")
    kept = ("content-type", "etag", "content-length", "location")
    assert [head.headers.get(name) for name in kept] == [got.headers.get(name) for name in kept]
