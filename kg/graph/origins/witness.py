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
    """The witnesses among claims; the ties of each are read once."""

    def __init__(self, ties: Callable[[str], Iterable[Tie]]) -> None:
        """Begin with none of them read; `ties` returns those of a claim (IRI)."""
        self._ties = ties
        self._read: dict[str, Witness | None] = {}

    def among(self, claims: Iterable[str]) -> list[Witness]:
        """Return the witnesses among claims (IRIs), in order; those that restate others last."""
        found = (self._witness(claim) for claim in claims)
        return sorted(
            (one for one in found if one is not None), key=lambda one: (one.restates, one.claim)
        )

    def _witness(self, claim: str) -> Witness | None:
        if claim not in self._read:
            self._read[claim] = self._made(claim)
        return self._read[claim]

    def _made(self, claim: str) -> Witness | None:
        by: dict[str, set[str]] = {}
        for how, key in self._ties(claim):
            by.setdefault(how, set()).add(key)
        if "asks" in by:
            return None
        carries = by.get("carries", set())
        speaks = by.get("speaks", set()) | (by.get("passes on", set()) - carries)
        return Witness(claim, "restates" in by, frozenset(speaks), frozenset(carries - speaks))


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
