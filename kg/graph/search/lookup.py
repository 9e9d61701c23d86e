"""Candidates by the index: quick whatever is asked, for at most a thousand of a kind are weighed.

FTS5 ranks (bm25) all texts that match before it gives the first, seconds for a frequent word among
a million claims; so claims and statements are taken in the order in which they stand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

from kg.graph.opened import Graph
from kg.graph.search.asked import Phrase
from kg.graph.search.candidate import Candidate, Match
from kg.graph.search.index import EDGE, full
from kg.graph.search.texts import KINDS, Tier, tier_of

WEIGHED: Final = 1_000
_EXPANDED: Final = 100
_FEW: Final = 20_000
_NAMES: Final = """
SELECT text.thing, text.weight FROM name JOIN text ON text.id = name.rowid
WHERE name MATCH ? GROUP BY text.thing ORDER BY text.weight DESC, text.thing LIMIT ?
"""
_STATEMENTS: Final = """
SELECT text.thing, text.weight
FROM (SELECT rowid AS id FROM statement WHERE statement MATCH ? LIMIT ?) JOIN text USING (id)
GROUP BY text.thing ORDER BY text.weight DESC, text.thing LIMIT ?
"""
_CLAIMS: Final = """
SELECT text.thing, text.weight
FROM (SELECT rowid AS id FROM claim WHERE claim MATCH ? LIMIT ?) JOIN text USING (id)
GROUP BY text.thing ORDER BY text.weight DESC, text.thing LIMIT ?
"""
_WORDS: Final = """
SELECT word, number FROM word WHERE word >= ? AND word < ? ORDER BY number DESC, word LIMIT ?
"""
_LAST: Final = "\U0010ffff"


def candidates(
    database: sqlite3.Connection,
    graph: Graph,
    phrases: Sequence[Phrase],
    kinds: Collection[str],
    limit: int,
) -> Iterator[Candidate]:
    """Yield what holds all phrases and is of one of the classes, `limit` of each kind of match.

    Raises:
        sqlite3.DatabaseError: the index is damaged.
    """
    tiers = {tier_of(kind) for kind in kinds}
    if Tier.NAME in tiers:
        for match, wanted in _names(phrases):
            named = database.execute(_NAMES, (_of(wanted, kinds, Tier.NAME), limit))
            yield from (Candidate(Tier.NAME, match, n, full(graph, thing)) for thing, n in named)
    for tier, query in ((Tier.CLAIM, _CLAIMS), (Tier.STATEMENT, _STATEMENTS)):
        if tier in tiers:
            rows = _streamed(database, query, phrases, kinds, tier, limit)
            yield from (Candidate(tier, Match.WORDS, n, full(graph, thing)) for thing, n in rows)


def _names(phrases: Sequence[Phrase]) -> Iterator[tuple[Match, str]]:
    """Yield what FTS5 is asked for names that fit, in each way in which they can fit."""
    whole = not any(phrase.begins for phrase in phrases)
    alike = all(phrase.keys for phrase in phrases)
    if whole:
        said = chain.from_iterable(phrase.words for phrase in phrases)
        yield Match.WHOLE, f"words : {_quoted([EDGE, *said, EDGE])}"
    yield Match.WORDS, f"words : ({_all(_starred(p.words, p.begins) for p in phrases)})"
    if alike and whole:
        said = chain.from_iterable(phrase.keys for phrase in phrases)
        yield Match.WHOLE_ALIKE, f"keys : {_quoted([EDGE, *said, EDGE])}"
    if alike:
        yield Match.ALIKE, f"keys : ({_all(_starred(p.keys, p.begins) for p in phrases)})"


def _streamed(
    database: sqlite3.Connection,
    query: str,
    phrases: Sequence[Phrase],
    kinds: Collection[str],
    tier: Tier,
    limit: int,
) -> list[tuple[str, int]]:
    """Return the best of the first thousand that fit.

    Beginnings of words are written out where that is quicker; all of them, if few things fit.
    """
    weighed = max(WEIGHED, limit)
    written = [_written_out(database, phrase) for phrase in phrases]
    wanted = f"words : ({_all(expression for expression, _ in written)})"
    rows = database.execute(query, (_of(wanted, kinds, tier), weighed, limit)).fetchall()
    if len(rows) == limit or all(complete for _, complete in written):
        return rows
    wanted = f"words : ({_all(_starred(p.words, p.begins) for p in phrases)})"
    return database.execute(query, (_of(wanted, kinds, tier), weighed, limit)).fetchall()


def _written_out(database: sqlite3.Connection, phrase: Phrase) -> tuple[str, bool]:
    """Return a phrase for FTS5, and whether it stands for all that is asked for.

    FTS5 joins all places of all words with a beginning before it gives the first one.
    """
    if not phrase.begins:
        return _quoted(phrase.words), True
    *before, last = phrase.words
    found = database.execute(_WORDS, (last, last + _LAST, _EXPANDED + 1)).fetchall()
    if sum(number for _, number in found) < _FEW:
        return _starred(phrase.words, begins=True), True
    each = (_quoted([*before, word]) for word, _ in found[:_EXPANDED])
    return f"({' OR '.join(each)})", len(found) <= _EXPANDED


def _of(wanted: str, kinds: Collection[str], tier: Tier) -> str:
    """Return what is asked, of the classes that are meant; claims are all of one."""
    every = {kind for kind in KINDS if tier_of(kind) == tier}
    some = sorted(kind.lower() for kind in every.intersection(kinds))
    if len(some) == len(every):
        return wanted
    return f"({wanted}) AND class : ({' OR '.join(some)})"


def _all(expressions: Iterator[str]) -> str:
    return " AND ".join(expressions)


def _starred(words: Sequence[str], begins: bool) -> str:  # noqa: FBT001
    return f"{_quoted(words)}{'*' if begins else ''}"


def _quoted(words: Sequence[str]) -> str:
    """Return words as one phrase of FTS5; folded words hold letters, digits and marks only."""
    return f'"{" ".join(words)}"'
