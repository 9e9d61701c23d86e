"""The saved queries with their answers and receipts, as the site shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.ask import iris
from kg.graph.engine import Row, Term
from kg.graph.opened import Graph
from kg.query.example import example
from kg.query.limits import Limits
from kg.query.process import NotSparql
from kg.query.ready import Ready
from kg.query.receipts.asking import asking
from kg.query.receipts.receipt import Receipt, receipts
from kg.query.receipts.remarks import remarks
from kg.query.results.cells import cell, grouped, is_number
from kg.query.saved import Saved
from kg.show.site.linked import Triple
from kg.show.site.links import gives_links, links
from kg.show.site.material import Material
from kg.show.site.places import page_path
from kg.show.site.statements import Statements


class Cell(NamedTuple):
    """One cell of a table; numbers stand to the right."""

    text: str
    href: str
    number: bool


class Told(NamedTuple):
    """One row: its cells, the claims that support it, and what no claim can show."""

    cells: tuple[Cell, ...]
    claims: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A saved query, how it was asked, and its first rows; `fault` says why there are none.

    `unit` is what a row is, a row or a link; `network` is the path of the answer as a picture.
    """

    saved: Saved
    path: str
    asked: str
    variables: tuple[str, ...] = ()
    rows: tuple[Told, ...] = ()
    more: bool = False
    unit: str = "row"
    network: str = ""
    fault: str = ""
    triples: tuple[Triple, ...] = ()
    stated: dict[str, list[Triple]] | None = None


def asked(
    graph: Graph,
    questions: Iterable[Saved],
    limits: Limits,
    rows: int,
    known: Material,
) -> Iterator[Answer]:
    """Yield the answer to each saved query, with at most so many rows.

    A query that can be asked without any value is; any other gets the values of its example. The
    evidence of all claims is at hand already, so receipts are only asked which claims they name.
    """
    for saved in questions:
        values = values_for(graph, saved)
        told = " ".join(("kg query", saved.name, *(f"{k}={v}" for k, v in values.items())))
        unit = "link" if gives_links(saved) else "row"
        answer = Answer(saved, query_path(saved.name), told, unit=unit)
        try:
            variables, found, made = _answered(graph, saved, values, limits, rows)
        except KgError as fault:
            yield replace(answer, fault=fault.what)
            continue
        known.read.words.learn(iris(term for row in found for term in row if term is not None))
        triples, stated = _supporting(made, known.statements)
        pairs = zip(found[:rows], made, strict=True)
        yield replace(
            answer,
            variables=variables,
            rows=tuple(_told(*pair, known, unit) for pair in pairs),
            more=len(found) > rows,
            triples=triples,
            stated=stated,
        )


def _answered(
    graph: Graph, saved: Saved, values: Mapping[str, str], limits: Limits, rows: int
) -> tuple[tuple[str, ...], Sequence[Row], list[Receipt]]:
    """Return a query's columns, its rows (one more than wanted, if there are), and receipts."""
    if gives_links(saved):
        return links(graph, saved, values, limits, rows)
    with asking(graph, limits) as ask:
        ready = Ready.of(graph, saved, values)
        try:
            variables, found = ask.first(ready.sparql, rows + 1)
        except NotSparql as fault:
            raise ready.told(fault) from fault
        return variables, found, receipts(graph, ready.sparql, variables, found[:rows], ask)


def query_path(name: str) -> str:
    """Return the path of a saved query's page."""
    return page_path("queries", name)


def values_for(graph: Graph, saved: Saved) -> dict[str, str]:
    """Return the values a query is asked with on its page."""
    wanted = [p for p in saved.parameters if not p.optional and p.default is None]
    return example(graph, saved) if wanted else {}


def _told(row: Row, receipt: Receipt, known: Material, unit: str) -> Told:
    return Told(
        cells=tuple(_cell(term, known, named=unit == "link") for term in row),
        claims=known.statements.in_order(receipt.claims),
        remarks=tuple(remarks(receipt)),
    )


def _cell(term: Term | None, known: Material, *, named: bool) -> Cell:
    """Return a cell; `named` things are told by their labels, others by their ids."""
    text = cell(known.read.graph, term)
    if is_number(term):
        return Cell(grouped(text), "", number=True)
    if not isinstance(term, ox.NamedNode):
        return Cell(text, "", number=False)
    name = known.read.words.property(term.value) if named else text
    return Cell(name, known.places.href(term.value), number=False)


def _supporting(
    made: Iterable[Receipt], statements: Statements
) -> tuple[tuple[Triple, ...], dict[str, list[Triple]]]:
    """Return the triples of the receipts: those of the record, and what each claim states."""
    record: set[Triple] = set()
    stated: dict[str, set[Triple]] = {}
    for receipt in made:
        record |= {_triple(triple) for triple in receipt.records}
        for claim, triples in receipt.claims.items():
            for triple in map(_triple, triples):
                if statements.states(claim, triple):
                    stated.setdefault(claim, set()).add(triple)
                else:
                    record.add(triple)
    return tuple(record), {claim: list(triples) for claim, triples in stated.items()}


def _triple(triple: tuple[Term, Term, Term]) -> Triple:
    subject, prop, value = triple
    return subject.value, prop.value, value
