"""Finding again, in the records, what the shapes found in the graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from operator import itemgetter

import pyoxigraph as ox

from kg.check.part import Work
from kg.check.places import Term, Written
from kg.check.shacl.run import Violation
from kg.findings import Mark
from kg.records.complete import Completed, Place
from kg.records.document import Document
from kg.records.index import Known
from kg.records.part import Part
from kg.records.project import Project
from kg.records.told import english, named, told_from
from kg.records.vocabulary import vocabulary
from kg.words import KG

_PUBLISHED_IN = ox.NamedNode(f"{KG}publishedIn")
_Stated = dict[str, list[tuple[str, object, str]]]


@dataclass(frozen=True)
class Locations:
    """The parts of a project, to be read again where something is to be found in them.

    `faulty` are the numbers of those that had findings of their own.
    """

    project: Project
    work: Work
    parts: list[Part]
    told: list[bytes]
    known: Callable[[int], Known]
    faulty: Collection[int]

    def written(self, store: ox.Store, found: Iterable[Violation]) -> Found:
        """Return where the nodes at fault were written: their parts are read again."""
        found = list(found)
        focus = {violation.focus for violation in found}
        values = {value for violation in found for value in violation.values}
        stated: _Stated = {}
        for node in focus:
            if isinstance(node, ox.NamedNode):
                self._learn(store, node, stated)
        claims = {claim for said in stated.values() for *_, claim in said}
        names = {self._name(node) for node in focus | values} | claims
        again = self._documents(self._with_sources(store, _owners(names)))
        places = _places(again)
        written = Written(self.project, places, vocabulary(), stated)
        return Found(written, {spot for document, _ in again for spot in _spoilt(document)})

    def _learn(self, store: ox.Store, node: ox.NamedNode, stated: _Stated) -> None:
        for _, predicate, value, graph in store.quads_for_pattern(node, None, None, None):
            if isinstance(graph, ox.NamedNode):
                said = (predicate.value, value, self._name(graph))
                stated.setdefault(node.value, []).append(said)

    def _name(self, term: Term) -> str:
        return term.value.removeprefix(self.project.base)

    def _with_sources(self, store: ox.Store, names: set[str]) -> set[str]:
        found = set(names)
        for name in names:
            try:
                claim = ox.NamedNode(name if "://" in name else self.project.base + name)
            except ValueError:
                continue
            for quad in store.quads_for_pattern(claim, _PUBLISHED_IN, None, ox.DefaultGraph()):
                found.add(self._name(quad.object))  # type: ignore[arg-type]
        return found

    def _documents(self, names: set[str]) -> list[tuple[Document, Completed]]:
        found = []
        for number, content in enumerate(self.told):
            told = told_from(content)
            if names & {*told.stated, *(name for name, *_ in told.records)}:
                part, known = self.parts[number], self.known(number)
                if number in self.faulty:
                    found.append(self.work.complete(part, known))
                else:
                    found.append(self.work.some(part, known, names))
        return found


@dataclass(frozen=True)
class Found:
    """Where nodes were written, and the spots of records that have findings already."""

    written: Written
    spoilt: set[tuple[object, Mark]]


def _owners(names: set[str]) -> set[str]:
    """Return the ids with those that made ids begin with: `a/b/step/1` belongs to `a/b`."""
    found = set(names)
    for name in names:
        steps = name.split("/")
        found.update("/".join(steps[:last]) for last in range(1, len(steps)))
    return found


def _places(again: list[tuple[Document, Completed]]) -> dict[str, Place]:
    """Return where each node was written: in a record, else in what a claim states, else made."""
    places: dict[str, Place] = {}
    stated: list[tuple[str, str, Place]] = []
    for document, _ in again:
        for route, node in named(document, vocabulary()):
            name, kind = node.get("id"), node.get("type")
            if not isinstance(name, str):
                continue
            if "states" in route:
                if isinstance(kind, str):
                    stated.append((english(node.get("label")), name, Place(document, route)))
            elif isinstance(kind, str) or route[-2:-1] == ("claims",):
                places.setdefault(name, Place(document, route))
    for _, name, place in sorted(stated, key=itemgetter(0)):
        places.setdefault(name, place)
    for _, completed in again:
        for name, place in completed.places.items():
            places.setdefault(name, place)
    return places


def _spoilt(document: Document) -> set[tuple[object, Mark]]:
    """Return the places in records and claims that have findings already."""
    for route in list(document.faulty):
        document.locate(route)
    marks = [*document.keys.items(), *document.values.items()] if document.faulty else []
    return {(document.file, mark) for route, mark in marks if document.is_faulty(route)}
