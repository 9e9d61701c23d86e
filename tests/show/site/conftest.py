"""The founding corpus as a site, written once, and its pages read as a crawler reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import kg

QUESTIONS = (
    "conflicts", "corroboration", "pledges", "said-by", "names", "unnamed-sources",
    "together-at-events",
)  # fmt: skip


class Read(HTMLParser):
    """One page: its links, the names of its places, its data, its headings and its text."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.hrefs: list[dict[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.linked: dict[str, Any] = {}
        self._in: list[str] = []
        self._words: list[str] = []
        self.html = file.read_text("utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= found.keys()
        if "href" in found:
            self.hrefs.append(found)
        if "id" in found:
            self.ids.append(found["id"])
        self._in = [tag, found.get("type", "")]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in = []

    def handle_data(self, data: str) -> None:
        if self._in == ["script", "application/ld+json"]:
            self.linked = json.loads(data)
        elif self._in[:1] not in (["script"], ["style"]):
            self._words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self._words))


@pytest.fixture(scope="session")
def folder(graph: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the founding corpus's site, with five rows of some saved queries."""
    home = tmp_path_factory.mktemp("site") / "public"
    done = kg.site(graph, home, questions=QUESTIONS, rows=5)
    assert done.remarks == ()
    return done.folder


@pytest.fixture(scope="session")
def crawled(folder: Path) -> dict[str, Read]:
    """Return every page of the site but the pictures, by its path."""
    files = sorted(file for file in folder.rglob("*.html") if not file.match("*network.html"))
    return {file.relative_to(folder).as_posix(): Read(file) for file in files}


@pytest.fixture(scope="session")
def reader() -> Callable[[Path], Read]:
    """Return what reads a page."""
    return Read
