"""What may be shown of all that was found: how it is ranked, and how the places are shared out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import zip_longest
from typing import NamedTuple

from kg.graph.search.texts import Tier


class Match(IntEnum):
    """How a text fits: nothing but the words, or more; as they are written, or written alike."""

    WHOLE = 0
    WORDS = 1
    WHOLE_ALIKE = 2
    ALIKE = 3


class Candidate(NamedTuple):
    """A thing (IRI) that was found; `weight` counts claims about it, or words of a claim, negative.

    In the order of these parts, the weight backwards, the best come first.
    """

    tier: Tier
    match: Match
    weight: int
    thing: str


def best(found: Iterable[Candidate], limit: int) -> list[Candidate]:
    """Return at most `limit` candidates, each thing once: names, then claims, then statements.

    Names, claims and statements get equal shares; what one of them does not need, the others have.
    """
    seen: dict[str, Candidate] = {}
    for candidate in sorted(found, key=_rank):
        seen.setdefault(candidate.thing, candidate)
    tiers = [[one for one in seen.values() if one.tier == tier] for tier in Tier]
    return sorted(_shared(tiers, limit), key=_rank)


def _shared(tiers: Sequence[list[Candidate]], limit: int) -> list[Candidate]:
    turns = (one for turn in zip_longest(*tiers) for one in turn if one is not None)
    return [one for one, _ in zip(turns, range(limit), strict=False)]


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    return (candidate.tier, candidate.match, -candidate.weight, candidate.thing)
