"""The text of an article: how it is normalised, cut into paragraphs, counted and digested.

Offsets count Unicode code points of the normalised text (UTF-8 without byte-order mark, line
ends as LF, NFC), so that one article saved by two editors is one text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: first code point, and the one after the last."""

    start: int
    end: int


def normalise(raw: bytes) -> str:
    """Return the normalised text of a file's bytes.

    Raises:
        UnicodeDecodeError: the bytes are not UTF-8.
    """
    text = raw.decode("utf-8-sig")
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))


def composed(text: str) -> str:
    """Return a text in Unicode's normal form C, in which all texts here are compared."""
    return unicodedata.normalize("NFC", text)


def digest(text: str) -> str:
    """Return `sha256:` and the hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def paragraphs(text: str) -> list[Span]:
    """Return the span of every line that is not blank; paragraph n is item n - 1."""
    spans = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def occurrences(text: str, words: str, within: Span) -> list[Span]:
    """Return every place of `words` inside a span, overlaps included, in order."""
    found = []
    at = text.find(words, within.start, within.end)
    while words and at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1, within.end)
    return found
