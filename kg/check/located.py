"""Finding again, in the records, what the shapes found in the graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from kg.check.part import Work
from kg.check.places import Term, Written
from kg.check.said import Said
from kg.check.shacl.run import Violation
from kg.findings import Mark
from kg.records.complete import Place, places
from kg.records.document import Document
from kg.records.index import Known
from kg.records.part import Part
from kg.records.project import Project
from kg.records.told import english, named, told_from
from kg.records.vocabulary import vocabulary
from kg.words import KG

_PUBLISHED_IN = ox.NamedNode(f"{KG}publishedIn")
_Wanted = list[tuple[tuple[str, ...], tuple[Term, ...]]]
_Stated = dict[str, list[tuple[str, object, str]]]


@dataclass(frozen=True)
class Locations:
    """The parts of a project, to be read again where something is to be found in them.

    `faulty` are the numbers of those that had findings of their own, `recorded` the ids that have a
    record of their own; `said` gives what claims state of nodes.
    """

    project: Project
    work: Work
    parts: list[Part]
    told: list[bytes]
    known: Callable[[int], Known]
    faulty: Collection[int]
    recorded: Collection[str]
    said: Said

    def written(self, store: ox.Store, found: Iterable[Violation]) -> Found:
        """Return where the nodes at fault were written: their parts are read again."""
        found = list(found)
        focus = {violation.focus for violation in found}
        values = {value for violation in found for value in violation.values}
        stated = self._stated(found)
        claims = {claim for said in stated.values() for *_, claim in said}
        names = {self._name(node) for node in focus | values} | claims
        again = self._documents(self._with_sources(store, _owners(names)))
        written = Written(self.project, _places(again), vocabulary(), stated)
        spoilt = {(document.file, mark) for document, _ in again for mark in document.spoilt()}
        return Found(written, spoilt)

    def _stated(self, found: Iterable[Violation]) -> _Stated:
        """Return what claims state of the nodes at fault, as far as a fault may stand in it.

        Of a node with a record of its own, most of what claims state has nothing to do with the
        values at fault; those claims need not be read again.
        """
        stated: _Stated = {}
        nodes = _by_focus(found)
        wanted = {node: self._wanted(node, some) for node, some in nodes.items()}
        for node, predicate, value, graph in self.said(nodes.keys()):
            pairs = wanted[node]
            if pairs is None or any(predicate.value in of and value in what for of, what in pairs):
                said = (predicate.value, value, self._name(graph))
                stated.setdefault(node.value, []).append(said)
        return stated

    def _wanted(self, node: ox.NamedNode, found: Iterable[Violation]) -> _Wanted | None:
        """Return the properties and values of which one must be stated; nothing where all count."""
        pairs = [(violation.check.starts, violation.direct) for violation in found]
        return pairs if self._name(node) in self.recorded and all(map(all, pairs)) else None

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

    def _documents(self, names: set[str]) -> list[tuple[Document, Mapping[str, Place]]]:
        """Return the documents in which ids stand, and where what is made of them was written."""
        found: list[tuple[Document, Mapping[str, Place]]] = []
        loose = {name for name in names if name not in self.recorded}
        for number, content in enumerate(self.told):
            told = told_from(content)
            if names & {*told.stated, *(name for name, *_ in told.records)}:
                part, known = self.parts[number], self.known(number)
                if number in self.faulty:
                    document, completed = self.work.complete(part, known)
                else:
                    document, completed = self.work.some(part, known, names, loose)
                found.append((document, places(document, completed, vocabulary())))
        return found


@dataclass(frozen=True)
class Found:
    """Where nodes were written, and the spots of records that have findings already."""

    written: Written
    spoilt: set[tuple[Path, Mark]]


def _by_focus(found: Iterable[Violation]) -> dict[ox.NamedNode, list[Violation]]:
    """Return the violations of each node that has an IRI."""
    nodes: dict[ox.NamedNode, list[Violation]] = {}
    for violation in found:
        if isinstance(violation.focus, ox.NamedNode):
            nodes.setdefault(violation.focus, []).append(violation)
    return nodes


def _owners(names: set[str]) -> set[str]:
    """Return the ids with those that made ids begin with: `a/b/step/1` belongs to `a/b`."""
    found = set(names)
    for name in names:
        steps = name.split("/")
        found.update("/".join(steps[:last]) for last in range(1, len(steps)))
    return found


def _places(again: list[tuple[Document, Mapping[str, Place]]]) -> dict[str, Place]:
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
    for _, made in again:
        for name, place in made.items():
            places.setdefault(name, place)
    return places
