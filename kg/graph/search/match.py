"""Where in a text the words stand that are searched for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph.search.asked import Phrase
from kg.graph.search.fold import Word, placed
from kg.graph.search.roman import keyed
from kg.text import Span


def matched(text: str, phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Return the places of all phrases in a text, in order; none if one of them is not in it."""
    return _all([*placed(text)], [(phrase.words, phrase.begins) for phrase in phrases])


def met(name: str, phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Return the places of all phrases in a name, compared by keys: see `kg.graph.search.roman`."""
    wanted = [(phrase.keys, phrase.begins) for phrase in phrases]
    return _all([word for word in keyed(name) if word.text], wanted)


def _all(there: list[Word], wanted: Sequence[tuple[tuple[str, ...], bool]]) -> tuple[Span, ...]:
    found: set[Span] = set()
    for words, begins in wanted:
        places = [place for place in range(len(there)) if _stands(there, place, words, begins)]
        if not places or not words:
            return ()
        found.update(
            Span(there[place].start, there[place + len(words) - 1].end) for place in places
        )
    return _joined(sorted(found))


def _stands(there: list[Word], place: int, words: tuple[str, ...], begins: bool) -> bool:  # noqa: FBT001
    some = [word.text for word in there[place : place + len(words)]]
    if len(some) < len(words) or some[:-1] != [*words[:-1]]:
        return False
    return some[-1].startswith(words[-1]) if begins else some[-1] == words[-1]


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans of which none lies in or over another."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
