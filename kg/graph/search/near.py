"""Words of the index that are written much like one that nothing was found for."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Sequence
from typing import Final

from kg.graph.search.asked import Phrase
from kg.words import asked_back

_LOOKED_AT: Final = 5_000
_CLOSE: Final = 0.7
_SHORT: Final = 2
_FURTHER: Final = 2
_KNOWN: Final = "SELECT 1 FROM word WHERE word = ? AND number > 0"
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
    for word in {word: None for phrase in phrases for word in phrase.words}:
        if not is_known(database, word):
            told = asked_back(near(database, word))
            found.append(f"no text has the word {word!r}{': ' if told else ''}{told}")
    return found


def is_known(database: sqlite3.Connection, word: str) -> bool:
    """Tell whether a folded word stands in some text."""
    return database.execute(_KNOWN, [word]).fetchone() is not None


def near(database: sqlite3.Connection, word: str) -> list[str]:
    """Return at most three words of texts that are written much like a folded one, nearest first.

    Of the many that may be, the most frequent ones are looked at; those with the same first letter
    before all others. Nothing is like a word of two letters.
    """
    size = len(word)
    if size <= _SHORT:
        return []
    begun = (_SAME_LETTER, (word[0], word[0] + _LAST, _LOOKED_AT))
    sized = (_SAME_LENGTH, (size - _FURTHER, size + _FURTHER, _LOOKED_AT))
    for query, values in (begun, sized):
        known = [row[0] for row in database.execute(query, values)]
        found = [one for one in difflib.get_close_matches(word, known, 4, _CLOSE) if one != word]
        if found:
            return found[:3]
    return []
