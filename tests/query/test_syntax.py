"""What is wrong with a query is told in our own words, with the place and a hint."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.run import query

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
    ("SELECT * { s ?p ?o }", 1, 12, "no word 's'", "a variable begins with ?"),
    ("SELECT * { ?s <a b> ?o }", 1, 15, "an IRI holds no spaces", "%20"),
    ("SELECT * { ?s kg:amount 5 6 }", 1, 27, "cannot be read on from here", ""),
    ("SELECT * { ?s ?p }", 1, 12, "cannot be read on from here", "a subject, a predicate"),
    ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 1, "neither grouped", "GROUP BY"),
    ("", 1, 1, "the query is empty", "SELECT"),
    ("SELECT * { ?s ?p '\ud800' }", 0, 0, "lone surrogate", "UTF-8"),
]


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
