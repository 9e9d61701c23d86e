"""Linked Data: an IRI of the graph answers 303 with the document about it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

CLAIM, GIFT = "/study/one/c1", "/study/gift"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig;q=0.9, text/turtle;q=0.1", "application/trig"),
        ("*/*", "text/turtle"),
    ],
)
def test_an_iri_answers(server: Any, accept: str, media: str) -> None:
    seen = server.ask(GIFT, accept=accept)
    assert (seen.status, seen.body) == (303, b"")
    assert "accept" in seen.headers["vary"]
    got = server.ask(seen.headers["location"])
    assert (got.status, got.media) == (200, media)
    assert got.headers["link"] == '<https://example.org/study/gift>; rel="describes"'
    again = server.ask(seen.headers["location"], if_none_match=got.headers["etag"])
    assert again.status == 304


def triples(server: Any, path: str, accept: str, form: ox.RdfFormat) -> list[ox.Quad]:
    got = server.ask(server.ask(path, accept=accept).headers["location"])
    return list(ox.parse(got.body, form))


def test_what_is_told(server: Any) -> None:
    found = triples(server, GIFT, "text/turtle", ox.RdfFormat.TURTLE)
    assert {quad.subject.value.rpartition("/")[2] for quad in found} == {"gift", "c1"}
    assert len(found) == 5
    claim = triples(server, CLAIM, "application/trig", ox.RdfFormat.TRIG)
    assert sum(isinstance(quad.graph_name, ox.NamedNode) for quad in claim) == 2
    assert len(triples(server, CLAIM, "text/turtle", ox.RdfFormat.TURTLE)) == 2


def test_the_page_tells_it_too(server: Any) -> None:
    page = server.ask(GIFT, accept="text/html").headers["location"]
    text = server.ask(page).text
    assert "A gift" in text
    assert 'href="/study/one/c1"' in text
    assert 'href="/study/uk"' in text


def test_what_is_not_there(server: Any) -> None:
    close = server.ask("/study/germny")
    assert (close.status, "did you mean germany" in close.text) == (404, True)
    assert server.ask("/elsewhere").status == 404
    assert server.ask("/study/a%20b").status == 404
    assert server.ask("/data?iri=urn:none").status == 404
    assert server.ask("/data").status == server.ask("/data?iri=no-iri").status == 400
    assert server.ask("/data?iri=https://example.org/study/uk&format=csv").status == 406
    assert server.ask(GIFT, accept="image/png").status == 406


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/study/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
             "/study/%2e%2e%2f%2e%2e%2fetc/passwd", "//etc/passwd", "/queries/..%2fkg.toml"],
)  # fmt: skip
def test_no_path_leads_out(server: Any, path: str) -> None:
    got = server.ask(path)
    assert got.status in {400, 404}
    assert "root:" not in got.text


def test_the_first_page(server: Any) -> None:
    got = server.ask("/", accept="text/html")
    assert (got.status, got.media) == (200, "text/html")
    assert f"{server.url}/sparql" in got.text
