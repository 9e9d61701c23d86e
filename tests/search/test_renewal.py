"""An index that was changed with its graph finds what a new one finds."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import kg
from kg.graph.search.fold import words
from kg.graph.search.texts import texts
from tests.search.conftest import index_of

EDITS = [
    ("label: Northmarsh}", "label: Eastmarsh Union}"),
    ("label: Eastmarsh Union}", "label: Northmarsh}"),
    ('form: "the southern shore"', 'form: "the other side"'),
    ("label: Old ferry}", "label: Ancient boat}"),
    ("Southfen will not bear a part of the cost.", "Southfen refuses to pay a penny."),
    ("pledgedBy: northmarsh", "pledgedBy: southfen"),
    ("type: Item, label: Ancient boat", "type: Initiative, label: Ancient boat"),
]  # fmt: skip


def edit(folder: Path, old: str, new: str) -> None:
    done = 0
    for file in (folder / "entities.yaml", *(folder / "sources").iterdir()):
        text = file.read_text("utf-8")
        done += text.count(old)
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert done, old


def told(graph: kg.Graph, asked: list[str]) -> list[object]:
    return [kg.search(graph, word, limit=1_000).hits for word in asked]


def test_a_changed_index_is_a_new_one(ferry: Path, tmp_path: Path) -> None:
    kg.build(ferry)
    asked = {word for text in texts(kg.open(ferry)) for word in words(text.text)}
    asked |= {"eastmarsh", "penny", "ancient", '"other side"', "no*"}
    drawn = random.Random(1).sample(sorted(asked), 20)  # noqa: S311
    some = [*drawn, "northmarsh", "eastmarsh", "other side", "boat", "penny"]
    before: list[object] = []
    for old, new in EDITS:
        edit(ferry, old, new)
        manifest = kg.build(ferry)
        changed = told(kg.open(ferry), some)
        assert index_of(ferry).stat().st_size == manifest.search["search.sqlite"]
        assert changed != before
        before = changed
        whole = shutil.copytree(ferry, tmp_path / "whole", ignore=shutil.ignore_patterns("graph"))
        assert kg.build(whole).digest == manifest.digest
        assert told(kg.open(whole), some) == changed
        shutil.rmtree(whole)


def test_what_is_gone_is_not_found(ferry: Path) -> None:
    kg.build(ferry)
    edit(ferry, "label: Northmarsh}", "label: Eastmarsh}")
    kg.build(ferry)
    with closing(sqlite3.connect(index_of(ferry))) as database:
        assert database.execute("SELECT stale FROM made").fetchone() > (0,), "it was made anew"
    graph = kg.open(ferry)
    assert [hit.id for hit in kg.search(graph, "eastmarsh", ["Actor"])] == ["northmarsh"]
    assert not kg.search(graph, "northmarsh", ["Actor"]).hits
