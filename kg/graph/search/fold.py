"""Texts as words to compare: case, accents and the like folded, each with its place in the text.

Each character is folded by itself, so what is folded of the beginning of a word is the beginning
of what is folded of the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 100
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŋ": "n", "æ": "ae", "œ": "oe",
    "þ": "th", "ŧ": "t", "ĸ": "k", "ƒ": "f", "ə": "e",
}  # fmt: skip
# Accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic; what only joins letters. Marks
# of other scripts stay: there they are vowels.
_DROPPED: Final = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
# Scripts that set no spaces between words: each of their signs is a word.
_SIGNS: Final = re.compile("[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


class Word(NamedTuple):
    """A folded word, and where it stands in the text: first character, and the one after it."""

    text: str
    start: int
    end: int


class _Table(dict[int, str]):
    """Code point → what it is folded to; white space for what belongs to no word."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    found = []
    for part in unicodedata.normalize("NFKD", char.casefold()).casefold():
        if _DROPPED.match(part):
            continue
        if _SIGNS.match(part):
            found.append(f" {part} ")
        elif unicodedata.category(part)[0] in "LNM":
            found.append(_PLAIN.get(part, part))
        else:
            found.append(" ")
    return "".join(found)


_TABLE: Final = _Table()


def folded(text: str) -> str:
    """Return the folded words of a text, apart by white space; long ones are not cut yet."""
    return text.translate(_TABLE)


def words(text: str) -> list[str]:
    """Return the folded words of a text, none longer than a hundred characters."""
    return [word[:LONGEST] for word in folded(text).split()]


def placed(text: str) -> Iterator[Word]:
    """Yield the folded words of a text with their places in it."""
    found, start, end = "", 0, 0
    for place, char in enumerate(text):
        piece = _TABLE[ord(char)]
        for sign in piece:
            if sign != " ":
                start = start if found else place
                found, end = found + sign, place + 1
            elif found:
                yield Word(found[:LONGEST], start, end)
                found = ""
        if not piece and found:
            end = place + 1
    if found:
        yield Word(found[:LONGEST], start, end)
