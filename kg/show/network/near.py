"""Who is linked with whom: read as pairs with a number, however many claims stand behind each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.links import collapsed, direct, objects_of, rows_of
from kg.show.words import STATEMENTS, Words

_QUERIES: Final = Path(__file__).parent / "queries"
_NEAR: Final = _QUERIES / "near.rq"
OF: Final = _QUERIES / "of.rq"
# The things that each thing is linked to.
Neighbours = Mapping[str, AbstractSet[str]]
# A sort key of things.
Rank = Callable[[str], tuple[int, int, str]]


class _Pair(NamedTuple):
    """A thing, what is near it and how, and the statement that judges the thing; see `near.rq`."""

    thing: str
    near: str
    how: str
    judgement: str


@dataclass
class Near:
    """The neighbours of things, read of as many as are needed: a query each time.

    `times` has for both ends of each pair how often claims link it. `alone` are statements that
    name a thing that was read of and perhaps link it to nothing, or judge it in an article's own
    voice: facts about it. What a `focus` judges is a link all the same.
    """

    graph: Graph
    words: Words
    focus: str = ""
    times: dict[str, dict[str, int]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _nested: set[str] = field(default_factory=set)
    _counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, things: Iterable[str]) -> None:
        """Read what the things are linked to; of those that are known it is not read again."""
        new = set(things) - self._asked
        self._asked |= new
        times: dict[_Pair, int] = {}
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in ask(self.graph, _NEAR, thing=new):
            *words, often, kind = ("" if term is None else term.value for term in row)
            pair = _Pair(*words)
            times[pair] = int(often)
            kinds[pair.near] |= {kind} - {""}
        self._count(times, kinds)
        self.times = defaultdict(dict)
        for (thing, near), left in self._counted.items():
            if left > 0 and thing != near and thing in self._asked:
                self.times[thing][near] = self.times[near][thing] = left

    def neighbours(self) -> Neighbours:
        """Return the neighbours of all things: every one of those read of, else those met."""
        return {thing: found.keys() for thing, found in self.times.items()}

    def closest(self, among: Iterable[str]) -> Rank:
        """Return a sort key: first what is linked to most of `among`, then what is most often."""
        near = set(among)

        def key(thing: str) -> tuple[int, int, str]:
            times = self.times.get(thing, {})
            linked = near & times.keys()
            return -len(linked), -sum(times[other] for other in linked), thing

        return key

    def _count(self, times: Mapping[_Pair, int], kinds: Mapping[str, set[str]]) -> None:
        """Count pairs of things; a statement that only points at a thing is none."""
        nested = set()
        for pair, often in times.items():
            kind = kinds[pair.near]
            if pair.how == "judged":
                self._judged(pair, often)
            elif pair.how == "points" and kind & STATEMENTS:
                self.alone.add(pair.near)
            elif kind <= STATEMENTS:
                nested |= {pair.near} if kind else set()
                if pair.how != "derives":
                    self._counted[pair.thing, pair.near] += often
        self._turn(nested - self._nested)

    def _judged(self, pair: _Pair, often: int) -> None:
        """Take out what an article judges in its own voice, but for the voice of the focus."""
        judge = pair.near if pair.judgement else pair.thing
        if judge != self.focus:
            self._counted[pair.thing, pair.near] -= often
            self.alone |= {pair.judgement} - {""}

    def _turn(self, nested: set[str]) -> None:
        """Count statements that others speak of as things of their own, and no longer as links."""
        self._nested |= nested
        stated = rows_of(ask(self.graph, OF, subject=nested))
        self.words.learn(nested | objects_of(stated))
        for (subject, claim), about in stated.items():
            for link in collapsed(subject, claim, about, self.words):
                self._counted[link.source, link.target] -= 1
                self._counted[link.target, link.source] -= 1
            for link in direct(subject, claim, about, self.words):
                self._counted[link.source, link.target] += 1
                self._counted[link.target, link.source] += 1
