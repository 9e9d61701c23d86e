"""What can be given for a parameter: a list, or the answer to a query over the graph at hand."""

from __future__ import annotations

import itertools

from kg.graph.opened import Graph
from kg.query.declared import Parameter
from kg.query.results.cells import cell
from kg.query.run import query


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
    with query(graph, parameter.choices) as result:
        rows = [
            [cell(graph, term) for term in row] for row in itertools.islice(result.rows(), most)
        ]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row]
