"""The corpus may be published: nowhere does the repository repeat the articles' words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Ask, runs

ROOT = Path(__file__).resolve().parents[2]
LONGEST_RUN = 8
MADE = ("build", "dist", "claimgraph-demo", "corpus/texts", "corpus/graph")
OURS = {".ci", ".gitignore"}


def files() -> Iterator[Path]:
    """Yield every file of the repository, what is made or hidden left out."""
    made = [ROOT / name for name in MADE]
    for top in ROOT.iterdir():
        for path in [top, *top.rglob("*")] if top.name in OURS or top.name[0] != "." else []:
            hidden = "__pycache__" in path.parts or any(path.is_relative_to(m) for m in made)
            if path.is_file() and not hidden:
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


def test_all_rooms_of_the_repository_are_looked_into() -> None:
    found = {path.relative_to(ROOT).parts[:2] for path in files()}
    assert {("README.md",), ("corpus", "sources"), ("docs", "coding.md"), ("kg", "graph")} <= found


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
