"""One meaning on every engine: bound as tokens, a query gives rdflib's engine the same rows."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.engine import Embedded, Rows
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
:b :text "so" ; :in "gruß"@en ; :whole 26 ; :part 2.75 ; :day "2025-03-21"^^xsd:date ; :to :a .
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


# These take rdflib from two seconds to more than the fifteen after which it was stopped.
SLOW = {
    "actors", "assessments", "claims-of-kind", "conflicts", "corroboration", "corroboration-about",
    "due", "gate-chains", "gate-dates", "gate-idle-records", "gate-parts",
    "gate-self-contradictions", "gate-split-claims", "gate-twins", "inferred-dates",
    "parts-and-wholes", "plans-and-proposals", "said-by", "shared-things", "stances",
    "stances-that-meet", "together-at-events", "together-in-claims", "together-in-paragraphs",
    "unnamed-sources", "unsourced-figures", "what-changed", "works-cited",
}  # fmt: skip
WRONG = {
    "only-in-one-source": "rdflib makes a text of the least of several IRIs, which equals no IRI",
    "sources-leaned-on": "rdflib joins no texts of which some are unbound (NotBoundError)",
    "timeline": "rdflib joins no texts of which some are unbound (NotBoundError)",
}


# rdflib 7 warns of what its own Dataset uses.
RDFLIB = "ignore:Dataset[.]:DeprecationWarning"


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> Iterator[rdflib.Dataset]:
    """Return the founding corpus in rdflib's own memory store."""
    assert isinstance(graph.engine, Embedded)
    made = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        made.parse(data=graph.engine.store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    yield made
    made.close()


@pytest.mark.filterwarnings(RDFLIB)
@pytest.mark.parametrize("name", [saved.name for saved in queries()])
def test_a_saved_query_gives_rdflib_the_same_rows(
    name: str, graph: Graph, dataset: rdflib.Dataset
) -> None:
    if name in SLOW or name in WRONG:
        pytest.skip(WRONG.get(name, "rdflib takes seconds or minutes"))
    saved = next(one for one in queries() if one.name == name)
    text = asked_text(graph, saved, saved.about.example)
    answer = graph.engine.query(text)
    assert isinstance(answer, Rows)
    ours = Counter(tuple(term and term.value for term in row) for row in answer)
    found = dataset.query(text, initNs=dict(graph.prefixes), base=graph.manifest.base)
    # As texts, for rdflib makes a literal of the least of several IRIs.
    assert ours == Counter(tuple(None if t is None else str(t) for t in row) for row in found)
