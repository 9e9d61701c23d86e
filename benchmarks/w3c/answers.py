"""Answers made comparable: numbers and booleans by value, blank nodes by RDF canonicalisation."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Answer = frozenset[str] | bool | Counter[tuple[tuple[str, str], ...]]
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Final = {f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_BOOLEANS: Final = {"0": "false", "1": "true"}
_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_FORMATS: Final = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


def rows(variables: Iterable[str], found: Iterable[Iterable[Term | None]]) -> Answer:
    """Return rows, in any order, as a graph without names: a node each, an edge each cell."""
    names = tuple(variables)
    triples = []
    for number, row in enumerate(found):
        node = ox.BlankNode(f"row{number}")
        triples.append(ox.Quad(node, ox.NamedNode("x:row"), ox.Literal("")))
        for name, term in zip(names, row, strict=True):
            if term is not None:
                triples.append(ox.Quad(node, ox.NamedNode(f"x:{name}"), _plain(term)))
    return _canonical([*triples, *(_named(name) for name in names)])


def _named(variable: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode("x:head"), ox.NamedNode("x:has"), ox.Literal(variable))


def graph(triples: Iterable[ox.Triple]) -> Answer:
    """Return triples as a graph without names of blank nodes."""
    return _canonical([ox.Quad(t.subject, t.predicate, _plain(t.object)) for t in triples])  # type: ignore[arg-type]


def csv_rows(text: str) -> Answer:
    """Return the rows of CSV, columns in any order; it has no terms, and blank nodes are alike."""
    head, *lines = csv.reader(text.splitlines())
    return Counter(tuple(sorted(zip(head, map(_cell, line), strict=True))) for line in lines)


def _cell(cell: str) -> str:
    if cell.startswith("_:"):
        return "_:"
    try:
        return str(Decimal(cell).normalize())
    except InvalidOperation:
        return cell


def expected(result: Path) -> Answer:
    """Return what a file of the suite says that a query must give."""
    if result.suffix == ".csv":
        return csv_rows(result.read_text("utf-8"))
    if result.suffix in _FORMATS:
        read = ox.parse_query_results(path=str(result), format=_FORMATS[result.suffix])
        if isinstance(read, ox.QueryBoolean):
            return bool(read)
        return rows((variable.value for variable in read.variables), (tuple(row) for row in read))
    triples = [quad.triple for quad in ox.parse(path=str(result), base_iri=result.as_uri())]
    return _result_set(triples) or graph(triples)


def _result_set(triples: list[ox.Triple]) -> Answer | None:
    """Return the rows of a result set that is written as RDF, if it is one."""
    about: dict[object, dict[str, list[Term]]] = {}
    for triple in triples:
        if triple.predicate.value.startswith(_RS):
            name = triple.predicate.value.removeprefix(_RS)
            about.setdefault(triple.subject, {}).setdefault(name, []).append(triple.object)  # type: ignore[arg-type]
    table = next((node for node in about.values() if "resultVariable" in node), None)
    if table is None:
        return None
    names = [str(literal.value) for literal in table["resultVariable"]]
    found = []
    for solution in table.get("solution", []):
        bindings = [about[node] for node in about[solution].get("binding", [])]
        values = {str(b["variable"][0].value): b["value"][0] for b in bindings}
        found.append([values.get(name) for name in names])
    return rows(names, found)


def _canonical(quads: Iterable[ox.Quad]) -> frozenset[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(quad) for quad in dataset)


def _plain(term: Term) -> Term:
    """Return a number or a boolean in one form of its value; any other term as it is."""
    if isinstance(term, ox.Literal) and term.datatype.value == f"{_XSD}boolean":
        return ox.Literal(_BOOLEANS.get(term.value, term.value), datatype=term.datatype)
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        try:
            value = Decimal(term.value).normalize()
        except InvalidOperation:
            return term
        return ox.Literal(str(value), datatype=term.datatype)
    return term
