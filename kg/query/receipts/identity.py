"""Which columns tell which row is which, so that a row that changes is told from one that goes."""

from __future__ import annotations

from kg.query.receipts.lower import Lower
from kg.query.receipts.plan import Names, Nested, Query
from kg.query.receipts.planner import plan
from kg.query.receipts.structure import parse


def identity(query: str) -> Names | None:
    """Return the columns of a SELECT that keep a row's identity; None if there are none.

    They are the groups of an aggregate, where all of them are columns (none, if the answer is one
    row), and else the variables that every match binds. What OPTIONAL and BIND add may change.
    """
    try:
        return _kept(plan(parse(query)[2], Lower(query)))
    except ValueError:
        return None


def _kept(query: Query) -> Names | None:
    names = frozenset(query.names)
    if query.aggregated:
        return frozenset(query.keys) if names.issuperset(query.keys) else None
    nested = (node.query for node in query.part.nodes if isinstance(node, Nested))
    sure = query.part.sure.union(*(_kept(inner) or () for inner in nested))
    return names & sure or None
