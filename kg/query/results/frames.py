"""An answer as a table or a network of another library: pandas, polars, networkx."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.query.results.statements import weights
from kg.query.results.values import value

if TYPE_CHECKING:
    import networkx as nx

    from kg.query.results.readable import Readable


def pandas_frame(result: Readable) -> Any:  # noqa: ANN401
    """Return the rows as a pandas.DataFrame, columns named as the variables.

    Raises:
        InputError: pandas is not installed.
    """
    columns = _columns(result)
    return library("pandas", "notebook").DataFrame(columns)


def polars_frame(result: Readable) -> Any:  # noqa: ANN401
    """Return the rows as a polars.DataFrame, columns named as the variables.

    Raises:
        InputError: polars is not installed.
    """
    columns = _columns(result)
    return library("polars", "notebook").DataFrame(columns, strict=False)


def network(result: Readable) -> nx.MultiDiGraph[str]:
    """Return the answer as a networkx.MultiDiGraph of ids.

    Triples are edges with the property's id as `property`, and values of things become attributes
    of their nodes. A triple to which an `rdf:Statement` gives an `rdf:value` has that as `weight`.
    Of rows, the first two columns that hold things are the ends of an edge, and the others are its
    attributes.

    Raises:
        UsageError: the answer is yes or no, or its rows link no two things.
    """
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if result.kind == "triples":
        _from_triples(result, made)
    else:
        _from_rows(result, made)
    return made


def library(name: str, extra: str) -> ModuleType:
    """Return an optional library.

    Raises:
        InputError: it is not installed; the message says which extra brings it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as fault:
        cure = f"pip install 'claimgraph[{extra}]'"
        raise InputError(f"this needs {name}, which is not installed", cure) from fault


def _columns(result: Readable) -> dict[str, list[Any]]:
    rows = [[value(result.graph, term) for term in row] for row in result.rows()]
    return {name: [row[at] for row in rows] for at, name in enumerate(result.variables)}


def _from_triples(result: Readable, made: nx.MultiDiGraph[str]) -> None:
    name = result.graph.id
    triples = list(result.triples())
    weighed, statements = weights(triples)
    for triple in triples:
        if triple.subject in statements:
            continue
        subject, prop = name(str(triple.subject)[1:-1]), name(triple.predicate.value)
        weight = weighed.get((triple.subject, triple.predicate, triple.object))
        if weight is not None:
            end = name(str(triple.object)[1:-1])
            made.add_edge(subject, end, property=prop, weight=value(result.graph, weight))
        elif isinstance(triple.object, ox.NamedNode):
            made.add_edge(subject, name(triple.object.value), property=prop)
        elif isinstance(triple.object, ox.Literal):
            made.add_node(subject, **{prop: value(result.graph, triple.object)})


def _from_rows(result: Readable, made: nx.MultiDiGraph[str]) -> None:
    names, rows = result.variables, list(result.rows())
    things = [
        at
        for at in range(len(names))
        if any(isinstance(row[at], ox.NamedNode) for row in rows)
        and all(row[at] is None or isinstance(row[at], ox.NamedNode) for row in rows)
    ]
    if rows and len(things) < 2:  # noqa: PLR2004
        raise UsageError("these rows link no two things", "select two columns of things")
    for row in rows:
        source, target = (value(result.graph, row[at]) for at in things[:2])
        if source is not None and target is not None:
            rest = {
                name: value(result.graph, term)
                for at, (name, term) in enumerate(zip(names, row, strict=True))
                if at not in things[:2] and term is not None
            }
            made.add_edge(str(source), str(target), **rest)
