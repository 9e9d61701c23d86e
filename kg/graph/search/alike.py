"""Things that may be meant by a name that nothing bears: their ids or names are much like it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.asked import phrase
from kg.graph.search.edits import edits
from kg.graph.search.fold import words
from kg.graph.search.index import full, open_index, short
from kg.graph.search.match import matched, met
from kg.graph.search.named import names_of
from kg.graph.search.near import near
from kg.graph.search.roman import key

_TERMS: Final = Path(__file__).parent / "queries" / "terms.rq"
_MOST: Final = 10  # words of a name, and things beside it in the order of ids
_STEM: Final = 3
_LONG: Final = 60
_NAMED: Final = """
SELECT text.thing
FROM (SELECT rowid AS id FROM name WHERE name MATCH ? LIMIT 1000) JOIN text USING (id)
GROUP BY text.thing ORDER BY text.weight DESC, text.thing LIMIT 100
"""
_BEFORE: Final = "SELECT DISTINCT thing FROM text WHERE thing < ? ORDER BY thing DESC LIMIT ?"
_IS: Final = "SELECT thing FROM text WHERE thing = ? LIMIT 1"
_BEHIND: Final = "SELECT DISTINCT thing FROM text WHERE thing >= ? ORDER BY thing LIMIT ?"


def things_like(graph: Graph, name: str) -> list[tuple[str, str]]:
    """Return things (IRIs) with their names, among them those with an id or a name much like one.

    The name of a claim is its IRI. Empty if the index of the graph cannot be asked.
    """
    try:
        with closing(open_index(graph)) as database:
            found = {*_with_id(database, graph, name), *_worded(database, name)}
    except (InputError, sqlite3.DatabaseError):
        return []
    things = {full(graph, thing) for thing in found}
    named = [*names_of(graph, things), *_terms(graph)]
    nameless = things.difference(thing for thing, _ in named)
    return [*named, *((thing, thing) for thing in sorted(nameless))]


def containing(name: str, named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the things and names, out of some, that hold all words of a name or their beginnings.

    The shortest names come first.
    """
    asked = [phrase(word, begins=True) for word in words(name)]
    found = {pair for pair in named if matched(pair[1], asked) or met(pair[1], asked)}
    return sorted(found, key=lambda pair: (len(pair[1]), pair))


def _with_id(database: sqlite3.Connection, graph: Graph, name: str) -> Iterator[str]:
    """Yield the things an id is a slip of, and those before and behind it in the order of ids."""
    try:
        place = short(graph, graph.iri(name).value)
    except UsageError:
        return
    for query in (_BEFORE, _BEHIND):
        yield from (thing for (thing,) in database.execute(query, (place, _MOST)))
    if len(place) <= _LONG:
        for one in edits(place):
            yield from (thing for (thing,) in database.execute(_IS, [one]))


def _worded(database: sqlite3.Connection, name: str) -> Iterator[str]:
    """Yield the things that have all words of a name or words much like them; else, some."""
    each = [_like(database, word) for word in words(name)[:_MOST]]
    for joined in (" AND ", " OR "):
        wanted = f"{{words keys}} : ({joined.join(each)})"
        found = [thing for (thing,) in database.execute(_NAMED, [wanted])] if each else []
        if found:
            yield from found
            return


def _like(database: sqlite3.Connection, word: str) -> str:
    """Return what FTS5 is asked for a word: itself, its beginning, its key, and words like it."""
    some = {word, key(word) or word, *near(database, word)}
    quoted = [f'"{one}"' for one in sorted(some)]
    begun = [f'"{word}" *'] if len(word) >= _STEM else []
    return f"({' OR '.join([*quoted, *begun])})"


def _terms(graph: Graph) -> Iterator[tuple[str, str]]:
    for thing, name in ask(graph, _TERMS):
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            yield thing.value, name.value
