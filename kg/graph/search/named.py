"""Things by a name, whole: a label or another name, however its letters are cased and composed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.opened import Graph
from kg.graph.search.index import full, open_index
from kg.graph.search.texts import NAMES, described
from kg.text import composed

_BEARING: Final = "SELECT DISTINCT thing FROM text WHERE checksum = ?"
_BATCH: Final = 1_000


def folded(name: str) -> str:
    """Return a name as names are compared."""
    return composed(name).strip().casefold()


def checksum(name: str) -> int:
    """Return the number (32 bits) that stands for a name in the index; others may have it too."""
    return zlib.crc32(folded(name).encode("utf-8", "surrogatepass"))


def bearers(graph: Graph, name: str) -> set[str] | None:
    """Return the things (IRIs) that bear a name; nothing if the index of the graph cannot tell."""
    try:
        with closing(open_index(graph)) as database:
            rows = database.execute(_BEARING, [checksum(name)]).fetchall()
    except (InputError, sqlite3.DatabaseError):
        return None
    return bearing(name, names_of(graph, (full(graph, thing) for (thing,) in rows)))


def bearing(name: str, named: Iterable[tuple[str, str]]) -> set[str]:
    """Return the things that bear a name, out of things and their names."""
    wanted = folded(name)
    return {thing for thing, other in named if folded(other) == wanted}


def names_of(graph: Graph, things: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield things (IRIs) and their names; those with several names several times."""
    wanted = sorted(set(things))
    for start in range(0, len(wanted), _BATCH):
        for iri, about in described(graph, wanted[start : start + _BATCH]).items():
            for value in (one for prop in NAMES for one in about.get(prop, [])):
                if isinstance(value, ox.Literal):
                    yield iri, value.value
