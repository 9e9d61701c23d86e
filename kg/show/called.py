"""A query that a page is made from: which one is meant, and what the page is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.graph.opened import Graph
from kg.query.saved import Saved, query_file, saved_query
from kg.query.terms import Given

_NAME: Final = re.compile(r"[\w.\-]+")


def wanted(graph: Graph, query: str | Path | Saved) -> Saved | str:
    """Return the query that is named, with what its file says about it, or SPARQL as it is.

    Raises:
        UsageError: there is no saved query of that name.
        InputError: the file cannot be read.
        FindingsError: the decorators of the query have errors.
    """
    if isinstance(query, Saved):
        return query
    if isinstance(query, Path):
        return query_file(query)
    return saved_query(query, graph) if _NAME.fullmatch(query) else query


def called(query: Saved | str, values: Mapping[str, Given]) -> tuple[str, str]:
    """Return the title of a query's page, and the query as it was asked."""
    name = query.name if isinstance(query, Saved) else " ".join(query.split())
    told = " ".join((name, *(f"{key}={value}" for key, value in values.items())))
    summary = query.about.summary if isinstance(query, Saved) else "A query"
    return summary or name, told
