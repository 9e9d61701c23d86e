"""One slip of the hand: what is meant if a letter is missing, wrong, one too many, or two turned.

The candidates of P. Norvig, "How to Write a Spelling Corrector" (2007, norvig.com/spell-correct).
"""

from __future__ import annotations

import string
from typing import Final

_LETTERS: Final = f"{string.ascii_lowercase}{string.digits}-"


def edits(word: str) -> set[str]:
    """Return what becomes of a word by one slip: some 75 words for each letter of it."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + one + tail[1:] for head, tail in cuts if tail for one in _LETTERS}
    found |= {head + one + tail for head, tail in cuts for one in _LETTERS}
    return found - {word}
