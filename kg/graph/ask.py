"""Asking a graph the queries that lie beside the code, with lists of things put in as terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph
from kg.sparql import tokens

Properties = dict[str, list[Term]]


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def among(query: str, values: Mapping[str, Iterable[str]]) -> str:
    """Return the query with the UNDEF of each `VALUES ?variable { UNDEF }` replaced by IRIs.

    Token by token, and every IRI as a term, so that no value can change the query's shape.
    """
    out: list[str] = []
    variable, filling = "", False
    for token in tokens(query):
        if token.kind == "word" and token.text == "VALUES":
            filling = True
        elif filling and token.kind == "variable":
            variable = token.text[1:]
        elif filling and token.text == "}":
            filling = False
        if filling and token.text == "UNDEF" and variable in values:
            out.append(" ".join(str(ox.NamedNode(iri)) for iri in values[variable]))
        else:
            out.append(token.text)
    return "".join(out)


def ask(graph: Graph, path: Path, **values: Iterable[str]) -> Iterator[tuple[Term | None, ...]]:
    """Yield the rows of a query file, asked about lists of IRIs; an empty list asks for nothing.

    Raises:
        InputError: the engine could not answer.
    """
    lists = {variable: sorted(set(iris)) for variable, iris in values.items()}
    if lists and not any(lists.values()):
        return
    answer = graph.engine.query(among(_text(path), lists))
    if not isinstance(answer, Rows):
        raise InputError(f"the query {path.stem} was not answered with rows")
    yield from answer


def properties(graph: Graph, path: Path, iris: Iterable[str]) -> dict[str, Properties]:
    """Return subject → property → values for a query that gives rows of subject, property, object.

    Values are sorted, so that what is made of them does not hang on the engine's order.
    """
    found: dict[str, Properties] = {}
    for subject, prop, value in ask(graph, path, subject=iris):
        if isinstance(subject, ox.NamedNode) and isinstance(prop, ox.NamedNode) and value:
            found.setdefault(subject.value, {}).setdefault(prop.value, []).append(value)
    for about in found.values():
        for values in about.values():
            if len(values) > 1:
                values.sort(key=str)
    return found


def text(values: Iterable[Term], language: str = "") -> str:
    """Return the one text to show: in the wanted language, else without one, else the first."""
    plain = other = None
    for value in values:
        if isinstance(value, ox.Literal):
            if value.language == language:
                return value.value
            if plain is None and value.language is None:
                plain = value.value
            elif other is None:
                other = value.value
    return plain if plain is not None else other or ""


def iris(values: Iterable[Term]) -> list[str]:
    """Return the IRIs among values, in their order."""
    return [value.value for value in values if isinstance(value, ox.NamedNode)]
