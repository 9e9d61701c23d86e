"""Which things a picture shows: around a focus, what claims or an article state, or the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.network.links import ASSESSMENT, Said, objects_of, rows_of, said
from kg.show.network.near import OF, Near, Neighbours, Rank
from kg.show.words import Words

_QUERIES: Final = Path(__file__).parent / "queries"
_BETWEEN: Final = _QUERIES / "between.rq"
_RANKED: Final = _QUERIES / "ranked.rq"
_STATED: Final = _QUERIES / "stated.rq"
_VOICES: Final = _QUERIES / "voices.rq"


@dataclass(frozen=True)
class Picked:
    """What to show, in order of weight, and how many things did not fit.

    `neighbours` are those of the things, shown or not, and `rank` tells which of them come first.
    `read` gives what is said of the things that are drawn, and their neighbours. `only` are the
    claims that the picture is confined to, if it is.
    """

    things: tuple[str, ...]
    neighbours: Neighbours
    rank: Callable[[Iterable[str]], Rank]
    left_out: int
    read: Callable[[Iterable[str]], tuple[Said, Neighbours]]
    only: frozenset[str] = frozenset()

    def reserve(self, most: int) -> tuple[str, ...]:
        """Return at most so many neighbours to hold back at first, the best linked ones."""
        near = {other for thing in self.things for other in self.neighbours.get(thing, ())}
        return tuple(sorted(near.difference(self.things), key=self.rank(self.things))[:most])


@dataclass
class Reading:
    """What is read of claims: pairs of many things, and all that is said of those drawn.

    To know who is linked with whom takes a row a pair. So what claims state is read of what is
    drawn only, and once, be it a hub that ten thousand others speak of.
    """

    graph: Graph
    words: Words
    focus: str = ""
    near: Near = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no neighbours."""
        self.near = Near(self.graph, self.words, self.focus)

    def drawn(self, things: Iterable[str]) -> tuple[Said, Neighbours]:
        """Return all that is said of the things and between them, and their neighbours."""
        wanted = set(things)
        self.near.read(wanted)
        rows = ask(self.graph, _BETWEEN, thing=wanted)
        between = {subject.value for (subject,) in rows if isinstance(subject, ox.NamedNode)}
        subjects = wanted | between | self.near.alone
        return self.said(ask(self.graph, OF, subject=subjects)), self.near.neighbours()

    def said(self, rows: Iterable[tuple[Term | None, ...]]) -> Said:
        """Return what rows of claim, subject, property and object say, sorted out.

        They hold all or nothing of what a claim states of a subject. Only a focus is linked to
        what it narrates.
        """
        stated = rows_of(rows)
        properties = {prop for about in stated.values() for prop in about}
        self.words.learn({subject for subject, _ in stated} | properties | objects_of(stated))
        judging = {claim for subject, claim in stated if ASSESSMENT in self.words.types(subject)}
        voices: dict[str, set[str]] = {}
        for claim, publisher in ask(self.graph, _VOICES, claim=judging):
            if isinstance(claim, ox.NamedNode) and isinstance(publisher, ox.NamedNode):
                voices.setdefault(claim.value, set()).add(publisher.value)
        return said(
            stated, self.words, {claim: who - {self.focus} for claim, who in voices.items()}
        )


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
    reading.near.read(shown)
    neighbours = reading.near.neighbours()
    things = _in_order([ring & shown for ring in rings], partial(weight, neighbours))
    left_out = sum(map(len, rings)) - len(things)
    return Picked(tuple(things), neighbours, reading.near.closest, left_out, reading.drawn)


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
    everything = Reading(graph, words).said(ask(graph, _STATED, claim=only))
    neighbours = everything.neighbours()
    found = neighbours.keys() | everything.facts.keys()
    things = sorted(found, key=weight(neighbours, neighbours))
    left_out = max(0, len(things) - limit)
    rank = partial(weight, neighbours)
    return Picked(
        tuple(things[:limit]), neighbours, rank, left_out, lambda _: (everything, neighbours), only
    )


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
    left_out = len(ranked) - len(best)
    return Picked(tuple(best), neighbours, reading.near.closest, left_out, reading.drawn)


def weight(neighbours: Neighbours, among: Iterable[str]) -> Rank:
    """Return a sort key: first what is linked to most of `among`, then what has most links."""
    near = set(among)

    def key(thing: str) -> tuple[int, int, str]:
        linked = neighbours.get(thing, frozenset())
        return -len(linked & near), -len(linked), thing

    return key
