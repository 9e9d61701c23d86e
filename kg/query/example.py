"""An example of a saved query that works on the graph at hand, whatever it is about."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.choices import any_choice
from kg.query.declared import Parameter
from kg.query.saved import Saved
from kg.query.terms import term

# To count all of them takes seconds in a large graph, and an example need not be the first of all.
_MOST_CLAIMED: Final = """
PREFIX kg: <https://w3id.org/claimgraph/ns#>
SELECT ?thing { { SELECT ?claim { ?claim a kg:Claim } LIMIT 2000 } ?claim kg:about ?thing }
GROUP BY ?thing ORDER BY DESC(COUNT(?claim)) ?thing LIMIT 1
"""


def example(graph: Graph, saved: Saved) -> dict[str, str]:
    """Return the values of a saved query's example, with a thing of this graph for each it lacks.

    That is one of the parameter's choices, or what most claims are about. Where there is nothing of
    the kind, a value that may be left out is left out, and any other stays.

    Raises:
        UsageError: the query of the choices is wrong.
        LimitError: it takes too long.
    """
    wanted = {parameter.name: parameter for parameter in saved.parameters}
    told = dict(saved.about.example)
    for name in told.keys() & wanted.keys():
        if wanted[name].type == "id" and not _is_here(graph, wanted[name], told[name]):
            told[name] = _another(graph, wanted[name]) or _usual(wanted[name], told[name])
    return {name: value for name, value in told.items() if value}


def _is_here(graph: Graph, parameter: Parameter, value: str) -> bool:
    try:
        term(parameter, value, graph, graph.prefixes)
    except UsageError:
        return False
    return True


def _usual(parameter: Parameter, value: str) -> str:
    return "" if parameter.optional or parameter.default is not None else value


def _another(graph: Graph, parameter: Parameter) -> str:
    """Return the id of a thing that is here, or nothing."""
    if parameter.choices:
        return any_choice(graph, parameter)
    rows = graph.engine.query(_MOST_CLAIMED)
    thing = next((row[0] for row in rows), None) if not isinstance(rows, bool) else None
    return graph.id(thing.value) if isinstance(thing, ox.NamedNode) else ""
