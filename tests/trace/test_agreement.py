"""How claims agree and differ is what the saved queries `corroboration` and `conflicts` say."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.query.run import query
from kg.trace.agreement import Origins, conflicting

STATING = """
SELECT ?property ?value ?thing ?claim WHERE {
  GRAPH ?claim { ?thing ?link ?object }
  ?link rdfs:label ?property
  OPTIONAL { ?object rdfs:label ?named }
  OPTIONAL { ?object skos:prefLabel ?termed }
  BIND(STR(COALESCE(?named, ?termed, ?object)) AS ?value)
}
"""


def test_independent_origins_are_those_of_the_saved_query(graph: Graph) -> None:
    stating: dict[tuple[str, ...], set[str]] = {}
    answer = graph.engine.query(STATING)
    assert isinstance(answer, Rows)
    for *fact, claim in answer:
        stating.setdefault(tuple(term.value for term in fact), set()).add(claim.value)  # type: ignore[union-attr]
    origins = Origins(graph, set().union(*stating.values()))
    with query(graph, "corroboration", {"least": "1"}) as result:
        at = [result.variables.index(name) for name in ("property", "value", "thing", "origins")]
        rows = [[row[place] for place in at] for row in result.rows()]
    assert len(rows) > 4
    for prop, value, thing, count in rows:
        claims = stating[prop.value, value.value, thing.value]  # type: ignore[union-attr]
        assert len(origins.independent(claims)) == int(count.value)  # type: ignore[union-attr]


def test_where_claims_differ_is_what_the_saved_query_says(graph: Graph) -> None:
    with query(graph, "conflicts") as result:
        at = [result.variables.index(name) for name in ("claim", "other_claim")]
        wanted = {row[place].value for row in result.rows() for place in at}  # type: ignore[union-attr]
    things = graph.engine.query("SELECT DISTINCT ?thing WHERE { GRAPH ?claim { ?thing a ?type } }")
    assert isinstance(things, Rows)
    every = [thing.value for (thing,) in things if isinstance(thing, ox.NamedNode)]
    assert {claim for claim, _, _ in conflicting(graph, every)} == wanted
