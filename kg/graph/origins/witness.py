"""Claims as witnesses of what they state: whether two are of one origin, and which comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.graph.origins.keys import Tie


class Witness(NamedTuple):
    """A claim that can be a witness, with the speakers, works and words behind it.

    In `speaks` are those that speak in it, in `carries` those that only carry what others say. Two
    claims with one of them in common are of one origin, unless both only carry it.
    """

    claim: str
    restates: bool
    speaks: frozenset[str]
    carries: frozenset[str]


class Witnesses:
    """The witnesses among claims; what is behind claims with the same ties is made out once."""

    def __init__(self, ties: Callable[[str], frozenset[Tie]]) -> None:
        """Begin with none of them; `ties` returns those of a claim (IRI)."""
        self._ties = ties
        self._behind: dict[frozenset[Tie], tuple[frozenset[str], frozenset[str]]] = {}

    def among(self, claims: Iterable[str]) -> list[Witness]:
        """Return the witnesses among claims (IRIs), in order; those that restate others last."""
        return sorted(self._found(claims), key=lambda one: (one.restates, one.claim))

    def _found(self, claims: Iterable[str]) -> Iterator[Witness]:
        for claim in claims:
            ties = self._ties(claim)
            if ties not in self._behind:
                self._behind[ties] = _behind(ties)
            hows = {how for how, _ in ties}
            if "asks" not in hows:
                yield Witness(claim, "restates" in hows, *self._behind[ties])


def _behind(ties: frozenset[Tie]) -> tuple[frozenset[str], frozenset[str]]:
    """Return who speaks in a claim with these ties, and who only carries what others say."""
    by: dict[str, set[str]] = {"carries": set(), "speaks": set(), "passes on": set()}
    for how, key in ties:
        by.setdefault(how, set()).add(key)
    speaks = by["speaks"] | (by["passes on"] - by["carries"])
    return frozenset(speaks), frozenset(by["carries"] - speaks)


def first_of_origin(witnesses: Iterable[Witness]) -> Iterator[tuple[str, str]]:
    """Yield each witness that has one of its origin before it in this order, with the first such.

    To compare each with each would take the square of their number.
    """
    first: dict[str, int] = {}
    speaking: dict[str, int] = {}
    claims: list[str] = []
    for place, one in enumerate(witnesses):
        before = [first[key] for key in one.speaks if key in first]
        before += [speaking[key] for key in one.carries if key in speaking]
        claims.append(one.claim)
        if before:
            yield one.claim, claims[min(before)]
        for key in one.speaks:
            first.setdefault(key, place)
            speaking.setdefault(key, place)
        for key in one.carries:
            first.setdefault(key, place)
