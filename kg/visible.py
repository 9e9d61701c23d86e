"""Texts shown to people: what cannot be seen is written out, so that no text acts."""

from __future__ import annotations

import unicodedata
from typing import Final

_DIRECTIONS: Final = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Return a text with control and direction characters written out, line ends included.

    So no value can move the cursor of a terminal, break a table or hide what stands in it.
    """
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char)
    acts = unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} or char in _DIRECTIONS
    return named or (f"\\u{ord(char):04x}" if acts else char)
