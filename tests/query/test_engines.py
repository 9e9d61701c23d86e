"""One meaning on every engine: bound as tokens, a query gives rdflib's engine the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.query.declared import parameters
from kg.query.explain.explain import asked_text
from kg.query.parameters import bound
from kg.query.saved import queries
from tests.query.conftest import BASE

XSD = "http://www.w3.org/2001/XMLSchema#"
DATA = f"""
@prefix : <{BASE}> . @prefix xsd: <{XSD}> .
:a :text "it's \\"so\\"", "}} # ?x" ; :in "gruß"@de ; :whole 25 ; :part 2.5 ;
  :day "2025-03-20"^^xsd:date ; :to <https://example.org/x?y=1&z=%20#f> ; :year "2025"^^xsd:gYear .
:b :text "so" ; :in "gruß"@en ; :whole 26 ; :part 2.50 ; :day "2025-03-21"^^xsd:date ; :to :a .
"""
TYPES = [
    ("?_x", ":text", "it's \"so\""), ("?_x", ":text", "} # ?x"), ("?_x_de", ":in", "gruß"),
    ("?_x_integer", ":whole", "25"), ("?_x_decimal", ":part", "2.5"),
    ("?_x_date", ":day", "2025-03-20"), ("?_x_iri", ":to", "https://example.org/x?y=1&z=%20#f"),
    ("?_x_gYear", ":year", "2025"),
]  # fmt: skip


def rows(engine: object, text: str) -> Counter[str]:
    """Return the rows of pyoxigraph or rdflib as texts, plain literals alike."""
    if isinstance(engine, ox.Store):
        answer = engine.query(text, base_iri=BASE, prefixes={"": BASE})
        assert isinstance(answer, ox.QuerySolutions)
        return Counter(" ".join(str(term) for term in row) for row in answer)
    assert isinstance(engine, rdflib.Graph)
    found = engine.query(text, initNs={"": BASE})
    return Counter(
        " ".join("None" if term is None else term.n3() for term in row)  # type: ignore[union-attr]
        for row in found
    )


@pytest.mark.parametrize(("variable", "verb", "value"), TYPES)
@pytest.mark.parametrize("place", ["?s {verb} {it}", "?s {verb} ?v FILTER(?v = {it})"])
def test_each_type_of_parameter_has_one_meaning(
    variable: str, verb: str, value: str, place: str, small: Graph
) -> None:
    store, graph = ox.Store(), rdflib.Graph()
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    graph.parse(data=DATA, format="turtle")
    asked = f"SELECT ?s {{ {place.format(verb=verb, it=variable)} }}"
    text = bound(asked, parameters(asked), {"x": value}, small)
    ours = rows(store, text)
    assert ours == rows(graph, text)
    assert f"<{BASE}a>" in ours


SLOW: dict[str, str] = {}


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> Iterator[rdflib.Dataset]:
    """Return the founding corpus in rdflib's own memory store."""
    made = rdflib.Dataset()
    made.parse(data=bytes(graph.engine.dump()), format="nquads")
    yield made
    made.close()


@pytest.mark.parametrize("name", [saved.name for saved in queries()])
def test_a_saved_query_gives_rdflib_the_same_rows(
    name: str, graph: Graph, dataset: rdflib.Dataset
) -> None:
    if name in SLOW:
        pytest.skip(SLOW[name])
    saved = next(one for one in queries() if one.name == name)
    text = asked_text(graph, saved, saved.about.example)
    answer = graph.engine.query(text)
    assert isinstance(answer, Rows)
    ours = Counter(" ".join(str(term) for term in row) for row in answer)
    found = dataset.query(text, initNs=dict(graph.prefixes), base=graph.manifest.base)
    theirs = Counter(" ".join("None" if t is None else t.n3() for t in row) for row in found)
    assert ours == theirs
