"""Values become terms; no value changes a query's shape, on any engine."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Variable
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.declared import Declaration, parameters
from kg.query.parameters import bound
from kg.sparql import tokens

XSD = "http://www.w3.org/2001/XMLSchema#"


def bind(query: str, graph: Graph, *declared: Declaration, **values: Any) -> str:
    return bound(query, parameters(query, declared), values, graph)


@pytest.mark.parametrize(
    ("variable", "value", "term"),
    [
        ("?_x", 'it\'s "so"', '"it\'s \\"so\\""'),
        ("?_x_en", "so", '"so"@en'),
        ("?_x_integer", "25", f'"25"^^<{XSD}integer>'),
        ("?_x_integer", -3, f'"-3"^^<{XSD}integer>'),
        ("?_x_decimal", " 2.50 ", f'"2.50"^^<{XSD}decimal>'),
        ("?_x_decimal", Decimal("1E+3"), f'"1000"^^<{XSD}decimal>'),
        ("?_x_date", "2025-03-20", f'"2025-03-20"^^<{XSD}date>'),
        ("?_x_date", dt.date(2025, 3, 20), f'"2025-03-20"^^<{XSD}date>'),
        ("?_x_iri", "kg:Pledge", "<https://w3id.org/claimgraph/ns#Pledge>"),
        ("?_x_iri", "ex:a", "<https://example.org/a>"),
        ("?_x_iri", "<u:x>", "<u:x>"),
        ("?_x_iri", ox.NamedNode("u:y"), "<u:y>"),
        ("?_x_id", "uk", "<https://example.org/study/uk>"),
        ("?_x_id", "united kingdom", "<https://example.org/study/uk>"),
        ("?_x_id", "Britain", "<https://example.org/study/uk>"),
        ("?_x_gYear", "2025", f'"2025"^^<{XSD}gYear>'),
    ],
)
def test_each_type_gives_its_term(variable: str, value: Any, term: str, small: Graph) -> None:
    text = bind(f"SELECT * {{ ?s ?p {variable} }}", small, x=value)
    assert text == f"SELECT * {{ ?s ?p {term} }}"


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("?_x_integer", "2.5", "x must be a whole number"),
        ("?_x_integer", "٣", "x must be a whole number"),
        ("?_x_decimal", "1,000", "x must be a number"),
        ("?_x_decimal", float("nan"), "x must be a number"),
        ("?_x_date", "20 March", "x must be a day"),
        ("?_x_date", "2025-02-30", "x must be a day"),
        ("?_x_iri", "a b", "x must be an IRI"),
        ("?_x_iri", "u:a> } #", "x must be an IRI"),
        ("?_x", "\ud800", "x must be a text"),
        ("?_x_id", "Untied Kingdom", "x: nothing in this graph"),
    ],
)
def test_a_wrong_value_names_parameter_type_and_cure(
    variable: str, value: Any, told: str, small: Graph
) -> None:
    with pytest.raises(UsageError, match=told) as fault:
        bind(f"SELECT * {{ ?s ?p {variable} }}", small, x=value)
    assert "for example: x=" in fault.value.cure or "did you mean" in fault.value.cure


def test_everything_missing_is_told_at_once(small: Graph) -> None:
    query = "SELECT * { ?_who_id ?p ?_n_integer ; ?q ?__maybe }"
    with pytest.raises(UsageError, match="wants to be told who and n") as fault:
        bind(query, small, Declaration("who", label="an actor"))
    assert "who: an actor" in fault.value.cure
    assert "n: a whole number, such as 25" in fault.value.cure


def test_an_unknown_parameter_is_told(small: Graph) -> None:
    with pytest.raises(UsageError, match="no parameter 'woh'") as fault:
        bind("SELECT * { ?s ?p ?_who }", small, woh="x")
    assert fault.value.cure == "did you mean who?"


def test_a_value_outside_the_choices_is_told(small: Graph) -> None:
    declared = Declaration("how", choices=("planned", "proposed"))
    with pytest.raises(UsageError) as fault:
        bind("SELECT * { ?s ?p ?_how }", small, declared, how="planed")
    assert fault.value.cure == "did you mean planned?"


def test_defaults_are_used_and_optional_parameters_stay_variables(small: Graph) -> None:
    declared = Declaration("n", default="3")
    text = bind("SELECT * { ?s ?p ?_n_integer, ?__more }", small, declared)
    assert text == f'SELECT * {{ ?s ?p "3"^^<{XSD}integer>, ?__more }}'


def test_a_limit_is_given_as_digits(small: Graph) -> None:
    text = bind("SELECT * { ?s ?p ?o } LIMIT ?_n_integer OFFSET ?_m_integer", small, n=5, m="7")
    assert text == "SELECT * { ?s ?p ?o } LIMIT 5 OFFSET 7"


def test_a_parameter_that_stands_in_an_iri_is_told(small: Graph) -> None:
    with pytest.raises(UsageError, match="read as one IRI"):
        bind("SELECT * { ?a ?b ?_x FILTER(?a<?_x&&?b>1) }", small, x="1")


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            ['"', "'", '"""', "\\", "\\u0022", "\\U00000022", "}", "{", "<", ">", "#", "\n", "\r",
             "\t", "\0", "\x1b", "0041", "@en", "^^", ". ?x ?y ?z", "SERVICE <u:u> {}", "?_x",
             "*/", "--", ";", "é", "\u2028", "\U0001f600", "u", "U"]
        ),
        max_size=8,
    ).map("".join),
)  # fmt: skip
QUERY = (
    """SELECT ?s { ?s ?p ?_x ; ?q "own \\\\u0041" FILTER(STR(?_x) = 'a' || ?s < ?_x) } LIMIT 5"""
)


def kinds(query: str) -> list[str]:
    return [token.kind for token in tokens(query) if token.kind != "space"]


def shape(tree: Any) -> Any:
    """Return a parse tree of rdflib without its terms."""
    if isinstance(tree, CompValue):
        return (tree.name, sorted((key, shape(tree[key])) for key in tree))
    if isinstance(tree, Node) and not isinstance(tree, Variable):
        return type(tree).__name__
    if isinstance(tree, str):
        return str(tree)
    return [shape(part) for part in tree] if hasattr(tree, "__iter__") else str(tree)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_no_text_changes_the_shape_of_a_query(small: Graph, value: str) -> None:
    try:
        text = bind(QUERY, small, x=value)
    except UsageError:
        assert any("\ud800" <= char <= "\udfff" for char in value)
        return
    harmless = bind(QUERY, small, x="harmless")
    assert kinds(text) == kinds(harmless)
    assert shape(parseQuery(text)) == shape(parseQuery(harmless))
    store = ox.Store()
    answer = store.query(bind("SELECT (?_x AS ?y) {}", small, x=value))
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["y"] for row in answer] == [ox.Literal(value)]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE, st.sampled_from(["iri", "id", "integer", "decimal", "date"]))
def test_no_value_of_another_type_does_either(small: Graph, value: str, kind: str) -> None:
    query = QUERY.replace("?_x", f"?_x_{kind}")
    try:
        text = bind(query, small, x=value)
    except UsageError:
        return
    term = ["iri"] if kind in {"iri", "id"} else ["string", "sign", "sign", "iri"]
    expected = [
        part for token in kinds_with_text(query) for part in (term if token[1] else [token[0]])
    ]
    assert kinds(text) == expected


def kinds_with_text(query: str) -> list[tuple[str, bool]]:
    found = (token for token in tokens(query) if token.kind != "space")
    return [(token.kind, token.text.startswith("?_x_")) for token in found]
