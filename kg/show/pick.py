"""Which things a picture shows: around a focus, what claims or an article state, or the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.graph.ask import ask
from kg.show.links import Said, Stated, said
from kg.show.words import Words

_QUERIES: Final = Path(__file__).parent / "queries"
_AROUND: Final = _QUERIES / "around.rq"
_STATED: Final = _QUERIES / "stated.rq"
_RANKED: Final = _QUERIES / "ranked.rq"


@dataclass(frozen=True)
class Picked:
    """What to show, in order of weight: the things, what is said, and what did not fit."""

    things: tuple[str, ...]
    said: Said
    left_out: int


@dataclass
class _Reading:
    """What has been read of the claims so far; it grows by whole surroundings."""

    graph: Graph
    words: Words
    stated: set[Stated] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def around(self, things: Iterable[str]) -> None:
        """Read everything stated of the things, or of what points at them: three queries."""
        new = set(things) - self.asked
        self.asked |= new
        self.take(ask(self.graph, _AROUND, subject=new, thing=new))

    def take(self, rows: Iterable[tuple[Term | None, ...]]) -> None:
        """Keep rows of claim, subject, property and object, and learn what they are about."""
        read = {
            Stated(claim.value, subject.value, prop.value, value)
            for claim, subject, prop, value in rows
            if isinstance(claim, ox.NamedNode)
            and isinstance(subject, ox.NamedNode)
            and isinstance(prop, ox.NamedNode)
            and value is not None
        }
        self.stated |= read
        objects = {quad.object.value for quad in read if isinstance(quad.object, ox.NamedNode)}
        self.words.learn({quad.subject for quad in read} | {q.property for q in read} | objects)


def around(graph: Graph, focus: str, depth: int, limit: int, words: Words) -> Picked:
    """Return a thing and those within `depth` links of it, the nearest and best linked first.

    The number of queries grows with the depth, never with the size of the graph.
    """
    reading = _Reading(graph, words)
    distance = {focus: 0}
    found = [focus]
    for step in range(1, depth + 1):
        reading.around(found[:limit])
        neighbours = said(reading.stated, words).neighbours()
        weight = _weight(neighbours, distance)
        near = {other for thing in found[:limit] for other in neighbours.get(thing, ())}
        new = sorted(near - distance.keys(), key=weight)
        distance |= dict.fromkeys(new, step)
        found += new
        if len(found) >= limit:
            break
    shown = found[:limit]
    reading.around(shown)
    return Picked(tuple(shown), said(reading.stated, words), len(found) - len(shown))


def stated_by(graph: Graph, claims: Iterable[str], limit: int, words: Words) -> Picked:
    """Return what the given claims state, the best linked things first."""
    reading = _Reading(graph, words)
    reading.take(ask(graph, _STATED, claim=claims))
    everything = said(reading.stated, words)
    neighbours = everything.neighbours()
    things = sorted(
        neighbours.keys() | everything.facts.keys(), key=_weight(neighbours, neighbours)
    )
    return Picked(tuple(things[:limit]), everything, max(0, len(things) - limit))


def whole(graph: Graph, limit: int, words: Words) -> Picked:
    """Return the things most claims are about, the best linked first; unlinked ones are left out."""
    ranked = [thing.value for thing, _ in ask(graph, _RANKED) if isinstance(thing, ox.NamedNode)]
    candidates = ranked[: 2 * limit]
    reading = _Reading(graph, words)
    reading.around(candidates)
    everything = said(reading.stated, words)
    neighbours = everything.neighbours()
    linked = [thing for thing in candidates if neighbours.get(thing)]
    shown = sorted(linked, key=_weight(neighbours, set(linked)))[:limit]
    return Picked(tuple(shown), everything, len(ranked) - len(shown))


def _weight(
    neighbours: dict[str, set[str]], among: Iterable[str]
) -> Callable[[str], tuple[int, int, str]]:
    """Return a sort key: first what is linked to most of `among`, then what has most links."""
    near = set(among)

    def key(thing: str) -> tuple[int, int, str]:
        linked = neighbours.get(thing, set())
        return -len(linked & near), -len(linked), thing

    return key
