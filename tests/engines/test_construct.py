"""A CONSTRUCT made of rows is the CONSTRUCT, whatever its form."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.graph.remote.construct import Construct

DATA = """
@prefix : <urn:x:> .
:a :p 1, "one"@en, "two } { ?s" ; :q :b . :b :p 2 .
"""
PREFIXES = {"": "urn:x:"}


@pytest.mark.parametrize("query", [
    "CONSTRUCT { ?s :r ?o } WHERE { ?s :p ?o }",
    "construct { ?s :r ?o . ?o :back ?s } where { ?s :q|:p ?o }",
    "CONSTRUCT WHERE { ?s :p ?o . ?s :q ?b }",
    'PREFIX y: <urn:y:>\n# { CONSTRUCT\nCONSTRUCT { ?s y:r ?o ; y:t "}" } { ?s :p ?o }',
    "CONSTRUCT { ?s :r ?o ; :none ?unbound } { ?s :p ?o OPTIONAL { ?s :nothing ?unbound } }",
    "CONSTRUCT { ?s :r ?o } { ?s :p ?o } ORDER BY ?o LIMIT 2",
    "CONSTRUCT { ?s :r ?o } { { SELECT ?s (MAX(?n) AS ?o) { ?s :p ?n } GROUP BY ?s } }",
])  # fmt: skip
def test_two_steps_give_the_same_triples(query: str) -> None:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    whole = store.query(query, prefixes=PREFIXES)
    made = Construct.of(query)
    assert made is not None
    rows = store.query(made.select, prefixes=PREFIXES)
    found = made.triples([tuple(row) for row in rows], PREFIXES)  # type: ignore[union-attr]
    assert Counter(map(str, found)) == Counter(map(str, whole))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["DESCRIBE <urn:x:a>", "CONSTRUCT { :a :p 1 } { }"])
def test_what_has_no_variables_stays_as_it_is(query: str) -> None:
    assert Construct.of(query) is None
