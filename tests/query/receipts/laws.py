"""The laws of receipts, each as a function that returns what breaks it; nothing if it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

import kg
from kg.graph.engine import Row, Rows
from kg.graph.opened import Graph
from kg.query.receipts.receipt import Receipt
from kg.words import TYPE
from tests.query.receipts.invented_claims import BASE, Claims, opened
from tests.query.receipts.invented_queries import Query

# Another witness may stand in for one that is taken away; or what is lost brings a row back.
_OTHERS = {"distinct", "exists", "ways", "minus", "inner distinct", "inner aggregate",
           "inner slice", "hidden key"}  # fmt: skip
# What an OPTIONAL gave may be missing and the row still be there, with another value or none.
_REPLACED = {"filter", "bind", "aggregate"}
# A graph with less in it has fewer of the matches that take solutions away.
_HELD_BY_ABSENCE = {"absence in absence", "aggregate", "inner aggregate"}


def rows_of(graph: Graph, query: str) -> list[Row]:
    """Return the rows of a query."""
    answer = graph.engine.query(f"BASE <{BASE}>\n{query}")
    assert isinstance(answer, Rows)
    return list(answer)


@dataclass
class Case:
    """A query over some claims, and its rows with their receipts."""

    claims: Claims
    query: Query

    @cached_property
    def graph(self) -> Graph:
        """Return the graph of the claims."""
        return self.claims.graph()

    @cached_property
    def receipts(self) -> list[tuple[Row, Receipt]]:
        """Return each row with its receipt."""
        found = kg.why(self.graph, self.query.text())
        return list(zip(found.rows, found.receipts, strict=True))

    def broken(self) -> list[str]:
        """Return what breaks a law."""
        laws: list[Callable[[], Iterable[str]]] = [
            self.replay, self.soundness, self.removal, self.removal_of_all, self.completeness,
        ]  # fmt: skip
        return [f"{law.__name__}: {fault}" for law in laws for fault in law()]

    def replayed(self, receipt: Receipt) -> Graph:
        """Return a graph that holds only what a receipt names."""
        quads = {
            ox.Quad(*triple, ox.NamedNode(claim))
            for claim, triples in receipt.claims.items()
            for triple in triples
            if ox.Triple(*triple) in self.claims.states[ox.NamedNode(claim)]
        }
        named = [*receipt.records, *(t for found in receipt.claims.values() for t in found)]
        return opened([*quads, *(ox.Quad(*triple) for triple in named)])

    def replay(self) -> Iterable[str]:
        """Yield rows that a graph holding only what their receipt names does not give again."""
        for row, receipt in self.receipts:
            if receipt.gaps or (receipt.absence and self.query.parts & _HELD_BY_ABSENCE):
                continue
            found = rows_of(self.replayed(receipt), self.query.whole())
            if row not in found:
                yield f"{told(row)}: {seen(receipt)} gives {[told(other) for other in found]}"

    def soundness(self) -> Iterable[str]:
        """Yield triples that their claim neither states nor records, or no pattern asks for."""
        asked = set(re.findall(r":(\w+)", self.query.where))
        free = re.search(r"\?[pq]\b|!", self.query.where) or self.query.parts & {"graph", "ways"}
        for row, receipt in self.receipts:
            given = [(c, ox.Triple(*t)) for c, found in receipt.claims.items() for t in found]
            for claim, triple in given:
                stated = triple in self.claims.states[ox.NamedNode(claim)]
                recorded = triple.subject.value == claim and triple in self.claims.record
                if not (stated or recorded):
                    yield f"{told(row)}: {claim} does not state {triple}"
            for triple in (ox.Triple(*triple) for triple in receipt.records):
                if triple not in self.claims.record:
                    yield f"{told(row)}: {triple} is not of the record"
            for _, triple in given:
                if not free and triple.predicate.value not in {TYPE, *(BASE + n for n in asked)}:
                    yield f"{told(row)}: no pattern matches {triple}"

    def removal(self) -> Iterable[str]:
        """Yield rows that stay as they are without a claim that alone states what they stand on."""
        parts = self.query.parts
        if parts & _OTHERS or {"graph", "values"} <= parts:
            return
        if "optional" in parts and parts & _REPLACED:
            return
        for row, receipt in self.receipts:
            for claim in map(ox.NamedNode, receipt.claims):
                left = self.claims.less({claim})
                lost = self.claims.states[claim].difference(left.record, *left.states.values())
                if any(ox.Triple(*t) in lost for t in receipt.claims[claim.value]):
                    yield from self.unchanged(row, left, claim.value)

    def removal_of_all(self) -> Iterable[str]:
        """Yield rows that stay though all the claims that they stand on are taken away."""
        parts = self.query.parts
        if "ways" in parts or parts & {
            "graph",
            "optional",
            "minus",
            "filter",
            "bind",
            "hidden key",
        }:
            return
        for row, receipt in self.receipts:
            gone = {ox.NamedNode(claim) for claim in receipt.claims}
            left = self.claims.less(gone)
            named = {ox.Triple(*t) for found in receipt.claims.values() for t in found}
            if named.difference(left.record) and not receipt.absence:
                yield from self.unchanged(row, left, "all its claims")

    def unchanged(self, row: Row, left: Claims, what: str) -> Iterable[str]:
        """Yield the row if no fewer solutions give it in what is left."""
        counted = "aggregate" in self.query.parts
        text = self.query.counted() if counted else self.query.every()
        before, after = (
            [found for found in rows_of(graph, text) if found[counted:] == row]
            for graph in (self.graph, left.graph())
        )
        if set(before) <= set(after) if counted else len(before) <= len(after):
            yield f"{told(row)} stays without {what}"

    def completeness(self) -> Iterable[str]:
        """Yield rows of which something was not explained though it can be."""
        parts = self.query.parts
        if "inner slice" in parts or {"graph", "sub-select"} <= parts:
            return
        for row, receipt in self.receipts:
            if receipt.gaps:
                yield f"{told(row)}: {receipt.gaps}"


def told(row: Row) -> str:
    """Return a row in short."""
    return " ".join("-" if term is None else str(term).replace(BASE, ":") for term in row)


def seen(receipt: Receipt) -> str:
    """Return a receipt in short."""
    claims = {claim.replace(BASE, ":"): list(map(told, t)) for claim, t in receipt.claims.items()}
    return f"{claims}, record: {list(map(told, receipt.records))}, absent: {receipt.absence}"
