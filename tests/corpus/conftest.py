"""Asking the founding corpus: rows of ids and values, and which words are an article's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.graph.engine import Rows

Ask = Callable[[str], list[tuple[str, ...]]]
SOURCES = ("independent-2025-03-20", "rerussia-2025-04")


@pytest.fixture(scope="session")
def ask(graph: kg.Graph) -> Ask:
    """Return a function from SPARQL to rows: ids of things, plain values, "" where unbound."""

    def rows(sparql: str) -> list[tuple[str, ...]]:
        answer = graph.engine.query(sparql)
        assert isinstance(answer, Rows)
        return [tuple(_plain(graph, term) for term in row) for row in answer]

    return rows


def _plain(graph: kg.Graph, term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return graph.id(term.value)
    return term.value if isinstance(term, ox.Literal) else ""


def pairs(rows: list[tuple[str, ...]]) -> dict[str, str]:
    """Return rows of two columns as a mapping."""
    return {row[0]: row[1] for row in rows}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, punctuation left out."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of `length` words."""
    found = words(text)
    yield from zip(*(found[start:] for start in range(length)), strict=False)


@pytest.fixture(scope="session")
def articles(texts: Path) -> dict[str, str]:
    """Return the articles' texts by source id."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(texts.glob("*.txt"))}
