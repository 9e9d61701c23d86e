"""Words of the index that are written much like one that nothing was found for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from kg.graph.search.asked import Phrase
from kg.words import suggestion

_LOOKED_AT: Final = 5_000
_LIKE: Final = """
SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY number DESC, word LIMIT ?
"""
_LAST: Final = "\U0010ffff"


def suggested(database: sqlite3.Connection, phrases: Sequence[Phrase]) -> list[str]:
    """Return "did you mean …?" for each word that stands in no text, where there is one like it."""
    found = []
    for word in {word: None for phrase in phrases for word in phrase.words}:
        begin = word[0]
        rows = database.execute(_LIKE, (begin, begin + _LAST, _LOOKED_AT))
        known = [row[0] for row in rows]
        told = suggestion(word, known) if word not in known else ""
        if told:
            found.append(f"no text has the word {word!r}: {told}")
    return found
