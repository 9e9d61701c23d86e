"""What may go wrong: words that are none, an index that is gone, damaged or another graph's."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import UsageError
from kg.graph.search.hits import Hit
from tests.search.conftest import index_of

ODD = [
    "", " ", '"', '""', "*", '"*"', "-", "^", "a OR", "NEAR(a b)", "a AND NOT b", "words:a",
    "{a}:b",
    "a + b", "(a", "a)", "'", "';--", "\0", "a\0b", "\ue000", "🇺🇦", "\ud800", "a" * 100_000, "%",
    "_",
    "…", "“quoted words”", '"open', "a*b", "**", '"a" *', "\u0301", "ь", "\u202e", "a\nb", "?x",
    "a " * 51, "é" * 2_000,
]  # fmt: skip


def found_or_told(graph: kg.Graph, asked: str) -> list[Hit]:
    """Return what is found; nothing where the words are refused, briefly and with a cure."""
    try:
        return [*kg.search(graph, asked)]
    except UsageError as fault:
        told = fault
    assert told.cure
    assert len(str(told)) < 300
    return []


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(), max_size=12) | st.sampled_from(ODD))
@example("a" * 100_000)
def test_whatever_is_typed(study: kg.Graph, asked: str) -> None:
    assert all(hit.marked("", "") == hit.text for hit in found_or_told(study, asked))


@pytest.mark.parametrize("asked", ODD)
def test_odd_words(study: kg.Graph, asked: str) -> None:
    found_or_told(study, asked)


def test_wrong_wishes(study: kg.Graph) -> None:
    with pytest.raises(UsageError, match="did you mean Organization"):
        kg.search(study, "ferry", ["Organisation"])
    with pytest.raises(UsageError, match="no claims of a source"):
        kg.search(study, "ferry", source="nowhere")
    with pytest.raises(UsageError, match="cannot be given"):
        kg.search(study, "ferry", limit=0)


def test_beginnings_and_words_like_it(study: kg.Graph) -> None:
    begun = kg.search(study, "northm")
    assert "begin" in begun.remarks[0]
    assert begun.hits[0].id == "northmarsh"
    assert "did you mean northmarsh" in kg.search(study, "northmarhs").remarks[0]


@pytest.fixture
def built(ferry: Path) -> Path:
    kg.build(ferry)
    return ferry


def overwrite(file: Path) -> None:
    file.write_bytes(b"\xff" * file.stat().st_size)


def another(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("UPDATE made SET graph = 'another'")


def scrambled(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (Path.unlink, "not whole"),
        (lambda file: file.write_bytes(file.read_bytes()[:5_000]), "not whole"),
        (overwrite, "cannot be read"),
        (another, "not the one of this graph"),
        (scrambled, "damaged"),
    ],
)
def test_an_index_that_is_not_right_is_told_and_done_without(
    built: Path, harm: object, told: str
) -> None:
    harm(index_of(built))  # type: ignore[operator]
    found = kg.search(kg.open(built), "northmarsh")
    assert found.hits[0].id == "northmarsh"
    assert told in found.remarks[0]
    assert "build" in found.remarks[0]
    shutil.rmtree(built / "graph")
    kg.build(built)
    assert kg.search(kg.open(built), "northmarsh").remarks == ()


def test_an_index_is_only_read(built: Path) -> None:
    file = index_of(built)
    before = file.read_bytes()
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        assert kg.search(kg.open(built), "northmarsh").remarks == ()
    finally:
        file.parent.chmod(0o755)
    assert file.read_bytes() == before
    assert not [*file.parent.glob("search.sqlite-*")]
