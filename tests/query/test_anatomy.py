"""A query is read into its parts, each with its place in the text."""

from __future__ import annotations

import pytest

from kg.query.anatomy.read import read, significant
from kg.query.anatomy.scope import scenes, visible
from kg.query.anatomy.triples import triples
from kg.query.receipts.parts import Triples
from kg.query.saved import queries

PATTERNS = [
    ("?s kg:p ?o", ["?s kg:p ?o"]),
    ("?s a kg:C ; kg:p 1, 2 ;; kg:q 'x'@en .", ["?s a kg:C", "?s kg:p 1", "?s kg:p 2",
                                                "?s kg:q 'x'@en"]),
    ("?s kg:p/^kg:q* ?o . ?o (kg:a|!kg:b)+ +5", ["?s kg:p/^kg:q* ?o", "?o (kg:a|!kg:b)+ +5"]),
    ("?s kg:p [ kg:q ?o ; kg:r [] ] ; kg:t ?u", ["?s kg:p []", "[] kg:q ?o", "[] kg:r []",
                                                 "?s kg:t ?u"]),
    ("[] kg:p '1'^^xsd:date", ["[] kg:p '1'^^xsd:date"]),
    ("_:x kg:p true . _:x kg:q -1.5", ["[] kg:p true", "[] kg:q -1.5"]),
    ("(1 ?x) kg:p ?o", ["(1 ?x) kg:p ?o"]),
    ("?s # a remark . ;\n ?p <u:#x>", ["?s ?p <u:#x>"]),
]  # fmt: skip


@pytest.mark.parametrize(("block", "expected"), PATTERNS)
def test_patterns_are_those_that_are_written(block: str, expected: list[str]) -> None:
    made = read(f"SELECT * {{ {block} }}")
    (element,) = made.select.where.elements
    assert isinstance(element, Triples)
    assert [pattern.text for pattern in made.patterns(element)] == expected


def test_blank_nodes_link_the_patterns_in_which_they_stand() -> None:
    made = read("SELECT * { _:x kg:p ?a . _:x kg:q ?b . ?a kg:r [ kg:s ?b ] }")
    first, second, outer, inner = made.patterns(made.select.where.elements[0])  # type: ignore[arg-type]
    assert first.subject.sparql == second.subject.sparql
    assert outer.object.sparql == inner.subject.sparql != first.subject.sparql


@pytest.mark.parametrize("block", ["?s ?p", "?s kg:p", "?s kg:p [ kg:q", "<<?s ?p ?o>> ?p ?o"])
def test_what_is_no_block_of_triples_is_refused(block: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        triples(block, significant(block))


QUERY = """\
PREFIX ex: <https://example.org/>
CONSTRUCT { ?who ex:is ?n } # not { this }
WHERE {
  ?p kg:pledgedBy ?who .
  OPTIONAL { ?p kg:amount ?n FILTER(?n > 5) }
  { ?p a kg:Pledge } UNION { GRAPH ?g { ?p a ex:Other } }
  { SELECT ?p (COUNT(*) AS ?k) WHERE { ?p ?q ?r } GROUP BY ?p }
  MINUS { ?p kg:partOf ?whole }
  FILTER NOT EXISTS { ?p kg:status ?s . ?s kg:rank ?r }
} ORDER BY ?who
"""


def test_every_group_is_found_with_its_place_and_what_it_binds() -> None:
    made = read(QUERY)
    found = list(scenes(made))
    assert [scene.kind for scene in found] == [
        "where", "optional", "union", "union", "graph", "group", "sub-select", "minus", "exists",
    ]  # fmt: skip
    assert [made.text(scene.group).split("\n")[0] for scene in found[1:5]] == [
        "?p kg:amount ?n FILTER(?n > 5)", "?p a kg:Pledge", "GRAPH ?g { ?p a ex:Other }",
        "?p a ex:Other",
    ]  # fmt: skip
    assert visible(made, made.select.where) == {"p", "who", "n", "g", "k"}
    assert found[4].graph == "?g"
    assert [scene.needed for scene in found] == [
        True, False, False, False, False, True, True, False, False,
    ]  # fmt: skip
    assert found[-1].absent


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <u:u> { ?s ?p ?o } }", "PREFIX a: <u:u>", "", "DESCRIBE <u:u>",
    "SELECT * { ?s ?p ?o",
])  # fmt: skip
def test_what_has_no_pattern_over_one_graph_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(query)


def test_every_bundled_query_can_be_read_to_the_last_part() -> None:
    for saved in queries():
        made = read(saved.text)
        for scene in scenes(made):
            for element in scene.group.elements:
                assert made.text(element)
                if isinstance(element, Triples):
                    assert made.patterns(element)
