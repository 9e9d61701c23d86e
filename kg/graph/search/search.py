"""The verb `search`: things by their names and claims by their wording, the best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final, TypeAlias

from kg.errors import InputError, UsageError
from kg.graph.opened import Graph
from kg.graph.search.asked import Phrase, asked, beginnings
from kg.graph.search.candidate import Candidate, best
from kg.graph.search.hits import Found, hits
from kg.graph.search.index import open_index
from kg.graph.search.lookup import candidates
from kg.graph.search.near import suggested
from kg.graph.search.scan import scanned
from kg.graph.search.texts import KINDS, Text, in_source, texts, texts_of
from kg.records.vocabulary import vocabulary
from kg.words import suggestion

Phrases: TypeAlias = tuple[Phrase, ...]

USUAL: Final = 20
_MOST: Final = 10_000
_BEGUN: Final = "nothing has these words whole; what is shown has words that begin so"


def search(
    graph: Graph,
    words: str,
    kinds: Iterable[str] = (),
    source: str = "",
    limit: int = USUAL,
) -> Found:
    """Find things by their names, and claims and statements by their wording.

    Args:
        graph: the graph to search.
        words: what to find. All words must stand in one text; `"two words"` stand together, `ukr*`
            is the beginning of a word.
        kinds: classes such as `Actor` or `Claim`; nothing else is found. All, if there are none.
        source: the id of a source; only its claims are found, and what they are about.
        limit: how many hits to give at most.

    Returns:
        The hits, the best first: names (nothing but the words, with the words, written alike; of
        these, what most claims are about), then claims (the shortest), then statements.

    Raises:
        UsageError: there is no word to search for, or no such class or source.
        InputError: the store cannot be read.
    """
    if not 0 < limit <= _MOST:
        raise UsageError(f"{limit:,} hits cannot be given", f"a number from 1 to {_MOST:,}")
    phrases = asked(words)
    wanted = _kinds(kinds)
    if source:
        things = _things(graph, source)
        return _by_reading(graph, lambda: texts_of(graph, things), phrases, wanted, limit)
    try:
        with closing(open_index(graph)) as database:
            return _by_index(database, graph, phrases, wanted, limit)
    except InputError as fault:
        remark = f"{fault.what}; every text was read instead. To mend it: {fault.cure}"
    except sqlite3.DatabaseError as fault:
        remark = f"the index is damaged ({fault}); every text was read instead: build again"
    found = _by_reading(graph, lambda: texts(graph), phrases, wanted, limit)
    return replace(found, remarks=(remark, *found.remarks))


def _by_index(
    database: sqlite3.Connection,
    graph: Graph,
    phrases: Phrases,
    kinds: frozenset[str],
    limit: int,
) -> Found:
    found = _found(
        graph, phrases, lambda some: best(candidates(database, graph, some, kinds, limit), limit)
    )
    return found if found.hits else Found((), tuple(suggested(database, phrases)))


def _by_reading(
    graph: Graph, read: Callable[[], Iterable[Text]], phrases: Phrases, kinds: frozenset[str],
    limit: int,
) -> Found:  # fmt: skip
    return _found(graph, phrases, lambda some: best(scanned(graph, read(), some, kinds), limit))


def _found(graph: Graph, phrases: Phrases, look: Callable[[Phrases], Sequence[Candidate]]) -> Found:
    """Return what is found for phrases; else, for the beginnings of their words."""
    found = look(phrases)
    if found:
        return Found(hits(graph, found, phrases))
    begun = beginnings(phrases)
    found = look(begun)
    return Found(hits(graph, found, begun), (_BEGUN,) if found else ())


def _things(graph: Graph, source: str) -> set[str]:
    """Return the claims of a source and what they are about: so few that all can be read."""
    things = in_source(graph, graph.iri(source).value)
    if not things:
        cure = "kg query sources lists them"
        raise UsageError(f"the graph holds no claims of a source {source!r}", cure)
    return things


def _kinds(wanted: Iterable[str]) -> frozenset[str]:
    """Return the classes that are meant, by local name: with those below them.

    Raises:
        UsageError: nothing that can be searched is of such a class.
    """
    names = [name.removeprefix("kg:") for name in wanted]
    if not names:
        return KINDS
    above = vocabulary().classes
    known = {name.lower(): name for kind in KINDS for name in (kind, *above.get(kind, ()))}
    for name in names:
        if name.lower() not in known:
            cure = (
                suggestion(name, known.values()) or f"one of: {', '.join(sorted(known.values()))}"
            )
            raise UsageError(f"nothing that can be searched is of the class {name!r}", cure)
    meant = {known[name.lower()] for name in names}
    return frozenset(kind for kind in KINDS if meant & {kind, *above.get(kind, ())})
