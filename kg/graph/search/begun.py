"""Things to complete with: those whose name or id begins with what was typed so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from kg.errors import InputError
from kg.graph.ask import text
from kg.graph.opened import Graph
from kg.graph.search.asked import Phrase, phrase
from kg.graph.search.candidate import best
from kg.graph.search.index import full, open_index
from kg.graph.search.lookup import candidates
from kg.graph.search.texts import KINDS, Tier, described, tier_of
from kg.words import LABEL, is_iri

_NEXT: Final = "SELECT thing FROM text WHERE thing >= ? AND thing < ? ORDER BY thing LIMIT 1"
_LAST: Final = "\U0010ffff"
_BEHIND: Final = chr(ord("/") + 1)


def begun(graph: Graph, typed: str, limit: int) -> list[tuple[str, str]] | None:
    """Return things (IRIs) and labels of which some name has the words typed, the last one begun.

    Accents, case and alphabets are folded. The best come first: names that are nothing but these
    words, then what most claims are about; statements last. Nothing if the graph has no index that
    can be asked.
    """
    asked = phrase(typed, begins=True)
    if not asked.words:
        return []
    try:
        with closing(open_index(graph)) as database:
            things = _named(database, graph, asked, limit)
    except (InputError, sqlite3.DatabaseError):
        return None
    return labelled(graph, things)


def begun_id(graph: Graph, typed: str, limit: int) -> list[tuple[str, str]] | None:
    """Return things (IRIs) and labels whose ids begin so, in the order of ids.

    What lies below them is left out: the claims of an article are found by its id and a slash.
    Nothing if the graph has no index that can be asked.
    """
    if not is_iri(graph.manifest.base + typed):
        return []
    try:
        with closing(open_index(graph)) as database:
            names = [name for name, _ in zip(_ids(database, typed), range(limit), strict=False)]
    except (InputError, sqlite3.DatabaseError):
        return None
    return labelled(graph, [full(graph, name) for name in names])


def _named(database: sqlite3.Connection, graph: Graph, asked: Phrase, limit: int) -> list[str]:
    """Return what has a name with a phrase in it; statements, where there is room left."""
    found: dict[str, None] = {}
    for tier in (Tier.NAME, Tier.STATEMENT):
        if len(found) < limit:
            kinds = {kind for kind in KINDS if tier_of(kind) == tier}
            some = best(candidates(database, graph, [asked], kinds, limit), limit)
            found.update(dict.fromkeys(one.thing for one in some))
    return [*found][:limit]


def labelled(graph: Graph, things: Iterable[str]) -> list[tuple[str, str]]:
    """Return things with their labels, in the order in which they came."""
    things = [*things]
    about = described(graph, things)
    language = graph.manifest.language
    return [(one, text(about.get(one, {}).get(LABEL, []), language)) for one in things]


def _ids(database: sqlite3.Connection, typed: str) -> Iterator[str]:
    """Yield the ids that begin so; what lies below one of them is passed over at one step."""
    place, end = typed, typed + _LAST
    while row := database.execute(_NEXT, (place, end)).fetchone():
        head, slash, _ = row[0][len(typed) :].partition("/")
        if slash:
            place = typed + head + _BEHIND
        else:
            yield row[0]
            place = row[0] + "\0"
