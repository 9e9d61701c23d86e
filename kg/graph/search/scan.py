"""Candidates without an index: every text is read and compared. Right, but slow in large graphs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from kg.graph.opened import Graph
from kg.graph.search.asked import Phrase
from kg.graph.search.candidate import Candidate, Match
from kg.graph.search.fold import words
from kg.graph.search.match import matched, met
from kg.graph.search.roman import keyed
from kg.graph.search.texts import Text, Tier, counts


def scanned(
    graph: Graph, found: Iterable[Text], phrases: Sequence[Phrase], kinds: Collection[str]
) -> Iterator[Candidate]:
    """Yield the candidates among texts: those that hold all phrases, of one of the classes."""
    fitting: list[tuple[Text, Match]] = []
    for text in found:
        match = _match(text, phrases) if text.kind in kinds else None
        if match is not None:
            fitting.append((text, match))
    claims = counts(graph, {text.thing for text, _ in fitting if text.tier != Tier.CLAIM})
    for text, match in fitting:
        said = -len(words(text.text))
        weight = said if text.tier == Tier.CLAIM else claims.get(text.thing, 0)
        yield Candidate(text.tier, match, weight, text.thing)


def _match(text: Text, phrases: Sequence[Phrase]) -> Match | None:
    fits = bool(matched(text.text, phrases))
    if text.tier != Tier.NAME:
        return Match.WORDS if fits else None
    whole = not any(phrase.begins for phrase in phrases)
    if whole and words(text.text) == [*chain.from_iterable(p.words for p in phrases)]:
        return Match.WHOLE
    if fits:
        return Match.WORDS
    keys = [word.text for word in keyed(text.text) if word.text]
    if whole and keys == [*chain.from_iterable(p.keys for p in phrases)]:
        return Match.WHOLE_ALIKE
    return Match.ALIKE if met(text.text, phrases) else None
