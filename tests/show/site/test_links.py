"""Every link leads somewhere, from a disk as from a host, and every page is led to."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter, deque
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import kg
from tests.show.site.conftest import QUESTIONS

if TYPE_CHECKING:
    from tests.show.site.conftest import Read

OUTWARD = ("http://", "https://")


def inward(path: str, page: Read) -> list[tuple[str, str]]:
    """The links of a page inside the site, as path and fragment."""
    found = []
    for link in page.hrefs:
        if not link["href"].startswith(OUTWARD):
            file, fragment = urldefrag(link["href"])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
            found.append((target if file else path, fragment))
    return found


def test_every_link_leads_to_a_file_and_a_place(crawled: dict[str, Read], folder: Path) -> None:
    broken, seen = [], 0
    for path, page in crawled.items():
        for target, fragment in inward(path, page):
            seen += 1
            known = crawled.get(target)
            there = known is not None or (folder / target).match("*network.html")
            there &= (folder / target).is_file()
            placed = not fragment or known is None or unquote(fragment) in known.ids
            if not there or not placed:
                broken.append((path, target, fragment))
    assert broken == []
    assert seen > 10_000


def test_links_are_relative_and_safe_for_any_host(crawled: dict[str, Read]) -> None:
    for path, page in crawled.items():
        assert re.fullmatch(r"[a-z0-9/-]+\.html", path), path
        for link in page.hrefs:
            href = link["href"]
            assert not href.startswith(("/", "file:", "javascript:")), (path, href)
            if href.startswith(OUTWARD):
                assert link["rel"] == "noopener noreferrer"
            else:
                assert re.fullmatch(r"[A-Za-z0-9/._%#-]*", href), (path, href)


def test_every_page_is_reached_from_the_first(crawled: dict[str, Read]) -> None:
    reached, waiting = {"index.html"}, deque(["index.html"])
    while waiting:
        path = waiting.popleft()
        for target, _ in inward(path, crawled[path]):
            if target in crawled and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert set(crawled) - reached == set()


def test_there_is_a_page_for_each(crawled: dict[str, Read], graph: kg.Graph) -> None:
    asked = """SELECT ?type (COUNT(DISTINCT ?thing) AS ?n) {
        VALUES ?type { kg:Claim kg:Article kg:Person kg:Organization kg:Group kg:Initiative kg:Event
          kg:Meeting kg:Pledge kg:Item kg:Place kg:Work kg:Indicator kg:Scenario }
        ?thing a ?type } GROUP BY ?type"""
    with kg.query(graph, asked) as result:
        counted = {graph.id(kind.value): int(n.value) for kind, n in result.rows()}  # type: ignore[union-attr]
    claims, articles = counted.pop("kg:Claim"), counted.pop("kg:Article")
    folders = Counter(path.partition("/")[0] for path in crawled)
    assert folders == {
        "index.html": 1, "claims": claims, "sources": articles, "queries": len(QUESTIONS),
        "things": sum(counted.values()), "lists": len(counted),
    }  # fmt: skip


def test_pages_are_whole_and_ids_stand_once(crawled: dict[str, Read]) -> None:
    for path, page in crawled.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.tags.count("h1") == 1, path
        assert page.tags.count("main") == 1, path
        assert page.attributes.isdisjoint({"style", "onclick", "onload", "src"}), path
        policy = html.unescape(page.html.partition("Policy")[2].partition(">")[0])
        assert "default-src 'none'; script-src 'sha256-" in policy, path
        assert "unsafe" not in policy, path
