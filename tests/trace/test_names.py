"""A name means the same thing whether the index of the graph is asked or every name is read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

import pytest

import kg
from kg.errors import UsageError
from kg.graph.search.resolve import resolve
from tests.search.conftest import without_index

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


@pytest.mark.parametrize("name", ["", "…", "no such thing", "https://none.example/x", "fery"])
def test_what_bears_no_name_is_told_alike_without_an_index(study: kg.Graph, name: str) -> None:
    assert meant(study, name) == meant(without_index(study), name)


def test_names_are_found_without_an_index(study: kg.Graph) -> None:
    for name in [*bearers(study)][::5]:
        assert meant(study, name) == meant(without_index(study), name)
