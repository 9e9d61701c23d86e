"""A name means the same thing whether the index of the graph is asked or every name is read."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.graph.search.resolve import resolve
from tests.search.conftest import index_of, without_index

NAMES = "SELECT ?thing ?name { { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } }"


def bearers(graph: kg.Graph) -> Mapping[str, set[str]]:
    """Return the things that bear each name, by the plainest of readings."""
    found: dict[str, set[str]] = defaultdict(set)
    for thing, name in kg.query(graph, NAMES).rows():
        found[unicodedata.normalize("NFC", name.value).strip().casefold()].add(thing.value)
    return found


def meant(graph: kg.Graph, name: str) -> str:
    """Return what a name means, or why it means nothing."""
    try:
        return resolve(graph, name)
    except UsageError as fault:
        return f"{fault.what}: {fault.cure}"


def test_every_name_means_those_that_bear_it(graph: kg.Graph) -> None:
    for name, things in sorted(bearers(graph).items())[::12]:
        written = name.upper()
        if len(things) == 1:
            assert meant(graph, written) == next(iter(things))
        else:
            told = re.sub(r" \([A-Z]\w+\)(?=, |$)", "", meant(graph, written))
            which = ", ".join(sorted(map(graph.id, things)))
            assert told == f"{written!r} names more than one thing: say which: {which}"


@pytest.mark.parametrize(
    "name", ["", "…", "a " * 20_000, "no such thing", "https://none.example/x", "fery"]
)
def test_what_bears_no_name_is_told_alike_without_an_index(study: kg.Graph, name: str) -> None:
    assert meant(study, name) == meant(without_index(study), name)


def test_names_are_found_without_an_index(study: kg.Graph) -> None:
    for name in [*bearers(study)][::5]:
        assert meant(study, name) == meant(without_index(study), name)


MISSPELT = [
    ("olaf-sholz", "did you mean olaf-scholz"), ("Boris fistorius", "did you mean boris pistorius"),
    ("Макрон", "did you mean emmanuel-macron"), ("olaf", "did you mean olaf-scholz?"),
    ("pakage-21bn", "did you mean package-21bn"), ("persn", "did you mean person"),
    ("kg:Persn", "did you mean kg:Person"), ("Defense Contact Gruop", "defence contact group"),
    ("independent-2025-03-20/c03-99", "did you mean independent-2025-03-20/c03-"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "told"), MISSPELT)
def test_what_may_be_meant_is_told(graph: kg.Graph, name: str, told: str) -> None:
    assert told in meant(graph, name)


def test_candidates_are_told_with_their_classes(graph: kg.Graph) -> None:
    datings = meant(graph, "2014")
    assert datings.startswith("'2014' names more than one thing: say which: ")
    assert datings.count(" (Dating)") == 2
    assert meant(graph, "Pledge") == graph.iri("kg:Pledge").value


def test_of_many_candidates_some_are_told(ferry: Path) -> None:
    people = "".join(f"- {{id: p{n:02}, type: Person, label: A clerk}}\n" for n in range(30))
    (ferry / "more.yaml").write_text(people, "utf-8")
    kg.build(ferry)
    told = meant(kg.open(ferry), "a CLERK")
    assert told.endswith("p18 (Person), p19 (Person) … (30 in all)")


def test_names_are_right_after_a_small_change(ferry: Path) -> None:
    kg.build(ferry)
    text = "- {id: clerk, type: Person, label: A clerk}\n"
    (ferry / "more.yaml").write_text(text, "utf-8")
    kg.build(ferry)
    assert meant(kg.open(ferry), "a clerk") == kg.open(ferry).iri("clerk").value
    (ferry / "more.yaml").write_text(text.replace("A clerk", "The typist"), "utf-8")
    kg.build(ferry)
    graph = kg.open(ferry)
    assert meant(graph, "THE TYPIST") == graph.iri("clerk").value
    assert meant(graph, "a clerk").startswith("nothing in this graph is called 'a clerk'")
    for name in [*bearers(graph)][::9]:
        assert meant(graph, name) == meant(without_index(graph), name)


def test_an_index_of_an_older_form_is_not_asked(ferry: Path) -> None:
    kg.build(ferry)
    graph = kg.open(ferry)
    names = [*[*bearers(graph)][::9], "no such name", "New fery"]
    before = [meant(graph, name) for name in names]
    with closing(sqlite3.connect(index_of(ferry), isolation_level=None)) as database:
        database.execute("PRAGMA user_version = 1")
    assert [meant(graph, name) for name in names] == before
