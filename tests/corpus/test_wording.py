"""The corpus may be published: nowhere does the repository repeat the articles' words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Ask, runs

ROOT = Path(__file__).resolve().parents[2]
LONGEST_RUN = 8
PRIVATE = {"build", "dist", "texts", "graph", "claimgraph-demo", "__pycache__", "node_modules"}


def files() -> Iterator[Path]:
    """Yield every text file of the repository, hidden and built folders left out."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and not any(part.startswith(".") or part in PRIVATE for part in inside):
            yield path


def copied(text: str, known: set[tuple[str, ...]]) -> list[str]:
    return [" ".join(run) for run in runs(text, LONGEST_RUN + 1) if run in known]


def test_a_copied_run_is_found() -> None:
    article = "One two three, four five: six seven eight nine ten."
    known = set(runs(article, LONGEST_RUN + 1))
    assert copied("x ONE two “three” four five six seven eight nine y", known) == [
        "one two three four five six seven eight nine"
    ]
    assert copied("one two three four five six seven eight", known) == []


def test_no_file_repeats_the_articles(articles: dict[str, str]) -> None:
    known = {run for text in articles.values() for run in runs(text, LONGEST_RUN + 1)}
    found = {
        str(path.relative_to(ROOT)): shared
        for path in files()
        if (shared := copied(path.read_bytes().decode("utf-8", "replace"), known))
    }
    assert found == {}


def test_no_paraphrase_is_a_quotation(ask: Ask, articles: dict[str, str]) -> None:
    known = {run for text in articles.values() for run in runs(text, 7)}
    said = ask("SELECT ?c ?p { ?c a kg:Claim ; kg:paraphrase ?p }")
    assert len(said) > 300
    assert [claim for claim, text in said if known & set(runs(text, 7))] == []


@pytest.mark.parametrize("key", ["first", "last"])
def test_anchors_are_at_most_four_words(ask: Ask, key: str) -> None:
    anchors = ask(f"SELECT ?p ?w {{ ?p a kg:Passage ; kg:{key} ?w }}")
    assert len(anchors) > 300
    assert [(passage, text) for passage, text in anchors if len(text.split()) > 4] == []
