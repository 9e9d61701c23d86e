"""What can be given for a parameter: a list, or the answer to a query over the graph at hand."""

from __future__ import annotations

import itertools

from kg.graph.opened import Graph
from kg.query.declared import Parameter
from kg.query.results.cells import cell
from kg.query.run import query
from kg.sparql import tokens


def choices(graph: Graph, parameter: Parameter, most: int = 1_000) -> list[tuple[str, str]]:
    """Return values that a parameter can be given, each with its label, in the order of its query.

    A choice by query is SPARQL, or the name of a saved query: its first column is the value, its
    second the label.

    Raises:
        UsageError: the query of the choices is wrong.
        LimitError: it takes too long.
    """
    if isinstance(parameter.choices, tuple):
        return [(value, "") for value in parameter.choices[:most]]
    if not parameter.choices:
        return []
    return _first(graph, parameter.choices, most)


def any_choice(graph: Graph, parameter: Parameter) -> str:
    """Return a value that a parameter can be given, whichever is found first; nothing if none is.

    Raises:
        UsageError: the query of the choices is wrong.
        LimitError: it takes too long.
    """
    if isinstance(parameter.choices, tuple):
        return next(iter(parameter.choices), "")
    found = _first(graph, _unordered(parameter.choices), 1)
    return found[0][0] if found else ""


def _first(graph: Graph, asked: str, most: int) -> list[tuple[str, str]]:
    with query(graph, asked) as result:
        rows = [
            [cell(graph, term) for term in row] for row in itertools.islice(result.rows(), most)
        ]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row]


def _unordered(asked: str) -> str:
    """Return a query without the order of its rows, which needs all of them before the first."""
    kept, depth, leaving = [], 0, False
    for token in tokens(asked):
        depth += (token.text in {"{", "("}) - (token.text in {"}", ")"})
        if depth == 0 and token.kind == "word":
            leaving = token.text.upper() == "ORDER" or (
                leaving and token.text.upper() not in {"LIMIT", "OFFSET", "VALUES"}
            )
        if not leaving:
            kept.append(token.text)
    return "".join(kept)
