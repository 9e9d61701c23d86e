"""What is searched for: words that must all be there, beginnings of words, and phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import UsageError
from kg.graph.search.fold import words
from kg.graph.search.roman import keyed

MOST: Final = 50
_SHOWN: Final = 60
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_CHUNK: Final = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after the other; of the last, `begins` asks for the beginning only.

    `keys` are the same words as names are compared across scripts. `quoted` tells whether it was
    typed as a phrase: `"long range"`, and not `long-range`.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    begins: bool = False
    quoted: bool = False


def asked(text: str) -> tuple[Phrase, ...]:
    """Return the phrases of what a person typed: `air "european union" ukrain*`.

    A chunk that is more than one word, such as `long-range`, is a phrase.

    Raises:
        UsageError: there is no word in it, or there are too many.
    """
    found = []
    for match in _CHUNK.finditer(text.translate(_QUOTES)):
        chunk = match[1] if match[3] is None else match[3]
        begins = chunk.rstrip().endswith("*") or match[2] == "*"
        one = phrase(chunk, begins=begins)
        if one.words:
            found.append(replace(one, quoted=match[3] is None))
    count = sum(len(one.words) for one in found)
    if count > MOST:
        raise UsageError(f"{count:,} words are too many to search for", f"at most {MOST}")
    if not found:
        told = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        raise UsageError(
            f"there is no word to search for in {told!r}", "letters or digits: kg search ukraine"
        )
    return tuple(found)


def phrase(text: str, *, begins: bool) -> Phrase:
    """Return the words of a text as a phrase; of the last one only the beginning, if so wished."""
    keys = tuple(word.text for word in keyed(text) if word.text)
    return Phrase(tuple(words(text)), keys, begins)


def beginnings(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Return the same phrases, of each the beginning of its last word."""
    return tuple(replace(one, begins=True) for one in phrases)
