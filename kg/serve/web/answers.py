"""Small answers kept in memory: what was asked just now is often asked again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, NamedTuple

_OVERHEAD: Final = 1_024  # what an answer costs besides its bytes, about


class Answer(NamedTuple):
    """A whole answer: its bytes, and the headers that came with them."""

    body: bytes
    headers: dict[str, str]


class Answers:
    """Answers by their tags, which tell the graph, the query and the format; the oldest go first.

    What a build changes needs no clearing: a new graph has a new digest, and so have its tags.
    """

    def __init__(self, megabytes: int) -> None:
        """Take how much there is room for."""
        self._room = megabytes * 2**20
        self._kept: OrderedDict[str, Answer] = OrderedDict()

    def get(self, tag: str) -> Answer | None:
        """Return the answer with a tag, if it is kept."""
        found = self._kept.get(tag)
        if found is not None:
            self._kept.move_to_end(tag)
        return found

    def keep(self, tag: str, answer: Answer) -> None:
        """Keep an answer, and let go of those that were not asked for longest."""
        if tag in self._kept:
            return
        self._kept[tag] = answer
        self._room -= len(answer.body) + _OVERHEAD
        while self._room < 0 and self._kept:
            _, old = self._kept.popitem(last=False)
            self._room += len(old.body) + _OVERHEAD
