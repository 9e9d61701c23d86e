"""Things that may bear a name, by the index, and those that no index holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.fold import words
from kg.graph.search.index import EDGE, full, open_index
from kg.graph.search.texts import described, texts_in

_UNINDEXED: Final = Path(__file__).parent / "queries" / "unindexed.rq"
_NAMES: Final = """
SELECT DISTINCT text.thing FROM name JOIN text ON text.id = name.rowid WHERE name MATCH ?
"""
_STATEMENTS: Final = """
SELECT DISTINCT text.thing FROM statement JOIN text ON text.id = statement.rowid
WHERE statement MATCH ?
"""
_BATCH: Final = 1_000


def named_like(graph: Graph, name: str) -> list[tuple[str, str]]:
    """Return things (IRIs) and their names, among them all whose name has the words of this one.

    Things with several names are there several times. Empty if the index of the graph cannot be
    asked, or if there is no word in the name.
    """
    said = words(name)
    if not said:
        return []
    try:
        with closing(open_index(graph)) as database:
            things = [*_things(database, graph, said)]
    except (InputError, sqlite3.DatabaseError):
        return []
    found = []
    for start in range(0, len(things), _BATCH):
        for iri, about in described(graph, things[start : start + _BATCH]).items():
            found += [(iri, text.text) for text in texts_in(iri, about)]
    for thing, other in ask(graph, _UNINDEXED):
        if isinstance(thing, ox.NamedNode) and isinstance(other, ox.Literal):
            found.append((thing.value, other.value))
    return found


def _things(database: sqlite3.Connection, graph: Graph, said: list[str]) -> Iterator[str]:
    """Yield names that are these words and no more, and statements that begin with them."""
    whole = f'words : "{" ".join([EDGE, *said, EDGE])}"'
    begun = f'words : ^ "{" ".join(said)}"'
    for query, wanted in ((_NAMES, whole), (_STATEMENTS, begun)):
        for (thing,) in database.execute(query, (wanted,)):
            yield full(graph, thing)
