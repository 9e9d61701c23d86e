"""Which things a picture shows: around a focus, what claims or an article state, or the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask, iris
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.network.links import Kept, Said, Stated, rows_of, said
from kg.show.network.near import OF, Near, Neighbours, Rank
from kg.show.words import Words

_QUERIES: Final = Path(__file__).parent / "queries"
_BETWEEN: Final = _QUERIES / "between.rq"
_RANKED: Final = _QUERIES / "ranked.rq"
_STATED: Final = _QUERIES / "stated.rq"
_VOICES: Final = _QUERIES / "voices.rq"


@dataclass(frozen=True)
class Picked:
    """What to show, in order of weight: the things, what is said, and what did not fit.

    `neighbours` are those of the things, shown or not, and `rank` tells which of them come first.
    `only` are the claims that the picture is confined to, if it is. `reserve` are neighbours held
    back at first, and `read` gives what is said of more things, and their neighbours.
    """

    things: tuple[str, ...]
    said: Said
    neighbours: Neighbours
    rank: Callable[[Iterable[str]], Rank]
    left_out: int
    only: frozenset[str] = frozenset()
    reserve: tuple[str, ...] = ()
    read: Callable[[Iterable[str]], tuple[Said, Neighbours]] | None = None

    def holding(self, most: int) -> Picked:
        """Return the same with at most so many neighbours in reserve, the best linked ones."""
        near = {other for thing in self.things for other in self.neighbours.get(thing, ())}
        ranked = sorted(near.difference(self.things), key=self.rank(self.things))
        reserve = tuple(ranked[:most])
        if not self.read or not reserve:
            return replace(self, reserve=reserve)
        said, neighbours = self.read((*self.things, *reserve))
        return replace(self, reserve=reserve, said=said, neighbours=neighbours)


@dataclass
class Reading:
    """What has been read of the claims so far: pairs of many things, and all that is said of some.

    To know who is linked with whom takes a row a pair. So what claims state is read of what is
    drawn only, be it a hub that ten thousand others speak of.
    """

    graph: Graph
    words: Words
    focus: str = ""
    stated: Stated = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    voices: dict[str, set[str]] = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)
    near: Near = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no neighbours."""
        self.near = Near(self.graph, self.words, self.focus)

    def drawn(self, things: Iterable[str]) -> tuple[Said, Neighbours]:
        """Read all that is said of the things and between them; return it, and their neighbours."""
        wanted = set(things)
        self.near.read(wanted)
        rows = ask(self.graph, _BETWEEN, thing=wanted)
        between = {subject.value for (subject,) in rows if isinstance(subject, ox.NamedNode)}
        subjects = (wanted | between | self.near.alone) - self.asked
        self.asked |= subjects
        self.take(ask(self.graph, OF, subject=subjects))
        return self.said(), self.near.neighbours()

    def take(self, rows: Iterable[tuple[Term | None, ...]]) -> None:
        """Keep rows of claim, subject, property and object, and learn what they are about.

        Rows hold all or nothing of what a claim states of a subject: what is known is passed over.
        """
        new = {key: of for key, of in rows_of(rows).items() if key not in self.stated}
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


def around(
    graph: Graph, focus: str, depth: int, limit: int, words: Words, few: int | None = None
) -> Picked:
    """Return a thing and those within `depth` links of it, the nearest and best linked first.

    Where there are more than `limit`, as many stay (or `few`) as claims link most often to what is
    nearer. The number of queries grows with the depth, never with the size of the graph.
    """
    reading = Reading(graph, words, focus)
    found = [focus]
    for step in range(1, depth + 1):
        reading.near.read(found[:limit])
        rings = _rings(focus, reading.near.neighbours(), step)
        found = _in_order(rings, reading.near.closest)
        if len(found) >= limit:
            break
    limit = few if few and len(found) > limit else limit
    # What speaks of a statement that is drawn as a line makes a thing of it.
    reading.near.read(found[:limit])
    rings = _rings(focus, reading.near.neighbours(), depth)
    shown = set(_in_order(rings, reading.near.closest)[:limit])
    said, neighbours = reading.drawn(shown)
    things = _in_order([ring & shown for ring in rings], partial(weight, neighbours))
    left_out = sum(map(len, rings)) - len(things)
    return Picked(
        tuple(things), said, neighbours, reading.near.closest, left_out, read=reading.drawn
    )


def _rings(focus: str, neighbours: Neighbours, depth: int) -> list[set[str]]:
    """Return the focus, and then for each step the things that it takes so many links to reach."""
    rings, found = [{focus}], {focus}
    for _ in range(depth):
        near = {other for thing in rings[-1] for other in neighbours.get(thing, ())}
        rings.append(near - found)
        found |= near
    return rings


def _in_order(rings: list[set[str]], rank: Callable[[list[str]], Rank]) -> list[str]:
    """Return the things of all rings, each ring by how its things are linked to those before it."""
    found: list[str] = []
    for ring in rings:
        found += sorted(ring, key=rank(found))
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
    left_out = max(0, len(things) - limit)
    rank = partial(weight, neighbours)
    return Picked(tuple(things[:limit]), everything, neighbours, rank, left_out, only)


def whole(graph: Graph, limit: int, words: Words) -> Picked:
    """Return the things most claims are about, the best linked first.

    Where not all fit, those that would stand without a link are left out.
    """
    ranked = [thing.value for thing, _ in ask(graph, _RANKED) if isinstance(thing, ox.NamedNode)]
    candidates = ranked[: 2 * limit]
    reading = Reading(graph, words)
    reading.near.read(candidates)
    neighbours = reading.near.neighbours()
    best = sorted(candidates, key=weight(neighbours, candidates))[:limit]
    if len(ranked) > limit:
        best = [thing for thing in best if not neighbours.get(thing, set()).isdisjoint(best)]
    said, neighbours = reading.drawn(best)
    left_out = len(ranked) - len(best)
    return Picked(tuple(best), said, neighbours, reading.near.closest, left_out, read=reading.drawn)


def weight(neighbours: Neighbours, among: Iterable[str]) -> Rank:
    """Return a sort key: first what is linked to most of `among`, then what has most links."""
    near = set(among)

    def key(thing: str) -> tuple[int, int, str]:
        linked = neighbours.get(thing, frozenset())
        return -len(linked & near), -len(linked), thing

    return key
