"""Seeded draws: who and what a claim is about is drawn so that few are named often."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

_Item = TypeVar("_Item")


class Draw:
    """A source of chance that gives the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        rng = random.Random(seed)  # noqa: S311
        self.random = rng.random
        self.bell = rng.lognormvariate

    def zipf(self, count: int) -> int:
        """Return a number below `count`; number r is drawn about 1 / (r + 1) as often as 0."""
        return int((count + 1) ** self.random()) - 1

    def recent(self, progress: float, count: int) -> int:
        """Return a number below `count`, near to the part of them that is told of by now.

        So things come up, are told of by several sources within a while, and are told of less.
        """
        now = int(progress * count)
        return now - self.zipf(now + 1)

    def below(self, count: int) -> int:
        """Return a number below `count`, each as likely as the others."""
        return int(self.random() * count)

    def one(self, items: Sequence[_Item]) -> _Item:
        """Return one of the items, each as likely as the others."""
        return items[int(self.random() * len(items))]


class Weighted:
    """Words that are drawn by their weights."""

    def __init__(self, **weights: float) -> None:
        """Take the words, with `_` for each hyphen, and their weights."""
        self._words = [word.replace("_", "-") for word in weights]
        self._sums = list(accumulate(weights.values()))

    def one(self, draw: Draw) -> str:
        """Return one of the words."""
        at = draw.random() * self._sums[-1]
        return next(w for w, end in zip(self._words, self._sums, strict=True) if at < end)


def mixed(number: int, salt: int = 0) -> int:
    """Return a number of 32 bits that looks random and is the same for the same number."""
    value = (number * 0x9E3779B1 + salt * 0x85EBCA77 + 0x165667B1) & 0xFFFFFFFF
    value ^= value >> 15
    value = (value * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ (value >> 13)
