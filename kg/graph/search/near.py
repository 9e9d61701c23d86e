"""Words of the index that are written much like one that nothing was found for."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.graph.search.asked import Phrase
from kg.words import asked_back

_LOOKED_AT: Final = 5_000
_CLOSE: Final = 0.7
_CLOSER: Final = 0.77
_SHORT: Final = 2
_FURTHER: Final = 2
_FEW: Final = 3
_KNOWN: Final = "SELECT 1 FROM word WHERE word >= ? AND word < ? LIMIT 1"
_SAME_LETTER: Final = """
SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY number DESC, word LIMIT ?
"""
_SAME_LENGTH: Final = """
SELECT word FROM word WHERE length(word) BETWEEN ? AND ? ORDER BY number DESC, word LIMIT ?
"""
_LAST: Final = "\U0010ffff"


def suggested(database: sqlite3.Connection, phrases: Sequence[Phrase]) -> list[str]:
    """Return what is to be told of each word that stands in no text: what is much like it."""
    found = []
    for phrase in phrases:
        for word in phrase.words:
            begins = phrase.begins and word == phrase.words[-1]
            if not is_known(database, word, begins=begins):
                told = asked_back(near(database, word))
                what = "a word that begins with" if begins else "the word"
                found.append(f"no text has {what} {word!r}{': ' if told else ''}{told}")
    return [*dict.fromkeys(found)]


def is_known(database: sqlite3.Connection, word: str, *, begins: bool = False) -> bool:
    """Tell whether a folded word stands in some text, or one that begins so."""
    end = word + (_LAST if begins else "\0")
    return database.execute(_KNOWN, [word, end]).fetchone() is not None


def near(database: sqlite3.Connection, word: str) -> list[str]:
    """Return at most three words of texts that are written much like a folded one, nearest first.

    Before all others two words of which it is made: `airdefence`, `air defence`. Of the many others
    the most frequent are looked at: those with the same first letter; if none of them is like it,
    those with another one. Nothing is like a word of two letters.
    """
    size = len(word)
    if size <= _SHORT:
        return []
    found = [*_two(database, word)]
    begun = (word[0], word[0] + _LAST, _LOOKED_AT)
    found += _closest(word, database.execute(_SAME_LETTER, begun), _CLOSE)
    if not found and size > _SHORT + 1:
        sized = (size - _FURTHER, size + _FURTHER, _LOOKED_AT)
        found += _closest(word, database.execute(_SAME_LENGTH, sized), _CLOSER)
    return found[:_FEW]


def _closest(word: str, rows: Iterable[tuple[str]], close: float) -> list[str]:
    known = (known for (known,) in rows if known != word)
    return difflib.get_close_matches(word, known, _FEW, close)


def _two(database: sqlite3.Connection, word: str) -> Iterator[str]:
    for place in range(_SHORT + 1, len(word) - _SHORT):
        head, tail = word[:place], word[place:]
        if is_known(database, head) and is_known(database, tail):
            yield f"{head} {tail}"
