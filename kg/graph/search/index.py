"""The index of a graph's texts: one SQLite file in the store's folder, made with it, then read.

It holds no text, only where each word stands (FTS5, contentless), and a checksum of each name
(`kg.graph.search.named`); what is found is read from the graph. A row that is taken out of `text`
stays in FTS5 and leads nowhere; `stale` counts such rows, and `last` is the highest number that was
ever given to one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.graph.opened import Graph

FILE: Final = "search.sqlite"
EDGE: Final = "\ue000"  # stands at both ends of a name; no folded text holds it
VERSION: Final = 2
SCHEMA: Final = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE made (graph TEXT NOT NULL, last INTEGER NOT NULL, stale INTEGER NOT NULL);
CREATE TABLE text (
  id INTEGER PRIMARY KEY, thing TEXT NOT NULL, weight INTEGER NOT NULL, checksum INTEGER
);
CREATE TABLE word (word TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE name USING
  fts5(words, keys, class, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE statement USING
  fts5(words, class, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE claim USING
  fts5(words, content='', columnsize=0, tokenize='ascii');
"""
_REBUILD: Final = "build the graph again: kg build"


def is_available() -> bool:
    """Tell whether this Python's SQLite has FTS5."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def is_of(database: sqlite3.Connection, graph: str) -> bool:
    """Tell whether an index is the one of the graph with a digest, in the form of this version."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        return False
    row = database.execute("SELECT graph FROM made").fetchone()
    return row is not None and bool(row[0] == graph)


def open_index(graph: Graph) -> sqlite3.Connection:
    """Return the index of a graph, opened for reading only.

    Raises:
        InputError: there is none, it is damaged, or it is not the one of this graph.
    """
    size = graph.manifest.search.get(FILE)
    if graph.store is None:
        raise InputError("this graph has no index on this disk", "search it where it was built")
    if size is None:
        raise InputError("this graph was built without an index", _REBUILD)
    file = graph.store / FILE
    if not file.is_file() or file.stat().st_size != size:
        raise InputError(f"the index {file} is not whole", _REBUILD)
    try:
        address = f"{Path(file).resolve().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        if is_of(database, graph.manifest.digest):
            return database
    except sqlite3.Error as fault:
        raise InputError(f"the index {file} cannot be read: {fault}", _REBUILD) from fault
    database.close()
    raise InputError(f"the index {file} is not the one of this graph", _REBUILD)


def short(graph: Graph, iri: str) -> str:
    """Return an IRI as the index holds it: without the project's base, if it begins with that."""
    base = graph.manifest.base
    return iri[len(base) :] if iri.startswith(base) else f"<{iri}"


def full(graph: Graph, name: str) -> str:
    """Return the IRI of a thing from what the index holds."""
    return name[1:] if name.startswith("<") else graph.manifest.base + name
