"""What is asked: each question as an endless row of queries, of which one repeats itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Final

_PREFIXES: Final = (
    "PREFIX kg: <https://w3id.org/claimgraph/ns#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
_THING: Final = "SELECT ?p ?o {{ ?s a kg:Claim ; ?p ?o FILTER(STRENDS(STR(?s), '-{0}')) }} LIMIT 50"
_LOOKUP: Final = "SELECT ?s ?label {{ ?s rdfs:label ?label }} ORDER BY ?s OFFSET {0} LIMIT 1"
_GROUPED: Final = "SELECT ?who (COUNT(?c) AS ?n) {{ ?c kg:assertedBy ?who }} GROUP BY ?who # {0}"
_MANY: Final = "SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT 10000 # {0}"

# What was asked while a server warmed up is not asked again: ours would know the answer.
_COUNT: Final = itertools.count()


def _row(query: str) -> Callable[[], Iterator[str]]:
    """Return what gives a query again and again, never twice the same text in one run."""
    return lambda: (_PREFIXES + query.format(number) for number in _COUNT)


TASKS: Final = {
    "ASK {}": _row("ASK {{}} # {0}"),
    "one label": _row(_LOOKUP),
    "claims by an ending": _row(_THING),
    "claims by speaker": _row(_GROUPED),
    "the same again": lambda: itertools.repeat(_PREFIXES + _GROUPED.format(0)),
    "10,000 rows": _row(_MANY),
}
