"""What is wrong with a query is told in our own words, with the place and a hint."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.run import query
from kg.query.saved import queries
from kg.query.syntax import explain
from kg.words import PREFIXES

FAULTS = [
    ("SELECT * { ?s a kgg:Pledge }", 1, 17, "the prefix kgg: is not known", "did you mean kg?"),
    ("SELECT * { ?s a zz:Pledge }", 1, 17, "the prefix zz:", "PREFIX zz:"),
    ("SELECT *\n{ ?s a kg:Pledge", 2, 1, "this { is not closed", "put a }"),
    ("SELECT * { ?s a kg:Pledge }}", 1, 28, "this } closes nothing", "take it out"),
    ("SELECT * { ?s a (1 }", 1, 20, "this } closes nothing", "the ( before it is still open"),
    ("SELEC * { ?s ?p ?o }", 1, 1, "a query begins with SELECT", "did you mean SELECT?"),
    ("PREFIX a: <u:>\nSELCT * { }", 2, 1, "a query begins with SELECT", "did you mean SELECT?"),
    ('SELECT * { ?s a "x }', 1, 17, "this text is not closed", 'put a " at its end'),
    ("SELECT * { ?s ?p ?o FILTR(?o) }", 1, 21, "no word 'FILTR'", "did you mean FILTER"),
    ("SELECT * { s ?p ?o }", 1, 12, "no word 's'", "?s is a variable"),
    ("SELECT * { ?s <a b> ?o }", 1, 15, "an IRI holds no spaces", "%20"),
    ("SELECT * { ?s kg:amount 5 6 }", 1, 27, "has its object already", "commas"),
    ("SELECT * { ?s ?p }", 1, 12, "cannot be read on from here", "a subject, a predicate"),
    ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 8, "neither grouped", "GROUP BY"),
    ("", 1, 1, "the query is empty", "SELECT"),
    ("?p a kg:Pledge", 1, 1, "a query begins with SELECT", "SELECT * WHERE {"),
    ("pledges by uk", 1, 1, "a query begins with SELECT", "kg queries"),
    ("SELECT * { ?p a Pledge }", 1, 17, "no word 'Pledge'", "kg:Pledge a word of the model"),
    ("SELECT * { ?p a kg.Pledge }", 1, 17, "ends with a colon", "kg:Name"),
    ("SELECT * { ?p rdfs:label “gift” }", 1, 26, "typographic", "write \" or '"),
    ("SELECT * { ?p rdfs:label ‘gift’ }", 1, 26, "typographic", "write \" or '"),
    ("SELECT * FROM claims", 1, 15, "SPARQL has no tables", "SELECT * WHERE {"),
    ("SELECT TOP 5 ?p { ?p a kg:Pledge }", 1, 8, "no TOP", "LIMIT 5"),
    ("SELECT ?p, ?n { ?p kg:amount ?n }", 1, 10, "parted by spaces", "take the comma out"),
    ("SELECT DISTINCT(?p) { ?p a kg:Pledge }", 1, 16, "without brackets", "?p"),
    ("SELECT ?w COUNT(?p) { ?p kg:pledgedBy ?w }", 1, 11, "with a name", "AS ?number"),
    ("SELECT ?w (COUNT(?p)) { ?p kg:pledgedBy ?w }", 1, 11, "needs a name", "AS ?number"),
    (
        "SELECT ?w ?p (COUNT(?p) AS ?n) { ?p kg:pledgedBy ?w } GROUP BY ?w",
        1,
        11,
        "neither grouped",
        "GROUP BY",
    ),
    ("SELECT * ?p kg:pledgedBy :uk", 1, 1, "stands in braces", "SELECT … WHERE { … }"),
    ("ASK ?p a kg:Pledge", 1, 1, "stands in braces", "ASK … WHERE { … }"),
    ("SELECT * { ?p kg:pledgedBy ?w\n ?p kg:amount ?n }", 2, 2, "has no end", "a dot before it"),
    ("SELECT * { ?p kg:amount ?n ?n > 5 }", 1, 28, "a condition stands in a FILTER", "FILTER("),
    ("SELECT * { ?p kg:amount ?n FILTER ?n > 5 }", 1, 35, "in brackets", "FILTER(?n > 5)"),
    ("SELECT * { ?p kg:amount ?n FILTER(?n > 5 AND ?n < 9) }", 1, 42, "no AND", "&&"),
    ("SELECT * { ?p kg:amount ?n OR ?p kg:share ?n }", 1, 28, "no OR", "UNION"),
    ("SELECT * { ?p kg:amount ?n FILTER(?n == 5) }", 1, 39, "one =", "take one out"),
    ("SELECT * { ?p kg:amount ?n FILTER(?n <> 5) }", 1, 38, "no <>", "!="),
    ("SELECT * { ?p rdfs:label ?n FILTER(?n LIKE 'a%') }", 1, 39, "no LIKE", "CONTAINS"),
    ("SELECT * { ?p kg:date 2025-03-20 }", 1, 28, "a day is a text", "^^xsd:date"),
    ("SELECT * { ?p a kg:Pledge ; ?p kg:amount ?n }", 1, 29, "not said again", "take ?p out"),
    ("SELECT * { ?p a kg:Pledge, kg:amount ?n }", 1, 28, "another object", "stands ;"),
    ("SELECT * { a kg:Pledge }", 1, 12, "the subject is missing", "?thing a kg:Pledge"),
    ("SELECT * { ?p a kg:Pledge OPTIONAL ?p kg:amount ?n }", 1, 36, "a group", "OPTIONAL {"),
    ("SELECT * { ?p a kg:Pledge UNION { ?p a kg:Claim } }", 1, 27, "both sides", "UNION {"),
    ("SELECT * { GRAPH ?c ?p a kg:Pledge }", 1, 12, "a name and a group", "GRAPH ?claim {"),
    ("SELECT * { VALUES ?p (:a :b) }", 1, 12, "the values stand in braces", "{ :a :b }"),
    ("SELECT * { ?p a kg:Pledge NOT EXISTS { ?p kg:amount ?n } }", 1, 27, "in a FILTER", "MINUS"),
    ("SELECT * { :uk kg:pledgedBy^ ?p }", 1, 28, "before its property", "^kg:pledgedBy"),
    ("SELECT ?a-b { ?a-b a kg:Pledge }", 1, 11, "has no -", "_"),
    (
        "SELECT * { ?p a kg:Pledge } LIMIT 5 ORDER BY ?p",
        1,
        37,
        "ORDER stands before LIMIT",
        "GROUP BY, HAVING, ORDER BY, LIMIT",
    ),
    ("SELECT * { ?p a kg:Pledge } LIMIT 5 LIMIT 6", 1, 37, "LIMIT is there twice", "keep one"),
    ("SELECT * { ?p a kg:Pledge } LIMIT many", 1, 35, "no word 'many'", ""),
    ("SELECT * { ?p a kg:Pledge } ORDER ?p", 1, 29, "behind ORDER stands BY", "ORDER BY"),
    ("SELECT * { ?p a kg:Pledge } ORDER BY ?p DESC", 1, 41, "before its variable", "DESC(?thing)"),
    ("SELECT * { ?p kg:amount ?n } WHERE ?n > 5", 1, 30, "is there already", "braces"),
    ("SELECT * { ?p a kg:Pledge };", 1, 28, "nothing stands between", "take the ; out"),
    ("PREFIX kg <u:u> ASK {}", 1, 8, "no colon", "PREFIX kg: <…>"),
    ("PREFIX kg: u:u ASK {}", 1, 12, "angle brackets", "<https://…>"),
    ("PREFIX kg: <u:u>; ASK {}", 1, 17, "between PREFIX and the query", "take the ; out"),
    ("@prefix kg: <u:u> . ASK {}", 1, 1, "this is Turtle", "PREFIX kg: <…>"),
    ("CONSTRUCT ?a ?b ?c WHERE { ?a ?b ?c }", 1, 11, "stand in braces", "CONSTRUCT { … }"),
    ("SELECT * { ?s ?p '\ud800' }", 0, 0, "lone surrogate", "UTF-8"),
]


LEGAL = [
    "SELECT * { :uk ^kg:pledgedBy ?p ; a kg:Organization , kg:Group . ?p kg:amount ?n }",
    "SELECT * { VALUES ?x { :a :b :c :d :e :f } ?s ?p ?x . [ a kg:Pledge ] kg:amount 5 }",
    "CONSTRUCT { ?a ?b ?c } WHERE { { ?a ?b ?c } UNION { ?c ?b ?a } } ORDER BY ?a LIMIT 5 OFFSET 2",
    "SELECT ?w (COUNT(?p) AS ?n) { ?p kg:pledgedBy ?w } GROUP BY ?w HAVING COUNT(?p) > 5 LIMIT 1",
    "PREFIX a: <u:u#> SELECT * { ?s a:b/a:c* true ; a ?c FILTER NOT EXISTS { ?s a a:D } }",
    "ASK { ?s ?p ?o FILTER(?o - 2025 - 3 < 5 && ?o != 'or' || ?s IN (:a, :b)) }",
    *(saved.text for saved in queries()),
]


@pytest.mark.parametrize("text", LEGAL)
def test_no_slip_is_seen_in_what_is_right(text: str) -> None:
    fault = explain(text, "error at 1:1", [*PREFIXES, ""])
    assert "the query cannot be read on from here" in fault.what


def test_names_with_several_dots_are_read(small: Graph) -> None:
    asked = "PREFIX ec: <https://example.org/> SELECT ?x { VALUES ?x { ec:1.1.1.353 ec:1.-.-.- } }"
    with query(small, asked) as result:
        found = [str(row[0]) for row in result.rows()]
    assert found == ["<https://example.org/1.1.1.353>", "<https://example.org/1.-.-.->"]
    with pytest.raises(UsageError, match="the prefix ecc: is not known"):
        query(small, "SELECT ?x { VALUES ?x { ecc:1.1.1.353 } }")


@pytest.mark.parametrize(("text", "line", "column", "what", "cure"), FAULTS)
def test_slips_are_named_where_they_are(
    text: str, line: int, column: int, what: str, cure: str, small: Graph
) -> None:
    with pytest.raises(UsageError) as fault:
        query(small, text)
    assert what in fault.value.what
    assert cure in fault.value.cure
    if line:
        assert f"line {line}, column {column}:" in fault.value.what


def test_the_line_is_shown_with_a_caret(small: Graph) -> None:
    with pytest.raises(UsageError) as fault:
        query(small, "SELECT *\n{ ?s a kgg:Pledge ;\n  kg:amount ?n }")
    assert fault.value.what.split("\n")[1:] == [
        "   2 | { ?s a kgg:Pledge ;",
        "       " + " " * 7 + "^" * len("kgg:Pledge"),
    ]


def test_a_long_line_is_shown_around_its_fault(small: Graph) -> None:
    with pytest.raises(UsageError) as fault:
        query(small, f"SELECT * {{ {'?s ?p ?o . ' * 40} ?s a kgg:Pledge }}")
    _, shown, carets = fault.value.what.split("\n")
    assert len(shown) < 120
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "kgg:Pledge"
