"""An article beside the others: what only it says, what is said alike, what is contested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.graph.ask import iris
from kg.show.site.cards import Card, Link
from kg.show.site.material import Material
from kg.show.site.origins import Difference
from kg.show.site.statements import Statement, Value


class Only(NamedTuple):
    """Statements that no other article makes, on a thing of which another speaks too."""

    thing: Link
    statements: tuple[Statement, ...]


class Agreement(NamedTuple):
    """A value that independent origins give; `others` carry it in other articles."""

    statement: Statement
    property: str
    value: Value
    mine: tuple[Card, ...]
    others: tuple[Card, ...]


class Contest(NamedTuple):
    """A difference, with the claim of this article and the other one."""

    difference: Difference
    mine: Card
    other: Card


def only_here(known: Material, made: Iterable[Statement], mine: frozenset[str]) -> Iterator[Only]:
    """Yield what an article alone says of what others speak of too, each statement once."""
    by_thing: dict[str, list[Statement]] = defaultdict(list)
    for told in made:
        if told.family == "Property" or not mine.issuperset(told.claims):
            continue
        named = (iri for row in known.read.stated[told.iri] for iri in iris([row.object]))
        shared = next((iri for iri in named if known.shared(iri)), "")
        if shared:
            by_thing[shared].append(told)
    for thing, found in sorted(by_thing.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Only(Link(known.label(thing), known.places.href(thing)), tuple(found))


def agreements(known: Material, made: list[Statement], mine: frozenset[str]) -> Iterator[Agreement]:
    """Yield what independent origins say alike, what other articles carry too first."""
    found = []
    for told in made:
        for row in told.rows:
            for value in row.values:
                ours = tuple(known.cards[claim] for claim in value.claims if claim in mine)
                if value.origins and ours:
                    others = tuple(known.cards[c] for c in value.claims if c not in mine)
                    found.append(Agreement(told, row.label, value, ours, others))
    yield from sorted(
        found,
        key=lambda one: (not one.others, -one.value.origins, one.statement.label, one.property),
    )


def contests(known: Material, mine: frozenset[str]) -> Iterator[Contest]:
    """Yield where an article's claims and others give different values, each pair once."""
    found = {one for claim in mine for one in known.origins.of_claim.get(claim, ())}
    for one in sorted(found, key=lambda one: (one.what, one.property, one.claim, one.other_claim)):
        for claim, other in ((one.claim, one.other_claim), (one.other_claim, one.claim)):
            if claim in mine and not (other in mine and claim != one.claim):
                yield Contest(one, known.cards[claim], known.cards[other])
