"""Passages and texts: finding a passage by its words, and judging whether a text still holds it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kg.text import Span, composed, digest, occurrences, paragraphs


class Grade(StrEnum):
    """What a text says of a passage."""

    VERIFIED = "verified"
    MOVED = "moved"
    LOST = "lost"
    NO_TEXT = "no text"


class Verdict(NamedTuple):
    """A grade, and where in the text the passage stands (nowhere when lost or without a text)."""

    grade: Grade
    span: Span | None


def judge(text: str | None, span: Span, wanted: str, first: str) -> Verdict:
    """Return the verdict on a passage: same digest in place, once elsewhere, or neither.

    A passage is never re-anchored by likeness: only the very same characters count, and only
    when they stand in one other place.
    """
    if text is None:
        return Verdict(Grade.NO_TEXT, None)
    if span.end <= len(text) and digest(text[span.start : span.end]) == wanted:
        return Verdict(Grade.VERIFIED, span)
    length = span.end - span.start
    same = [
        Span(place.start, place.start + length)
        for place in occurrences(text, composed(first), Span(0, len(text)))
        if digest(text[place.start : place.start + length]) == wanted
    ]
    return Verdict(Grade.MOVED, same[0]) if len(same) == 1 else Verdict(Grade.LOST, None)


def find(text: str, paragraph: int, first: str, last: str) -> Span | str:
    """Return the span from `first` to `last` in a paragraph, or a sentence that says why not."""
    spans = paragraphs(text)
    if not 0 < paragraph <= len(spans):
        return f"there is no paragraph {paragraph}: the text has {len(spans)}"
    within = spans[paragraph - 1]
    first, last = composed(first), composed(last)
    starts = occurrences(text, first, within)
    if len(starts) != 1:
        return _not_once("first", first, text, paragraph, starts)
    rest = Span(starts[0].start, within.end)
    ends = [place for place in occurrences(text, last, rest) if place.end >= starts[0].end]
    if len(ends) != 1:
        return _not_once("last", last, text, paragraph, ends)
    return Span(starts[0].start, ends[0].end)


def _not_once(key: str, words: str, text: str, paragraph: int, found: list[Span]) -> str:
    if found:
        columns = ", ".join(str(place.start) for place in found)
        return f"{key} {words!r} stands {len(found)} times in paragraph {paragraph}, at {columns}"
    elsewhere = [
        str(number)
        for number, span in enumerate(paragraphs(text), 1)
        if occurrences(text, words, span)
    ]
    where = f"but in paragraph {', '.join(elsewhere)}" if elsewhere else "nor anywhere in the text"
    return f"{key} {words!r} does not stand in paragraph {paragraph}, {where}"
