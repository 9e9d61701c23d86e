"""An answer as pages show it: its first rows, each cell with its page, each row with its terms."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from kg.graph.ask import iris
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.cells import cell, grouped, is_number
from kg.query.results.result import Result
from kg.query.run import query
from kg.query.saved import Saved
from kg.serve.linked.places import place_of
from kg.serve.pages.places import page_of
from kg.show.frame.visible import seen
from kg.show.site.links import as_rows, heaviest_first
from kg.show.words import Words

ROWS: Final = 200
_UNITS: Final = {"rows": "row", "triples": "link", "boolean": "answer"}


class Cell(NamedTuple):
    """One cell: its text, what the thing in it is called, where that leads, is it a number."""

    text: str
    name: str
    page: str
    number: bool


class Row(NamedTuple):
    """One row: its cells, and its terms as SPARQL writes them (empty: unbound)."""

    cells: tuple[Cell, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The first rows of an answer; `more` tells that there are others, `start` how many before."""

    kind: str
    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool
    boolean: bool | None
    seconds: float

    @property
    def unit(self) -> str:
        """Return what a row is."""
        return _UNITS[self.kind]

    def told(self) -> dict[str, Any]:
        """Return the answer as JSON has it, every text but the terms made visible."""
        told: dict[str, Any] = seen({
            "kind": self.kind,
            "unit": self.unit,
            "boolean": self.boolean,
            "variables": list(self.variables),
            "rows": [
                {"cells": [one._asdict() for one in row.cells]}
                for row in self.rows
            ],
            "more": self.more,
            "seconds": self.seconds,
        })  # fmt: skip
        for shown, row in zip(told["rows"], self.rows, strict=True):
            shown["terms"] = list(row.terms)
        return told


def answer(
    graph: Graph,
    asked: Saved,
    values: Mapping[str, str],
    limits: Limits,
    rows: int = ROWS,
    start: int = 0,
) -> Answer:
    """Return the first rows of an answer, or those from a place on; the query ends with the last.

    Raises:
        KgError: what `kg.query` raises.
    """
    began = time.perf_counter()
    with query(graph, asked, values, limits) as result:
        variables, every = _rows(result)
        found = list(itertools.islice(every, start, start + rows + 1))
    taken = round(time.perf_counter() - began, 3)
    words = Words(graph)
    words.learn(iris(term for row in found for term in row if isinstance(term, ox.NamedNode)))
    return Answer(
        kind=result.kind,
        variables=variables,
        rows=tuple(_row(graph, words, row, result.kind) for row in found[:rows]),
        more=len(found) > rows,
        boolean=result.boolean,
        seconds=taken,
    )


def _rows(result: Result) -> tuple[tuple[str, ...], Iterable[Sequence[Any]]]:
    """Return the columns and the rows of an answer: of triples, its links, the heaviest first."""
    if result.kind == "boolean":
        return (), ()
    if result.kind == "rows":
        return result.variables, result.rows()
    return as_rows(heaviest_first(list(result.triples())))


def _row(graph: Graph, words: Words, row: Sequence[Any], kind: str) -> Row:
    cells = tuple(_cell(graph, words, term, named=kind == "triples") for term in row)
    return Row(cells, tuple("" if term is None else str(term) for term in row))


def _cell(graph: Graph, words: Words, term: Term | None, *, named: bool) -> Cell:
    text = cell(graph, term)
    if is_number(term):
        return Cell(grouped(text), "", "", number=True)
    if not isinstance(term, ox.NamedNode):
        return Cell(text, "", "", number=False)
    name = words.property(term.value) if words.exists(term.value) else ""
    page = page_of(graph, words, term.value) or place_of(graph, term.value)
    return Cell(name if named and name else text, name, page, number=False)
