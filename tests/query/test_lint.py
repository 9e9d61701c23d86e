"""The lint tells what is slow or wrong where it is, and is silent about what is right."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.lint.advice import Advice
from kg.query.lint.lint import lint
from kg.query.run import query
from kg.query.saved import queries

SHAPES = [
    # code, query, the words it points at, words of the cure
    ("slow-not-exists", ("SELECT ?c { ?c a kg:Claim FILTER NOT EXISTS "
     "{ ?c kg:attribution ?s . ?s kg:basis basis:printed } }"), "NOT EXISTS", "MINUS { … }"),
    ("slow-not-exists", ("SELECT ?c { ?c a kg:Claim FILTER NOT EXISTS "
     "{ ?c kg:attribution/kg:basis basis:printed } }"), "NOT EXISTS", "MINUS { … }"),
    ("slow-not-exists", ("SELECT ?c { ?c kg:kind ?k FILTER(?k = kind:plan || NOT EXISTS "
     "{ ?c kg:attribution ?s . ?s kg:basis basis:printed }) }"), "NOT EXISTS", "OPTIONAL"),
    ("slow-exists", ("SELECT ?c { ?c a kg:Claim FILTER EXISTS "
     "{ ?c kg:attribution [ kg:basis basis:printed ] } }"), "EXISTS", "SELECT DISTINCT ?c"),
    ("cartesian-product", "SELECT * { ?a kg:agent ?b . ?c kg:cue ?d }", "?c kg:cue ?d", "belong"),
    ("cartesian-product", "SELECT * { ?pledge kg:pledgedBy ?who . ?plege kg:pledgedTo ?whom }",
     "?plege kg:pledgedTo ?whom", "?plege and ?pledge to be one variable?"),
    ("cartesian-product", "SELECT * { ?a kg:agent ?b OPTIONAL { ?c kg:cue ?d } }",
     "OPTIONAL { ?c kg:cue ?d }", "belong"),
    ("joined-by-filter", "SELECT * { ?a kg:agent ?b . ?c kg:cue ?d FILTER(?a = ?c) }", "?a = ?c",
     "write ?a in both places"),
    ("idle-minus", "SELECT * { ?a kg:agent ?b MINUS { ?c kg:cue ?d } }", "MINUS", "variable in it"),
    ("idle-minus", "SELECT * { MINUS { ?a kg:cue ?d } ?a kg:agent ?b }", "MINUS", "behind the"),
    ("open-path", "SELECT * { ?a kg:partOf* ?b }", "kg:partOf*", "kg:partOf+"),
    ("filter-equals", "SELECT ?c { ?c kg:about ?x FILTER(?x = :uk) }", "?x = :uk", "place of ?x"),
    ("filter-equals", "SELECT ?c { ?c kg:about ?x FILTER(sameTerm(:uk, ?x)) }",
     "sameTerm(:uk, ?x)", "write :uk"),
    ("filter-in", "SELECT ?c { ?c kg:about ?x FILTER(?x IN (:uk, :eu)) }", "?x IN (:uk, :eu)",
     "VALUES ?x { :uk :eu }"),
    ("filter-in", "SELECT ?c { ?c kg:about ?x FILTER(?x = :uk || ?x = :eu) }",
     "?x = :uk || ?x = :eu", "VALUES ?x { :uk :eu }"),
    ("behind-optional", ("SELECT * { ?p a kg:Pledge OPTIONAL { ?p kg:amount ?n } "
     "?p kg:pledgedBy ?who }"), "?p kg:pledgedBy ?who", "put every OPTIONAL behind"),
    ("behind-optional", ("SELECT * { ?p a kg:Pledge OPTIONAL { ?p kg:amount ?n } BIND(1 AS ?x) "
     "GRAPH ?c { ?p kg:pledgedBy ?who } ?who rdfs:label ?name }"),
     "GRAPH ?c { ?p kg:pledgedBy ?who }", "put every OPTIONAL behind"),
    ("optional-undone", ("SELECT * { ?p kg:pledgedBy ?w OPTIONAL { ?p kg:amount ?n } "
     "FILTER(?n > 5) }"), "?n > 5", "inside the OPTIONAL"),
    ("unbound-variable", "SELECT ?plege { ?pledge kg:pledgedBy :uk }", "?plege", "?pledge?"),
    ("unbound-variable", "SELECT ?p { ?p kg:amount ?n FILTER(?m > 5) }", "?m", "bind it"),
    ("unbound-variable", "CONSTRUCT { ?p kg:amount ?m } { ?p kg:amount ?n }", "?m", "bind it"),
    ("unbound-variable", "SELECT ?p { ?p kg:amount ?n } ORDER BY ?amount", "?amount", "bind it"),
    ("out-of-scope", "SELECT ?p { ?p kg:amount ?n { FILTER(?n > 5) } UNION { ?p kg:share ?s } }",
     "?n", "put it into the group"),
    ("out-of-scope", "SELECT * { BIND(?n * 2 AS ?m) ?p kg:amount ?n }", "?n", "behind the pattern"),
    ("misspelt-variable", ("SELECT ?claim { ?claim kg:about ?x . ?x kg:partOf ?amount, ?amuont . "
     "?amount kg:kind ?claim }"), "?amuont", "?amount?"),
    ("needless-distinct", "SELECT DISTINCT ?w (COUNT(*) AS ?n) { ?p kg:pledgedBy ?w } GROUP BY ?w",
     "DISTINCT", "take DISTINCT out"),
    ("needless-order", "SELECT ?w { { SELECT ?w { ?p kg:pledgedBy ?w } ORDER BY ?w } }", "ORDER",
     "LIMIT"),
    ("equal-counted-once", "SELECT (SUM(DISTINCT ?n) AS ?sum) { ?p kg:amount ?n }", "SUM(DISTINCT",
     "choose the things first"),
]  # fmt: skip

SOUND = [
    "SELECT * { ?p a kg:Pledge ; kg:pledgedBy ?who OPTIONAL { ?p kg:amount ?n } }",
    "SELECT * { ?a a kg:Pledge . ?b a kg:Pledge FILTER(STR(?a) < STR(?b)) }",
    (
        "SELECT (?a / ?b AS ?r) { { SELECT (COUNT(*) AS ?a) { ?x a kg:Claim } } "
        "{ SELECT (COUNT(*) AS ?b) { ?y a kg:Passage } } }"
    ),
    "SELECT * { ?c kg:about :uk . :uk rdfs:label ?name }",
    "SELECT * { ?c kg:about :uk . BIND(:uk AS ?it) ?it rdfs:label ?name }",
    "SELECT * { VALUES ?x { :uk } ?c kg:about ?x . BIND(5 AS ?n) }",
    "SELECT * { ?c kg:about ?x GRAPH ?c { ?p kg:amount ?n } }",
    "SELECT ?c { ?c kg:about ?x ; kg:kind kind:plan FILTER(?x IN (:uk, :eu)) }",
    "SELECT ?c { ?c a kg:Claim FILTER NOT EXISTS { ?c kg:restates ?d ; kg:kind ?k } }",
    "SELECT ?c { ?c kg:publishedIn ?s FILTER NOT EXISTS { ?d kg:restates ?c; kg:publishedIn ?s } }",
    "SELECT ?c { ?c a kg:Claim MINUS { ?c kg:attribution ?s . ?s kg:basis basis:printed } }",
    "SELECT ?p { ?p a kg:Pledge OPTIONAL { ?p kg:amount ?n } FILTER(!BOUND(?n) || ?n > 5) }",
    "SELECT ?p { ?p a kg:Pledge OPTIONAL { ?p kg:amount ?n FILTER(?n > 5) } }",
    "SELECT ?p { ?p kg:amount ?n FILTER(?n = 5300000000) }",
    (
        "SELECT ?who (SUM(?n) AS ?sum) { ?p kg:pledgedBy ?who ; kg:amount ?n } "
        "GROUP BY ?who HAVING(SUM(?n) > 5) ORDER BY DESC(?sum)"
    ),
    "SELECT ?x { :uk kg:partOf* ?x }",
    "SELECT * { ?p a kg:Pledge OPTIONAL { ?p kg:unit ?u } ?u skos:prefLabel ?unit }",
    "SELECT * { ?p a kg:Pledge OPTIONAL { ?p kg:unit ?u } MINUS { ?p kg:share ?s } ?p kg:to ?t }",
    "SELECT * { OPTIONAL { :uk kg:note ?n } ?p kg:pledgedBy :uk ; kg:note ?n }",
    "SELECT ?c { ?c kg:about ?_thing_id FILTER(?_thing_id != :eu) }",
    "ASK { ?a a kg:Pledge . ?b a kg:Person }",
    "SELECT ?from ?form { ?x kg:from ?from . ?y kg:form ?form . ?c kg:about ?x, ?y }",
    "DESCRIBE :uk",
]


def words(asked: str, found: Advice) -> str:
    return asked[found.start : found.end]


@pytest.mark.parametrize(("code", "asked", "place", "cure"), SHAPES)
def test_what_is_slow_or_wrong_is_told_where_it_is(
    code: str, asked: str, place: str, cure: str, graph: Graph
) -> None:
    found = [advice for advice in lint(graph, asked) if advice.code == code]
    assert [words(asked, advice) for advice in found] == [place]
    assert cure in found[0].cure
    assert (found[0].line, found[0].column) == (1, found[0].start + 1)


@pytest.mark.parametrize("asked", SOUND)
def test_what_is_right_is_left_alone(asked: str, graph: Graph) -> None:
    shapes = {code for code, *_ in SHAPES}
    assert [advice.told(asked) for advice in lint(graph, asked) if advice.code in shapes] == []


def test_nothing_is_to_be_said_of_the_bundled_queries(graph: Graph) -> None:
    told = {saved.name: lint(graph, saved.text) for saved in queries()}
    assert {name: advice for name, advice in told.items() if advice} == {}


@pytest.mark.parametrize("asked", [asked for _, asked, *_ in SHAPES])
def test_a_rewritten_query_gives_the_same_rows(asked: str, graph: Graph) -> None:
    for advice in lint(graph, asked):
        if advice.rewrite:
            assert advice.rewrite != asked
            with query(graph, asked) as before, query(graph, advice.rewrite) as after:
                assert sorted(after.variables) == sorted(before.variables)
                assert sorted(map(str, after.rows())) == sorted(map(str, before.rows()))


IN_THIS_GRAPH = [
    ("no-such-class", "SELECT ?x { ?x a kg:Pldge }", "kg:Pldge", "did you mean kg:Pledge ("),
    ("no-such-class", "SELECT ?x { ?x a kg:Actor }", "kg:Actor", "kg:Organization ("),
    ("no-such-property", "SELECT ?x { ?x kg:ammount ?n }", "kg:ammount", "kg:amount ("),
    ("no-such-property", "SELECT ?x { ?x kg:passage/kg:strat ?n }", "kg:strat", "kg:start ("),
    ("no-such-property", "SELECT ?x { ?x schema:name ?n }", "schema:name", "rdfs:label ("),
    ("no-such-property", "SELECT ?x { ?x schema:about ?n }", "schema:about", "kg:about ("),
    ("no-such-thing", "SELECT ?x { ?x kg:status status:anounced }", "status:anounced",
     "did you mean status:announced?"),
    ("no-such-thing", "SELECT ?c { ?c kg:about :olaf-schulz }", ":olaf-schulz",
     "did you mean :olaf-scholz?"),
    ("no-such-value", "SELECT ?x { ?x rdfs:label 'Olaf Scholz' }", "rdfs:label 'Olaf Scholz'",
     '"Olaf Scholz"@en'),
    ("wrong-direction", "SELECT ?x { :uk kg:pledgedBy ?x }", "kg:pledgedBy",
     "write ?x kg:pledgedBy :uk"),
    ("wrong-direction", "SELECT ?x { ?x a kg:Person ; kg:holder ?stance }", "kg:holder",
     "write ?stance kg:holder ?x"),
    ("never-together", "SELECT ?x { ?x a kg:Person ; kg:amount ?n }", "kg:amount", "kg:Pledge ("),
    ("never-together", "SELECT ?x { ?x kg:status stage:announced }", "kg:status stage:announced",
     "kg:status has status:"),
    ("not-in-graph", "SELECT ?c { GRAPH ?c { ?c kg:paraphrase ?t } }", "kg:paraphrase ?t",
     "outside of GRAPH"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "asked", "place", "cure"), IN_THIS_GRAPH)
def test_words_that_this_graph_does_not_use_are_told(
    code: str, asked: str, place: str, cure: str, graph: Graph
) -> None:
    (found,) = lint(graph, asked)
    assert (found.code, words(asked, found)) == (code, place)
    assert cure in found.cure
    rows = query(graph, asked)
    assert list(rows.rows()) == []


@pytest.mark.parametrize("asked", [
    "SELECT ?x { ?x a kg:Pledge OPTIONAL { ?x kg:supersededBy ?y } }",
    "SELECT ?x { ?x a kg:Pledge MINUS { ?x kg:status status:lapsed } }",
    "SELECT ?x { ?x a kg:Pledge FILTER NOT EXISTS { ?x kg:author ?y } }",
    "SELECT ?x FROM :uk { ?x a kg:Nothing }",
])  # fmt: skip
def test_a_known_word_may_have_no_match_where_none_is_needed(asked: str, graph: Graph) -> None:
    assert lint(graph, asked) == []


def test_a_word_that_nobody_knows_is_told_wherever_it_stands(graph: Graph) -> None:
    (found,) = lint(graph, "SELECT ?x { ?x a kg:Pledge OPTIONAL { ?x kg:amuont ?y } }")
    assert (found.code, "kg:amount (" in found.cure) == ("no-such-property", True)


def test_own_prefixes_and_variables_of_any_name_are_understood(graph: Graph) -> None:
    asked = (
        "PREFIX mine: <https://w3id.org/claimgraph/ns#>\n"
        "SELECT ?key ?c ?n ?v { ?key a mine:Person ; mine:amount ?n . ?c ?v ?key }"
    )
    (found,) = lint(graph, asked)
    assert (found.code, found.line) == ("never-together", 2)


def test_advice_shows_line_caret_and_cure(graph: Graph) -> None:
    asked = "SELECT ?x {\n  ?x a kg:Pldge\n}"
    (found,) = lint(graph, asked)
    told = found.told(asked).split("\n")
    assert told[0] == "line 2, column 8: nothing in this graph is a kg:Pldge [no-such-class]"
    assert told[1:3] == ["   2 |   ?x a kg:Pldge", " " * 14 + "^" * 8]
    assert told[3].startswith("  did you mean kg:Pledge (")


@pytest.mark.parametrize("asked", ["SELECT * {", "ASK { SERVICE <u:u> {} }", "'\ud800'"])
def test_what_cannot_be_asked_is_refused(asked: str, graph: Graph) -> None:
    with pytest.raises(UsageError):
        lint(graph, asked)


def test_what_takes_too_long_to_look_up_is_not_told(graph: Graph) -> None:
    asked = "SELECT ?x { ?x a kg:Person ; kg:amount ?n }"
    assert lint(graph, asked, seconds=1e-6) == []
