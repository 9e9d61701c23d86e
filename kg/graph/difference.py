"""What changes in a store when parts of the records do: quads taken out, quads put in.

A triple stays in the default graph as long as a record or the graph of a claim holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.graph.relabelled import Relabelled
from kg.records.trig import Lines
from kg.words import KG

_DEFAULT: Final = ox.DefaultGraph()
_ABOUT: Final = ox.NamedNode(f"{KG}about")
# No record says it: links of origin are mended when the rest is in place (`kg/graph/origins`).
_KEPT: Final = ox.NamedNode(f"{KG}sharesOriginWith")
_WEB: Final = ("http://", "https://")
_OWN: Final = {
    f"{KG}{name}"
    for name in ("passage", "boilerplate", "attribution", "name", "correction", "published")
}
Subject = ox.NamedNode | ox.BlankNode | ox.Triple


@dataclass
class Difference:
    """The quads that a store loses and gets; `touched` are the nodes that change by it."""

    out: list[ox.Quad] = field(default_factory=list)
    put: list[ox.Quad] = field(default_factory=list)
    emptied: list[ox.NamedNode] = field(default_factory=list)

    @property
    def touched(self) -> set[Subject]:
        """The subjects of all triples of the default graph that go or come."""
        return {quad.subject for quad in self._plain}

    def subjects(self, predicates: Collection[str]) -> set[Subject]:
        """Return the subjects of those of them whose predicate is one of these (IRIs)."""
        return {quad.subject for quad in self._plain if quad.predicate.value in predicates}

    @property
    def reached(self) -> set[Subject]:
        """The objects of all triples of the default graph that go or come."""
        found = (quad.object for quad in self._plain)
        return {term for term in found if isinstance(term, ox.NamedNode)}

    @property
    def told_of(self) -> frozenset[str]:
        """The IRIs of what the default graph says something else of, or claims are about now."""
        changed = self._plain
        terms = [
            *(quad.subject for quad in changed),
            *(quad.object for quad in changed if quad.predicate == _ABOUT),
        ]
        return frozenset(term.value for term in terms if isinstance(term, ox.NamedNode))

    @property
    def _plain(self) -> list[ox.Quad]:
        return [quad for quad in (*self.out, *self.put) if quad.graph_name == _DEFAULT]

    def apply(self, store: ox.Store) -> int:
        """Change a store, and return by how many quads it has grown."""
        for quad in self.out:
            store.remove(quad)
        for graph in self.emptied:
            store.remove_graph(graph)
        store.extend(self.put)
        return len(self.put) - len(self.out)


@dataclass
class Before:
    """The store as it was; `base` begins the ids of the project.

    `recorded` tells whether a record that has not changed says a triple of its own.
    """

    store: ox.Store
    base: str
    recorded: Callable[[ox.Triple], bool]

    def difference(
        self, gone: Iterable[str], made: Iterable[Lines], relabelled: Collection[Relabelled]
    ) -> Difference:
        """Return what changes when the records and claims with the ids in `gone` are taken out.

        `made` are the lines of the parts that come in, `relabelled` lines that others replace.
        """
        made = [*made, *(lines for _, lines in relabelled)]
        plain = _parsed(lines.plain for lines in made)
        stated = _parsed(lines.stated for lines in made)
        records = [self._iri(name) for name in gone]
        before = {quad for record in records for quad in self._graph(record)}
        before |= _parsed(lines.stated for lines, _ in relabelled)
        change = Difference([*before - stated], [*stated - before])
        left = {quad.graph_name for quad in stated}
        graphs = {quad.graph_name for quad in before} - left
        change.emptied = [graph for graph in graphs if isinstance(graph, ox.NamedNode)]
        owned = {node for record in records for node in self._owned(record)}
        told = {quad.triple for quad in plain}
        self._default(change, owned, told, told - {quad.triple for quad in before})
        return change

    def _default(
        self, change: Difference, owned: set[Subject], told: set[ox.Triple], new: set[ox.Triple]
    ) -> None:
        """Add what changes in the default graph: at records that change, and at what they state.

        Of what is `told`, only what is `new` may not be there yet.
        """
        taken = set(change.out)
        maybe = {quad.triple for quad in taken} | {
            quad.triple
            for node in owned
            for quad in self._quads(node, None, None, _DEFAULT)
            if quad.predicate != _KEPT
        }
        for triple in maybe - told:
            found = set(self._quads(triple.subject, triple.predicate, triple.object, None))
            here = ox.Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)
            stays = len(found - taken) > 1 or (
                triple.subject not in owned and self.recorded(triple)
            )
            if here in found and not stays:
                change.out.append(here)
        wanted = (ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in new - maybe)
        change.put += [quad for quad in wanted if quad not in self.store]

    def _owned(self, record: ox.NamedNode) -> Iterator[Subject]:
        """Yield the node of a record and those of its parts: passages, steps, names …."""
        yield record
        for quad in self._quads(record, None, None, _DEFAULT):
            if quad.predicate.value in _OWN and isinstance(quad.object, ox.NamedNode):
                yield quad.object

    def _graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        return self._quads(None, None, None, name)

    def _quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
        graph: ox.NamedNode | ox.DefaultGraph | None,
    ) -> Iterator[ox.Quad]:
        yield from self.store.quads_for_pattern(subject, predicate, value, graph)

    def _iri(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(name if name.startswith(_WEB) else self.base + name)


def _parsed(contents: Iterable[bytes]) -> set[ox.Quad]:
    return {
        quad
        for content in contents
        for quad in ox.parse(content, format=ox.RdfFormat.TRIG, lenient=True)
    }
