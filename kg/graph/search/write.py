"""Making the index of a graph: all of it, or the rows of what changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from kg.graph.opened import Graph
from kg.graph.search.fold import words
from kg.graph.search.index import EDGE, SCHEMA, is_of, short
from kg.graph.search.named import checksum
from kg.graph.search.roman import keys
from kg.graph.search.texts import Text, Tier, counts, texts, texts_of

_INSERTS: Final = {
    Tier.NAME: "INSERT INTO name (rowid, words, keys, class) VALUES (?, ?, ?, ?)",
    Tier.STATEMENT: "INSERT INTO statement (rowid, words, class) VALUES (?, ?, ?)",
    Tier.CLAIM: "INSERT INTO claim (rowid, words) VALUES (?, ?)",
}
_COUNT: Final = """
INSERT INTO word VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET number = number + excluded.number
"""
_BY_NAME: Final = "CREATE INDEX text_checksum ON text (checksum) WHERE checksum IS NOT NULL"
_BATCH: Final = 20_000
_WORN: Final = 4


def write_index(graph: Graph, file: Path) -> None:
    """Write the index of all texts of a graph into a new file.

    Raises:
        OSError: it could not be written.
    """
    file.unlink(missing_ok=True)
    with closing(_writer(file)) as database:
        try:
            database.executescript(SCHEMA)
            database.execute("BEGIN")
            last = _insert(database, graph, texts(graph), counts(graph), 0)
            database.execute("CREATE INDEX text_thing ON text (thing)")
            database.execute(_BY_NAME)
            database.execute("INSERT INTO made VALUES (?, ?, 0)", (graph.manifest.digest, last))
            database.execute("COMMIT")
        except sqlite3.Error as fault:
            raise OSError(f"{file}: {fault}") from fault


def update_index(graph: Graph, file: Path, before: str, things: Iterable[str]) -> bool:
    """Make the rows of some things anew, in a copy of the index of the graph before.

    Args:
        graph: the graph as it is now.
        file: the copy; `before` is the digest of the graph whose index it is.
        before: see `file`.
        things: the IRIs of all things whose names, wording or class changed, or the number of
            claims about them; they may be gone from the graph.

    Returns:
        Whether it was done. Where not, the index must be written anew: it is none, or worn.

    Raises:
        OSError: it could not be written.
    """
    if not file.is_file():
        return False
    with closing(_writer(file)) as database:
        try:
            if not is_of(database, before):
                return False
            database.execute("BEGIN")
            last, stale = database.execute("SELECT last, stale FROM made").fetchone()
            changed = sorted(set(things))
            stale += _delete(database, graph, changed)
            if stale * _WORN > last:
                return False
            now = texts_of(graph, changed)
            last = _insert(database, graph, now, counts(graph, changed), last)
            made = (graph.manifest.digest, last, stale)
            database.execute("UPDATE made SET graph = ?, last = ?, stale = ?", made)
            database.execute("COMMIT")
        except sqlite3.DatabaseError:
            return False
        return True


def _writer(file: Path) -> sqlite3.Connection:
    """Return a database without a journal: a file that is not finished is never read."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    return database


def _delete(database: sqlite3.Connection, graph: Graph, things: Iterable[str]) -> int:
    names = ((short(graph, thing),) for thing in things)
    return max(database.executemany("DELETE FROM text WHERE thing = ?", names).rowcount, 0)


def _insert(
    database: sqlite3.Connection,
    graph: Graph,
    found: Iterable[Text],
    claims: Mapping[str, int],
    last: int,
) -> int:
    """Add texts with the numbers after `last`, and return the last number then."""
    number: Counter[str] = Counter()
    rest = iter(found)
    while batch := [*islice(rest, _BATCH)]:
        every: list[str] = []
        rows: dict[Tier, list[tuple[object, ...]]] = {tier: [] for tier in Tier}
        places = []
        for text in batch:
            last += 1
            said = words(text.text)
            weight = -len(said) if text.tier == Tier.CLAIM else claims.get(text.thing, 0)
            name = None if text.tier == Tier.CLAIM else checksum(text.text)
            places.append((last, short(graph, text.thing), weight, name))
            if text.kind:
                rows[text.tier].append((last, *_columns(text, said)))
                every += said
        database.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", places)
        number.update(every)
        for tier, some in rows.items():
            database.executemany(_INSERTS[tier], some)
    database.executemany(_COUNT, number.items())
    return last


def _columns(text: Text, said: list[str]) -> Iterator[str]:
    """Yield what stands in each column of a text's row in FTS5."""
    if text.tier != Tier.NAME:
        yield " ".join(said)
    else:
        yield " ".join([EDGE, *said, EDGE])
        yield " ".join([EDGE, *keys(text.text, said), EDGE])
    if text.tier != Tier.CLAIM:
        yield text.kind.lower()
