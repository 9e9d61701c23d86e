"""The verb `search`: things by their names and claims by their wording, the best first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final, TypeAlias

from kg.errors import InputError, UsageError
from kg.graph.opened import Graph
from kg.graph.search.asked import asked, beginnings, phrase
from kg.graph.search.candidate import Candidate, best
from kg.graph.search.hits import Found, hits
from kg.graph.search.index import open_index
from kg.graph.search.lookup import candidates
from kg.graph.search.near import suggested
from kg.graph.search.otherwise import Phrases, otherwise, spelled
from kg.graph.search.scan import scanned
from kg.graph.search.texts import KINDS, Text, in_source, texts, texts_of
from kg.records.vocabulary import vocabulary
from kg.words import suggestion

Look: TypeAlias = Callable[[Phrases], Sequence[Candidate]]

USUAL: Final = 20
_MOST: Final = 10_000
_FEW: Final = 3
_BEGUN: Final = "nothing has these words whole; what is shown has words that begin so"
_WRITTEN: Final = "nothing has the words as they were typed; what is shown has {}"
_OTHERS: Final = "nothing of these classes has these words; things of other classes have them"
_ELSEWHERE: Final = "nothing of this source has these words; the graph has them elsewhere"
_WORD: Final = re.compile(r"\w+")
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "NEAR"})
_NO_OPERATORS: Final = (
    "AND, OR, NOT and NEAR are words like any other here: all words must stand in one text"
)


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
        found = _by_reading(graph, lambda: texts_of(graph, things), phrases, wanted, limit)
        if not found.hits:
            found = _elsewhere(_whole(graph, phrases, wanted, 1))
    else:
        found = _whole(graph, phrases, wanted, limit)
    if not found.hits and not _OPERATORS.isdisjoint(_WORD.findall(words)):
        return replace(found, remarks=(*found.remarks, _NO_OPERATORS))
    return found


def _elsewhere(found: Found) -> Found:
    """Return nothing, and what the whole graph has of what one source has not."""
    return Found((), (_ELSEWHERE, *found.remarks) if found.hits else found.remarks)


def _whole(graph: Graph, phrases: Phrases, wanted: frozenset[str], limit: int) -> Found:
    """Return what is found in the whole graph: by its index, else by reading."""
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
    def look(some: Phrases, of: frozenset[str] = kinds, most: int = limit) -> list[Candidate]:
        return best(candidates(database, graph, some, of, most), most)

    found = _found(graph, phrases, look)
    if found.hits:
        return found
    if kinds != KINDS and look(phrases, KINDS, 1):
        return Found((), (_OTHERS,))
    remarks = suggested(database, phrases) or _fewer(phrases, lambda some: look(some, kinds, 1))
    return Found((), tuple(remarks))


def _by_reading(
    graph: Graph, read: Callable[[], Iterable[Text]], phrases: Phrases, kinds: frozenset[str],
    limit: int,
) -> Found:  # fmt: skip
    return _found(graph, phrases, lambda some: best(scanned(graph, read(), some, kinds), limit))


def _found(graph: Graph, phrases: Phrases, look: Look) -> Found:
    """Return what is found for phrases; else, for another way to write them or their beginnings."""
    others = [*otherwise(phrases)]
    tries = [
        (phrases, ()),
        *((other, (_WRITTEN.format(spelled(other)),)) for other in others),
        (beginnings(phrases), (_BEGUN,)),
        *((beginnings(other), (_BEGUN,)) for other in others),
    ]
    for some, remarks in tries:
        found = look(some)
        if found:
            return Found(hits(graph, found, some), remarks)
    return Found(())


def _fewer(phrases: Phrases, look: Look) -> list[str]:
    """Return what is to be told where no text has all the words, but some have all but one."""
    rests = [phrases[:place] + phrases[place + 1 :] for place in range(len(phrases))]
    rests += [tuple(phrase(word, begins=False) for one in phrases for word in one.words)]
    found = [spelled(rest) for rest in rests if rest and look(rest)]
    some = f"; some have: {', or '.join(found[:_FEW])}" if found else ""
    return [f"no text has all of these words as they were typed{some}"]


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
