"""Where a node of the graph and its values were written: the file, and the nearest mark in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.findings import Mark
from kg.records.complete import Place
from kg.records.document import Node, Route, Value, many, nodes
from kg.records.project import Project
from kg.records.vocabulary import Vocabulary
from kg.records.writer import decimal_form
from kg.words import ROOT

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Spot = tuple[Path, Mark]

_NOT_VALUES: Final = {"id", "type", "claims"}
_FIRST_STEP: Final = "/step/0"
# What is made from the publisher of an article, or from the last step of a chain.
_MADE: Final = {
    "agent": ("publisher",),
    "basis": ("publisherBasis",),
    "assertedBy": ("agent", "publisher"),
}


@dataclass
class Written:
    """Finds where the nodes of a project were written.

    `stated` holds what claims state of nodes: property, value, and the id of the claim.
    """

    project: Project
    places: Mapping[str, Place]
    vocabulary: Vocabulary
    stated: Mapping[str, list[tuple[str, object, str]]] = field(default_factory=dict)

    def name(self, term: Term) -> str:
        """Return a node as people write it: an id of the project without the base."""
        return term.value.removeprefix(self.project.base)

    def spot(self, focus: Term, starts: Collection[str], values: Collection[Term]) -> Spot:
        """Return where a value of a node stands; else the property; else the node itself."""
        return next(self._spots(focus, starts, values))

    def _spots(
        self, focus: Term, starts: Collection[str], values: Collection[Term]
    ) -> Iterator[Spot]:
        terms = self.vocabulary.terms.values()
        keys = [term.name for start in starts for term in terms if term.iri == start]
        claims = self._claims(focus, starts, values)
        mentions = [*self._mentions(focus, claims)]
        if values and (self.name(focus).endswith(_FIRST_STEP) or "assertedBy" in keys):
            mentions = [self._speaker(place, last="assertedBy" in keys) for place in mentions]
            keys = [made for key in keys for made in _MADE.get(key, ())]
        for value in values:
            for place in mentions:
                yield from self._values(place, place.route, _at(place), keys, value)
        for value in values:
            for place in [*mentions, *claims]:
                yield from self._inside(place, keys, value)
        for place in mentions:
            node = _at(place)
            yield from (_spot(place, (*place.route, key), key=True) for key in keys if key in node)
        yield from (_spot(place, place.route) for place in [*mentions, *claims])
        yield self.project.folder, Mark(1, 1)

    def _claims(
        self, focus: Term, starts: Collection[str], values: Collection[Term]
    ) -> list[Place]:
        """Return the claims that state the values, or for lack of values anything of the node."""
        stated = self.stated.get(focus.value, [])
        if values and starts:
            stated = [said for said in stated if said[0] in starts and said[1] in values]
        found = sorted({claim for *_, claim in stated})
        return [self.places[name] for name in found if name in self.places]

    def _mentions(self, focus: Term, claims: Iterable[Place]) -> Iterator[Place]:
        name = self.name(focus)
        own = self.places.get(name)
        if own is not None:
            yield own
        for claim in claims:
            for route, node in nodes(_at(claim), self.vocabulary, claim.route):
                if node.get("id") == name:
                    yield Place(claim.document, route)

    def _speaker(self, claim: Place, *, last: bool) -> Place:
        """Return where the last step of a claim stands, or its article, which is the first."""
        steps = many(_at(claim).get("attribution"))
        if last and steps:
            return Place(claim.document, (*claim.route, "attribution", len(steps) - 1))
        if claim.route[-2:-1] == ("claims",):
            return Place(claim.document, claim.route[:-2])
        return self.places.get(str(_at(claim).get("publishedIn")), claim)

    def _inside(self, place: Place, keys: list[str], value: Term) -> Iterator[Spot]:
        """Yield where a value stands in the parts of a node; a literal only at the same keys."""
        for route, node in nodes(_at(place), self.vocabulary, place.route):
            if "claims" not in route[len(place.route) :]:
                found = keys if isinstance(value, ox.Literal) else [*(node.keys() - _NOT_VALUES)]
                yield from self._values(place, route, node, sorted(found), value)

    def _values(
        self, place: Place, route: Route, node: Node, keys: Iterable[str], value: Term
    ) -> Iterator[Spot]:
        for key in keys:
            many_values = isinstance(node.get(key), list)
            for number, item in enumerate(many(node.get(key))):
                at = (*route, key, number) if many_values else (*route, key)
                if self._is(Place(place.document, at), item, value):
                    yield _spot(place, at, key=not many_values)

    def _is(self, place: Place, item: Value, value: Term) -> bool:
        name = self.name(value)
        if isinstance(value, ox.Literal):
            return name in _texts(item)
        if isinstance(item, dict):
            made = self.places.get(name, place)
            known = name in self.places and made.document is place.document
            return item.get("id") == name or (known and made.route == place.route)
        concept = name.rpartition("#")[2] if name.startswith(ROOT) else name
        return item in (name, value.value, concept)


def _at(place: Place) -> Node:
    """Return the mapping at a place; an empty one where a single value stands."""
    found: Value = place.document.value
    for step in place.route:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int):
            found = found[step]
    return found if isinstance(found, dict) else {}


def _spot(place: Place, route: Route, *, key: bool = False) -> Spot:
    return place.document.file, place.document.mark(route, key=key)


def _texts(item: Value) -> list[str]:
    """Return the texts that a value becomes in the graph: one, or one for each language."""
    if isinstance(item, dict):
        return [text for text in item.values() if isinstance(text, str)]
    if isinstance(item, bool):
        return [str(item).lower()]
    return [decimal_form(item)] if isinstance(item, int | Decimal) else [str(item)]
