"""Which things a picture shows: around a focus, what claims or an article state, or the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask, iris
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.network.links import Kept, Said, Stated, said
from kg.show.words import Words

_QUERIES: Final = Path(__file__).parent / "queries"
_AROUND: Final = _QUERIES / "around.rq"
_STATED: Final = _QUERIES / "stated.rq"
_RANKED: Final = _QUERIES / "ranked.rq"
_VOICES: Final = _QUERIES / "voices.rq"


@dataclass(frozen=True)
class Picked:
    """What to show, in order of weight: the things, what is said, and what did not fit.

    `only` are the claims that the picture is confined to, if it is. `reserve` are neighbours held
    back at first, and `read` gives what is said of more things besides.
    """

    things: tuple[str, ...]
    said: Said
    left_out: int
    only: frozenset[str] = frozenset()
    reserve: tuple[str, ...] = ()
    read: Callable[[Iterable[str]], Said] | None = None

    def holding(self, most: int) -> Picked:
        """Return the same with at most so many neighbours in reserve, the best linked ones."""
        neighbours = self.said.neighbours()
        near = {other for thing in self.things for other in neighbours.get(thing, ())}
        ranked = sorted(near.difference(self.things), key=weight(neighbours, self.things))
        reserve = tuple(ranked[:most])
        said = self.read(reserve) if self.read and reserve else self.said
        return replace(self, reserve=reserve, said=said)


@dataclass
class Reading:
    """What has been read of the claims so far; it grows by whole surroundings."""

    graph: Graph
    words: Words
    focus: str = ""
    stated: Stated = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    voices: dict[str, set[str]] = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)

    def around(self, things: Iterable[str]) -> None:
        """Read everything stated of the things, or of what points at them: four queries."""
        new = set(things) - self.asked
        self.asked |= new
        self.take(ask(self.graph, _AROUND, subject=new, thing=new))

    def take(self, rows: Iterable[tuple[Term | None, ...]]) -> None:
        """Keep rows of claim, subject, property and object, and learn what they are about.

        Rows hold all or nothing of what a claim states of a subject: what is known is passed over.
        """
        new: Stated = {}
        for claim, subject, prop, value in rows:
            if claim is None or subject is None or prop is None or value is None:
                continue
            key = subject.value, claim.value
            if key not in self.stated:
                new.setdefault(key, {}).setdefault(prop.value, []).append(value)
        self.stated |= new
        objects = {iri for about in new.values() for of in about.values() for iri in iris(of)}
        properties = {prop for about in new.values() for prop in about}
        self.words.learn({subject for subject, _ in new} | properties | objects)
        unheard = {claim for _, claim in new} - self.voices.keys()
        for heard, publisher in ask(self.graph, _VOICES, claim=unheard):
            if isinstance(heard, ox.NamedNode) and isinstance(publisher, ox.NamedNode):
                self.voices.setdefault(heard.value, set()).add(publisher.value)

    def said(self) -> Said:
        """Return what has been read, sorted out; only a focus is linked to what it narrates."""
        voices = {claim: who - {self.focus} for claim, who in self.voices.items()}
        return said(self.stated, self.words, voices, self.kept)

    def more(self, things: Iterable[str]) -> Said:
        """Read the surroundings of more things, and return all that has been read."""
        self.around(things)
        return self.said()


def around(graph: Graph, focus: str, depth: int, limit: int, words: Words) -> Picked:
    """Return a thing and those within `depth` links of it, the nearest and best linked first.

    The number of queries grows with the depth, never with the size of the graph.
    """
    reading = Reading(graph, words, focus)
    found = [focus]
    for step in range(1, depth + 1):
        reading.around(found[:limit])
        found = _nearest(focus, reading.said().neighbours(), step)
        if len(found) >= limit:
            break
    reading.around(found[:limit])
    everything = reading.said()
    found = _nearest(focus, everything.neighbours(), depth)
    left_out = max(0, len(found) - limit)
    return Picked(tuple(found[:limit]), everything, left_out, read=reading.more)


def _nearest(focus: str, neighbours: dict[str, set[str]], depth: int) -> list[str]:
    """Return the things within so many links of the focus, the nearest and best linked first."""
    found, edge = [focus], [focus]
    for _ in range(depth):
        near = {other for thing in edge for other in neighbours.get(thing, ())}
        edge = sorted(near.difference(found), key=weight(neighbours, found))
        found += edge
    return found


def stated_by(graph: Graph, claims: Iterable[str], limit: int, words: Words) -> Picked:
    """Return what the given claims state, the best linked things first."""
    only = frozenset(claims)
    reading = Reading(graph, words)
    reading.take(ask(graph, _STATED, claim=only))
    everything = reading.said()
    neighbours = everything.neighbours()
    found = neighbours.keys() | everything.facts.keys()
    things = sorted(found, key=weight(neighbours, neighbours))
    return Picked(tuple(things[:limit]), everything, max(0, len(things) - limit), only)


def whole(graph: Graph, limit: int, words: Words) -> Picked:
    """Return the things most claims are about, the best linked first.

    Where not all fit, those that would stand without a link are left out.
    """
    ranked = [thing.value for thing, _ in ask(graph, _RANKED) if isinstance(thing, ox.NamedNode)]
    candidates = ranked[: 2 * limit]
    reading = Reading(graph, words)
    reading.around(candidates)
    everything = reading.said()
    neighbours = everything.neighbours()
    best = sorted(candidates, key=weight(neighbours, candidates))[:limit]
    if len(ranked) > limit:
        best = [thing for thing in best if not neighbours.get(thing, set()).isdisjoint(best)]
    return Picked(tuple(best), everything, len(ranked) - len(best), read=reading.more)


def weight(
    neighbours: dict[str, set[str]], among: Iterable[str]
) -> Callable[[str], tuple[int, int, str]]:
    """Return a sort key: first what is linked to most of `among`, then what has most links."""
    near = set(among)

    def key(thing: str) -> tuple[int, int, str]:
        linked = neighbours.get(thing, set())
        return -len(linked & near), -len(linked), thing

    return key
