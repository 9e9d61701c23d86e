"""The live pages over HTTP: each with its JSON, its tag, its policy, its faults."""

from __future__ import annotations

import json
import re
import urllib.parse
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.serve.conftest import Answer, Server

CLAIM = "independent-2025-03-20/c02-1"
PAGES = (
    "/", "/search?q=ukraine", "/lists/Person", "/things/steel-porcupine", f"/claims/{CLAIM}",
    "/sources/independent-2025-03-20", "/network/things/steel-porcupine",
    "/trace/things/steel-porcupine", "/trace?saved=pledges", "/network?saved=together-at-events",
    "/query?query=SELECT+*+%7B+%3Fa+kg%3ApledgedBy+%3Fb+%7D", "/queries", "/queries/pledges",
    "/queries/together-at-events",
)  # fmt: skip


def html(server: Server, path: str) -> Answer:
    return server.ask(path, accept="text/html,application/xhtml+xml,*/*;q=0.8")


def post(server: Server, path: str, **body: Any) -> Answer:
    return server.ask(path, "POST", json.dumps(body), content_type="application/json")


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {v for name, v in attrs if tag == "a" and name == "href" and v}


@pytest.mark.parametrize("path", PAGES)
def test_pages_allow_their_own_scripts_only_and_are_known_again(site: Server, path: str) -> None:
    got = html(site, path)
    assert (got.status, got.media) == (200, "text/html")
    policy = got.headers["content-security-policy"]
    assert "unsafe" not in policy
    who = "self" if path.startswith(("/network", "/trace")) else "none"
    assert f"frame-ancestors '{who}'" in policy
    assert got.headers["x-frame-options"] == {"self": "SAMEORIGIN", "none": "DENY"}[who]
    assert re.search(r"script-src ('sha256-[\w+/=]+' ?)+;", policy)
    again = site.ask(path, accept="text/html", if_none_match=got.headers["etag"])
    assert again.status == 304
    assert again.headers.get("content-security-policy", policy) == policy


def test_every_link_of_a_page_leads_somewhere(site: Server) -> None:
    seen: set[str] = set()
    for path in ("/", "/things/steel-porcupine", f"/claims/{CLAIM}", "/search?q=ukraine",
                 "/queries/pledges", "/lists/Pledge"):  # fmt: skip
        seen |= {link.partition("#")[0] for link in Links(html(site, path).text).found}
    own = sorted(link for link in seen if link.startswith("/") and "/network" not in link)
    assert len(own) > 100
    for link in own[::4]:
        assert html(site, link).status in {200, 303}, link


def test_the_first_page_tells_what_is_in_the_graph(site: Server) -> None:
    told = site.ask("/index.json").json()
    assert told["counts"]["Claim"] > 200
    assert "pledges" in told["queries"]
    assert told["most_talked_about"][0]["page"].startswith("/things/")


def test_a_thing_as_json_holds_its_claims_with_passages(site: Server) -> None:
    told = site.ask("/things/steel-porcupine.json").json()
    assert (told["kind"], told["id"], told["pages"]) == ("thing", "steel-porcupine", 1)
    assert told["shown"]["label"] == "Steel Porcupine strategy"
    named = {claim for group in told["shown"]["groups"] for one in group["told"]
             for claim in one["claims"]}  # fmt: skip
    assert named
    assert named <= told["claims"].keys()
    claim = told["claims"][min(named)]
    assert claim["page"] == f"/claims/{claim['id']}"
    assert claim["passage"]["end"] > claim["passage"]["start"]
    assert claim["passage"]["text"] is None
    assert [step["agent"]["label"] for step in claim["chain"]]


def test_a_claim_and_an_article_as_json(site: Server) -> None:
    claim = site.ask(f"/claims/{CLAIM}.json").json()
    assert claim["shown"]["card"] == CLAIM
    assert claim["claims"][CLAIM]["paraphrase"]
    article = site.ask("/sources/independent-2025-03-20.json").json()
    assert article["shown"]["claims"] == article["claims_in_all"] <= len(article["claims"])


def test_pictures_as_json_are_what_their_scripts_read(site: Server) -> None:
    network = site.ask("/network/things/steel-porcupine.json").json()
    assert {"nodes", "edges", "claims", "sources"} <= network.keys()
    pages = {node["id"]: node["page"] for node in network["nodes"]}
    assert pages["steel-porcupine"] == "/things/steel-porcupine"
    assert all(said["claims"] for edge in network["edges"] for said in edge["said"])
    assert network["claims"][network["edges"][0]["said"][0]["claims"][0]]["text"]
    trace = site.ask("/trace/things/steel-porcupine.json").json()
    assert {claim["page"] for claim in trace["claims"]} >= {"/claims/" + trace["claims"][0]["id"]}


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/things/nothere", 404, "nothing in this graph is called"),
        ("/claims/ukraine", 404, "its page is /things/ukraine"),
        ("/things/ukraine?page=99", 404, "there are"),
        ("/things/ukraine?page=0", 400, "give a number"),
        ("/things", 400, "no thing is named"),
        ("/things?iri=no%20iri", 404, "no IRI"),
        ("/lists/Nothing", 404, "one of: Person"),
        ("/search.json?q=x&kind=Nothing", 400, "of the class"),
        ("/search.json?q=x&limit=9999", 400, "limit"),
        ("/network?saved=nothing", 404, "no saved query"),
        ("/network/things/nothere", 404, "nothing in this graph is called"),
        ("/trace", 400, "say what to trace"),
        ("/query?saved=nothing", 404, "no saved query"),
        ("/network?query=ASK%7B%7D", 400, "yes or no"),
    ],
)
def test_what_cannot_be_shown_says_why(site: Server, path: str, status: int, told: str) -> None:
    got = site.ask(path)
    assert (got.status, told in got.text) == (status, True), got.text


def test_an_id_that_a_browser_would_change_is_asked_for_by_its_iri(hostile: Server) -> None:
    links = Links(html(hostile, "/things/hub").text).found
    odd = [link for link in links if link.startswith("/things?iri=")]
    assert odd
    for link in odd:
        assert html(hostile, link).status == 200
        assert hostile.ask(link.replace("?", ".json?")).json()["kind"] == "thing"


def test_a_query_as_json_and_the_receipt_of_a_row(site: Server) -> None:
    asked = "SELECT ?pledge ?who { ?pledge kg:pledgedBy ?who } ORDER BY ?pledge"
    told = site.ask("/query.json?" + urllib.parse.urlencode({"query": asked})).json()
    answer = told["answer"]
    assert (answer["kind"], answer["variables"]) == ("rows", ["pledge", "who"])
    row = answer["rows"][0]
    assert row["cells"][0]["page"].startswith("/things/")
    got = post(site, "/query/receipt.json", query=asked, variables=answer["variables"],
               terms=row["terms"])  # fmt: skip
    receipt = got.json()
    assert receipt["count"] == len(receipt["claims"]) > 0
    assert receipt["claims"][0]["page"].startswith("/claims/")


def test_a_link_of_a_construct_has_a_receipt(site: Server) -> None:
    asked = "CONSTRUCT { ?p kg:pledgedBy ?who } WHERE { ?p kg:pledgedBy ?who }"
    answer = site.ask("/query.json?" + urllib.parse.urlencode({"query": asked})).json()["answer"]
    assert answer["variables"] == ["from", "link", "to"]
    got = post(site, "/query/receipt.json", query=asked, variables=answer["variables"],
               terms=answer["rows"][0]["terms"], triples=True)  # fmt: skip
    assert got.json()["count"] > 0


@pytest.mark.parametrize(
    "body",
    [
        {"variables": ["a"], "terms": []},
        {"variables": ["a } DROP ALL #"], "terms": ["<urn:x>"]},
        {"variables": ["a"], "terms": ["<urn:x>\t<urn:y>"]},
        {"variables": ["a"], "terms": ["} UNION {"]},
        {"variables": "a", "terms": 3},
    ],
)
def test_a_row_that_is_none_has_no_receipt(site: Server, body: dict[str, Any]) -> None:
    got = post(site, "/query/receipt.json", query="SELECT ?a { ?a a kg:Pledge }", **body)
    assert got.status == 400


def test_the_check_points_at_faults_and_gives_advice(site: Server) -> None:
    wrong = post(site, "/query/check.json", query="SELECT * {\n  ?a kg:pledgedBy ?b\n} ODER BY ?a")
    fault = wrong.json()["fault"]
    assert (fault["line"], fault["column"]) == (3, 3)
    assert "^" in fault["what"]
    assert "ORDER" in fault["cure"]
    told = post(site, "/query/check.json", query="SELECT * { ?a kg:pledgedBi ?b }", advice=True)
    assert told.json()["advice"][0]["code"] == "no-such-property"
    refused = post(site, "/query/check.json", query="SELECT * { SERVICE <urn:x> { ?a ?b ?c } }")
    assert "SERVICE" in refused.json()["fault"]["what"]


def test_the_words_for_the_editor_are_those_of_the_graph(site: Server) -> None:
    words = site.ask("/query/words.json").json()
    assert ["kg:Pledge", "10"] in words["classes"]
    assert any(text == "kg:pledgedBy" for text, _ in words["properties"])
    assert words["listed"]["kg:stance"]
    assert words["prefixes"]["kg"]


def test_a_query_with_parameters_asks_for_them(site: Server) -> None:
    asked = {"query": "SELECT ?p { ?p kg:pledgedBy ?_who_id }"}
    told = site.ask("/query.json?" + urllib.parse.urlencode(asked)).json()
    assert [one["name"] for one in told["parameters"]] == ["who"]
    assert "wants to be told who" in told["fault"]["what"]
    given = site.ask("/query.json?" + urllib.parse.urlencode({**asked, "who": "uk"})).json()
    assert given["answer"]["rows"]
    assert "ukraine-support/uk>" in given["asked"]


def test_a_saved_query_begins_in_the_query_page_with_its_values(site: Server) -> None:
    text = html(site, "/query?saved=claims-about&thing=ukraine").text
    assert "#+" not in text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "_thing" not in text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "<tbody>" in text
