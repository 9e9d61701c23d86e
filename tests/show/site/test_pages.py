"""What a reader finds on the pages, checked against the graph and the saved queries."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.text import paragraphs
from tests.show.unpacking import data_of

if TYPE_CHECKING:
    from tests.show.site.conftest import Read


def section(page: Read, name: str) -> str:
    """The HTML of a section by its id, up to the next heading of its height."""
    start = page.html.index(f'<section id="{name}">')
    end = page.html.find("<h2", page.html.index("<h2", start) + 3)
    return page.html[start : end if end > 0 else None]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_a_thing_shows_where_claims_differ(crawled: dict[str, Read]) -> None:
    page = crawled["things/steel-porcupine.html"]
    differ = words(section(page, "differ"))
    assert "Claims differ on status" in differ
    assert "considered" in differ
    assert "under way" in differ
    assert "2 origins" in words(section(page, "own"))
    assert "Steel Porcupine Strategy" in words(section(page, "names"))


def test_a_thing_shows_every_claim_about_it(crawled: dict[str, Read], graph: kg.Graph) -> None:
    for name in ("ukraine", "hungary", "contact-group-april", "package-21bn", "unit-cost"):
        page = crawled[f"things/{name}.html"]
        linked = {link["href"] for link in page.hrefs}
        with kg.query(graph, "claims-about", {"thing": name}) as result:
            claims = {graph.id(row[0].value) for row in result.rows()}  # type: ignore[union-attr]
        assert claims
        missing = {c for c in claims if f"../claims/{c}.html" not in linked}
        assert missing == set(), name


def test_a_restatement_says_so(crawled: dict[str, Read], graph: kg.Graph) -> None:
    with kg.query(graph, "restatements") as result:
        names = result.variables
        row = dict(zip(names, next(result.rows()), strict=True))
    claim, original = (graph.id(row[name].value) for name in ("claim", "original"))  # type: ignore[union-attr]
    page = crawled[f"claims/{claim}.html"]
    assert "This claim says again" in words(section(page, "related"))
    assert any(link["href"].endswith(f"{original}.html") for link in page.hrefs)
    assert "is said again by" in crawled[f"claims/{original}.html"].text


@pytest.mark.parametrize("source", ["independent-2025-03-20", "rerussia-2025-04"])
def test_an_article_marks_the_actors_that_only_it_knows(
    crawled: dict[str, Read], graph: kg.Graph, source: str
) -> None:
    page = crawled[f"sources/{source}.html"]
    marked = set(re.findall(r'<li class="only"><a href="../things/([^"]*)\.html">', page.html))
    with kg.query(graph, "only-in-one-source", {"source": source}) as result:
        place = result.variables.index("actor")
        actors = {graph.id(row[place].value) for row in result.rows()}  # type: ignore[union-attr]
    with kg.query(graph, "SELECT ?a { ?a kg:actorType ?t }") as result:
        every = {graph.id(row[0].value) for row in result.rows()}  # type: ignore[union-attr]
    assert marked & every == actors


def test_an_article_shows_its_claims_and_where_they_stand(crawled: dict[str, Read]) -> None:
    page = crawled["sources/independent-2025-03-20.html"]
    assert page.html.count("<title>¶ ") == 72
    assert page.html.count('<article class="claim"') == 72
    assert page.ids.count("p15") == 1
    assert "European Commission" in words(section(page, "leans"))
    assert "another article says so too" in words(section(page, "agree"))
    contest = words(section(page, "contest"))
    assert "between articles" in contest
    assert "planned" in contest
    assert "https:" not in contest, "concepts are told in words"
    only = section(page, "only")
    assert "European Union" in only
    assert "../things/" in only


def test_an_answer_has_its_receipts(crawled: dict[str, Read]) -> None:
    page = crawled["queries/pledges.html"]
    assert page.html.count('<tr class="why">') == 5
    assert "rests on 1 claim" in page.text
    assert "the first of more" in page.text
    assert any(link["href"] == "../things/kallas-package.html" for link in page.hrefs)
    assert "kg query said-by speaker=" in crawled["queries/said-by.html"].text


def test_a_network_of_a_query_is_a_table_with_receipts_and_a_picture(
    crawled: dict[str, Read], folder: Path, graph: kg.Graph
) -> None:
    page = crawled["queries/together-at-events.html"]
    assert "triples, not rows" not in page.text
    assert "5 links, the first of more" in page.text
    table = page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert table.count('<tr class="why">') == 5
    assert table.count("rests on no claim") == 0
    with kg.query(graph, "together-at-events") as result:
        made = {(graph.id(str(t.subject.value)), graph.id(str(t.object.value)))  # type: ignore[union-attr]
                for t in result.triples() if t.predicate.value.endswith("/relation")}  # fmt: skip
    linked = re.findall(r'<tr><td><a href="../things/([^"]*).html">.*?things/([^"]*).html">', table)
    assert len(linked) == 5
    assert set(linked) <= made
    assert page.linked["@graph"], "the triples that the links rest on"
    picture = data_of((folder / "queries/together-at-events.network.html").read_text("utf-8"))
    ids = [node["id"] for node in picture["nodes"]]
    assert {(ids[edge["from"]], ids[edge["to"]]) for edge in picture["edges"]} == made
    assert all(said["claims"] for edge in picture["edges"] for said in edge["said"])
    for link in ("together-at-events.html", "together-at-events.network.html"):
        assert f'href="queries/{link}"' in crawled["index.html"].html


def test_rows_that_are_links_are_drawn_too(crawled: dict[str, Read], folder: Path) -> None:
    assert 'href="../queries/pledges.network.html"' in crawled["queries/pledges.html"].html
    assert (folder / "queries/pledges.network.html").is_file()
    assert "as a network" not in crawled["queries/names.html"].text


def test_pictures_lead_to_the_pages_of_things_and_claims(
    folder: Path, crawled: dict[str, Read]
) -> None:
    for path, least in (("network.html", 300), ("queries/pledges.network.html", 10)):
        picture = data_of((folder / path).read_text("utf-8"))
        for kind in ("nodes", "claims"):
            for one in picture[kind]:
                page = posixpath.normpath(posixpath.join(posixpath.dirname(path), one["page"]))
                assert page in crawled, (path, one["id"])
        assert len(picture["claims"]) >= least


def test_the_first_page_says_what_it_is_and_how_to_cite_it(
    crawled: dict[str, Read], graph: kg.Graph
) -> None:
    page = crawled["index.html"]
    assert "2 articles, 338 claims" in page.text
    assert graph.manifest.digest in words(section(page, "cite"))
    assert "The Claimgraph authors" in page.text
    assert any(link["href"].endswith("LICENSE-2.0") for link in page.hrefs)


def test_no_text_of_an_article_enters_the_site(
    study: kg.Graph, tmp_path: Path, reader: Callable[[Path], Read]
) -> None:
    """The study's text is attached; no ten words of it in a row stand on a page."""
    kg.site(study, tmp_path / "site", questions=["pledges"])
    text = (study.folder / "gazette.txt").read_text("utf-8")
    lines = [text[slice(*span)].split() for span in paragraphs(text)]
    runs = {" ".join(line[at : at + 10]) for line in lines for at in range(max(0, len(line) - 9))}
    assert runs
    for file in (tmp_path / "site").rglob("*.html"):
        shown = reader(file).text if not file.match("*network.html") else file.read_text("utf-8")
        assert not [run for run in runs if run in shown], file


def test_superseded_claims_are_kept_with_their_reason(
    ferry: Path, reader: Callable[[Path], Read], tmp_path: Path
) -> None:
    file = next((ferry / "sources").glob("*.yaml"))
    text = file.read_text("utf-8")
    at = text.index("type: Claim\n") + len("type: Claim\n")
    file.write_text(
        f'{text[:at]}  claimStatus: retracted\n  statusReason: "read wrongly"\n{text[at:]}'
    )
    kg.build(ferry)
    kg.site(kg.open(ferry), tmp_path / "site", questions=[])
    pages = [reader(page) for page in (tmp_path / "site" / "claims").rglob("*.html")]
    silent = [page for page in pages if "This claim is retracted: read wrongly" in page.text]
    assert len(silent) == 1
    assert "Nothing that is in the graph." in silent[0].text
