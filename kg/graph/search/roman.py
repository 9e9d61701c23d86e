"""Names across scripts: keys at which `Зеленський`, `Zelenskyy` and `Zelensky` meet.

Cyrillic and Greek are written in Latin letters the way English-language press writes them (near the
Ukrainian system of 2010, BGN/PCGN for Russian, and ELOT 743 without its pairs). What these systems
write differently is made one: y, j and i, however many in a row; g and h; v and w; c, q and k; x
and ks. A key is for finding only; what is found is shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kg.graph.search.fold import LONGEST, Word, placed

_LETTERS: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "kh", "ш": "sh",
    "щ": "shkh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ђ": "di", "ј": "i",
    "љ": "li", "њ": "ni", "ћ": "k", "џ": "dz", "ѕ": "dz",
    "α": "a", "β": "v", "γ": "h", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "i", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
    "y": "i", "j": "i", "g": "h", "w": "v", "c": "k", "q": "k", "x": "ks",
}  # fmt: skip
_TABLE: Final = str.maketrans(_LETTERS)
_UPSILON: Final = re.compile("(?<=[αε])υ")
_RUN: Final = re.compile("ii+")
# The dots and letters of an abbreviation: `U.K.` is also looked for as `UK`.
_INITIALS: Final = re.compile(
    r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|(?<!\w)[^\W\d_]\.[^\W\d_](?![\w.])"
)


@lru_cache(100_000)
def key(word: str) -> str:
    """Return the key of a folded word; empty for a word that is nothing but soft signs."""
    if word.isascii():
        written = word.translate(_TABLE)
    else:
        written = _UPSILON.sub("v", word.replace("ου", "ou")).translate(_TABLE)
    return _RUN.sub("i", written)[:LONGEST]


def keyed(text: str) -> Iterator[Word]:
    """Yield the keys of the words of a name with their places; initials are one word."""
    initials = [match.span() for match in _INITIALS.finditer(text)]
    joined = dict.fromkeys(initials, "")
    for word in placed(text):
        span = next((at for at in initials if at[0] <= word.start < at[1]), None)
        if span is None:
            yield Word(key(word.text), word.start, word.end)
            continue
        joined[span] += word.text
        if word.end >= span[1] - 1:
            yield Word(key(joined[span]), *span)


def keys(text: str, words: Iterable[str]) -> list[str]:
    """Return the keys of a name of which the folded words are known; none is empty."""
    found = (word.text for word in keyed(text)) if _INITIALS.search(text) else map(key, words)
    return [word for word in found if word]
