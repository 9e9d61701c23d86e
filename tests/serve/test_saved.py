"""Saved queries over HTTP: answers, pages, receipts, forms; and the OpenAPI that tells of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis.openapi import from_dict
from schemathesis.specs.openapi.checks import positive_data_acceptance

import kg
from kg.serve.app import ROOMS
from kg.serve.saved.openapi import openapi


@pytest.fixture(scope="module")
def library(corpus: Path, starting: Any) -> Iterator[Any]:
    """Return a server over the founding corpus."""
    with starting(corpus, "--max-queries-per-client", "64") as running:
        yield running


LISTS = ("/", "/index.json", "/queries", "/queries.json", "/openapi.json", "/query")


def test_a_query_that_is_added_is_news_and_all_else_is_known(study: Path, starting: Any) -> None:
    (study / "queries").mkdir(exist_ok=True)
    added = study / "queries" / "added-later.rq"
    accept = "text/html,*/*;q=0.1"
    with starting(study) as server:
        tags = {path: server.ask(path, accept=accept).headers["etag"] for path in LISTS}
        for path, tag in tags.items():
            assert server.ask(path, accept=accept, if_none_match=tag).status == 304, path
        added.write_text("SELECT ?a { ?a a kg:Pledge }\n")
        try:
            for path, tag in tags.items():
                news = server.ask(path, accept=accept, if_none_match=tag)
                assert (news.status, "added-later" in news.text) == (200, True), path
        finally:
            added.unlink()


def rows(got: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(got.text)))[1:]


def test_the_list(library: Any, graph: Any) -> None:
    told = library.ask("/queries.json").json()
    assert [one["name"] for one in told] == [saved.name for saved in kg.queries(graph)]
    page = library.ask("/queries", accept="text/html")
    assert page.media == "text/html"
    assert set(re.findall(r'href="/queries/([\w-]+)"', page.text)) == {o["name"] for o in told}


def test_answers_by_negotiation_and_by_ending(library: Any, graph: Any) -> None:
    with kg.query(graph, "pledges") as result:
        count = sum(1 for _ in result.rows())
    by_accept = library.ask("/queries/pledges", accept="text/csv")
    by_ending = library.ask("/queries/pledges.csv", accept="application/xml")
    by_name = library.ask("/queries/pledges?format=csv")
    assert by_accept.body == by_ending.body == by_name.body
    assert len(rows(by_accept)) == count
    found = library.ask("/queries/pledges.json").json()["results"]["bindings"]
    assert len(found) == count
    assert library.ask("/queries/pledges").media == "application/sparql-results+json"
    triples = library.ask("/queries/together-in-claims.json")
    assert triples.media == "application/ld+json"
    assert library.ask("/queries/pledges.ttl").status == 406


def test_parameters(library: Any) -> None:
    assert rows(library.ask("/queries/claims-about.csv?thing=ukraine"))
    missing = library.ask("/queries/claims-about.csv")
    assert (missing.status, "wants to be told thing" in missing.text) == (400, True)
    wrong = library.ask("/queries/claims-about.csv?thing=ukrane")
    assert (wrong.status, "did you mean ukraine" in wrong.text) == (400, True)
    assert library.ask("/queries/claims-about.csv?thing=a&thing=b").status == 400
    assert library.ask("/queries/pledges?nothing=1").status == 400
    other = library.ask("/queries/pledge")
    assert (other.status, "pledges" in other.text) == (404, True)
    injected = library.ask("/queries/claims-about.csv?thing=%7D%20SERVICE%20%3Curn%3Ax%3E%20%7B")
    assert injected.status == 400


def test_pages_follow_each_other(library: Any) -> None:
    whole = rows(library.ask("/queries/pledges.csv"))
    path, found = "/queries/pledges.csv?limit=7", []
    while path:
        got = library.ask(path)
        found += rows(got)
        after = re.search(r'<([^>]*)>; rel="next"', got.headers["link"])
        path = after[1] if after else ""
    assert found == whole
    assert 'rel="prev"' in got.headers["link"]
    for wrong in ("limit=0", "limit=x", "page=2", "limit=5&page=0", "limit=99999"):
        assert library.ask(f"/queries/pledges.csv?{wrong}").status == 400


def test_receipts(library: Any, graph: Any) -> None:
    told = library.ask("/queries/pledges?why=1&limit=3").json()
    expected = kg.why(graph, "pledges", rows=3)
    claims = [{graph.id(claim) for claim in one.claims} for one in expected.receipts]
    assert [set(row["claims"]) for row in told["rows"]] == claims
    assert set(told["evidence"]) == set().union(*claims)
    assert library.ask("/queries/pledges.csv?why=1").status == 406


def test_receipts_come_page_by_page(library: Any, graph: Any) -> None:
    whole = kg.why(graph, "pledges")
    path, found, pages = "/queries/pledges?why=1&limit=4", [], 0
    while path:
        got = library.ask(path)
        told = got.json()
        found += told["rows"]
        pages += 1
        links = dict(re.findall(r'<([^>]*)>; rel="(\w+)"', got.headers["link"]))
        path = next((url for url, rel in links.items() if rel == "next"), "")
        assert bool(path) is told["more"]
        assert {claim for row in told["rows"] for claim in row["claims"]} == told["evidence"].keys()
    assert pages == -(-len(whole.rows) // 4) > 2
    assert [set(row["claims"]) for row in found] == [
        {graph.id(claim) for claim in receipt.claims} for receipt in whole.receipts
    ]
    beyond = library.ask("/queries/pledges?why=1&limit=100&page=10000").json()
    assert (beyond["rows"], beyond["more"]) == ([], False)


def test_forms(library: Any) -> None:
    empty = library.ask("/queries/claims-about", accept="text/html")
    assert (empty.status, empty.media) == (200, "text/html")
    assert 'name="thing"' in empty.text
    filled = library.ask("/queries/figures?subject=ukraine", accept="text/html")
    assert '<option value="ukraine" selected>' in filled.text
    assert "format=csv" in filled.text
    hostile = library.ask("/queries/claims-about?thing=%3Cscript%3E", accept="text/html")
    assert "<script>&" not in hostile.text
    assert 'value="&lt;script&gt;"' in hostile.text


def test_examples_name_things_of_the_graph_that_is_served(server: Any) -> None:
    told = {one["name"]: one["example"] for one in server.ask("/queries.json").json()}
    assert told["claims-about"] == {"thing": "gift"}
    assert told["said-by"] == {"speaker": "olaf-scholz"}, "nobody says anything here"
    assert told["claims-of-kind"] == {"kind": "prediction"}
    path = server.ask("/openapi.json").json()["paths"]["/queries/claims-about"]
    wanted = {one["name"]: one for one in path["get"]["parameters"]}
    assert wanted["thing"]["example"] == "gift"
    page = server.ask("/queries/claims-about", accept="text/html").text
    assert re.search(r'<input[^>]* value="gift"', page)
    assert "/gift>" in server.ask("/query.json?saved=claims-about").json()["query"]


def test_openapi_is_whole(library: Any, graph: Any) -> None:
    told = library.ask("/openapi.json").json()
    assert told == json.loads(json.dumps(openapi(graph, library.url, {})))
    assert told["openapi"].startswith("3.1")
    for saved in kg.queries(graph):
        operation = told["paths"][f"/queries/{saved.name}"]["get"]
        named = {one["name"]: one for one in operation["parameters"]}
        for parameter in saved.parameters:
            schema = named[parameter.name]["schema"]
            if isinstance(parameter.choices, tuple) and parameter.choices:
                assert schema["enum"] == list(parameter.choices)
            if parameter.default is not None:
                assert str(schema["default"]) == parameter.default
            needed = parameter.default is None and not parameter.optional
            assert named[parameter.name]["required"] is needed


TWINS = {
    "/index.json": "/index.json",
    "/search.json": "/search.json?q=ukraine&kind=Claim&limit=3",
    "/lists/{class}.json": "/lists/Pledge.json",
    "/things/{id}.json": "/things/ukraine.json",
    "/claims/{id}.json": "/claims/independent-2025-03-20/c02-1.json",
    "/sources/{id}.json": "/sources/independent-2025-03-20.json",
    "/network/{kind}/{id}.json": "/network/things/steel-porcupine.json",
    "/trace/{kind}/{id}.json": "/trace/things/steel-porcupine.json",
    "/network.json": "/network.json?saved=together-at-events",
    "/trace.json": "/trace.json?saved=pledges",
    "/query.json": "/query.json?query=ASK%7B%7D",
    "/query/words.json": "/query/words.json",
    "/openapi.json": "/openapi.json",
}


@pytest.mark.parametrize("told", TWINS)
def test_the_json_of_pages_holds_what_is_told_of_it(library: Any, graph: Any, told: str) -> None:
    operation = openapi(graph, library.url, {})["paths"][told]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) <= library.ask(TWINS[told]).json().keys()


def test_every_path_is_told_of(graph: Any, library: Any) -> None:
    """Each route is described, but for those that stand for others."""
    told = {re.sub(r"{.*?}", "{}", path) for path in openapi(graph, library.url, {})["paths"]}
    routes = {route.path for room in ROOMS for route in room(None)}  # type: ignore[arg-type]
    served = {re.sub(r"{.*?}", "{}", path) for path in routes}
    pictures = {path for path in served if path.startswith(("/network/", "/trace/"))}
    same = {"/sparql/", "/graphs/", "/graphs/{}", "/queries.json", "/queries/{}", "/{}"}
    assert served - pictures - same <= told
    assert {re.sub("things|claims|sources", "{}", path) for path in pictures} <= told | {
        "/network/{}", "/trace/{}", "/network/{}.json", "/trace/{}.json",
    }  # fmt: skip


# What a schema cannot say: that an id must be in this graph, or a text be SPARQL.
UNSAID = [positive_data_acceptance]


def test_schemathesis_finds_nothing(library: Any, graph: Any) -> None:
    """Ask every path as its description allows; two requests each, the same every time."""
    import hypothesis

    schema = from_dict(openapi(graph, library.url, {}))
    schema.config.update(base_url=library.url)
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @hypothesis.given(case=operation.as_strategy())
        @hypothesis.settings(
            max_examples=2,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        def asks(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(excluded_checks=UNSAID)

        asks()
    assert asked > 50
