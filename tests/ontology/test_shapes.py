"""The shapes are sound SHACL, and each tells people what is wrong and how to mend it."""

from __future__ import annotations

import re

import pyshacl
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH

KGSH = "https://w3id.org/claimgraph/shapes#"
KINDS = (SH.NodeShape, SH.PropertyShape)


def _shapes(shapes: Graph) -> list[URIRef]:
    return sorted(
        s for kind in KINDS for s in shapes.subjects(RDF.type, kind) if isinstance(s, URIRef)
    )


def test_sound_by_the_shapes_of_shacl_itself(shapes: Graph) -> None:
    fits, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert fits, text


def test_every_shape_has_a_name_of_its_own(shapes: Graph) -> None:
    for predicate in (SH.property, SH.sparql, SH["not"], SH.node):
        assert not any(isinstance(o, BNode) for o in shapes.objects(None, predicate))
    assert all(s.startswith(KGSH) for s in _shapes(shapes))


def _speaking(shapes: Graph) -> list[URIRef]:
    """Shapes whose findings people see: property shapes of a target, and targets with a rule."""
    seen: set[URIRef] = set()
    for shape in _shapes(shapes):
        if {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf} & {*shapes.predicates(shape)}:
            seen.update(o for o in shapes.objects(shape, SH.property) if isinstance(o, URIRef))
            if not list(shapes.objects(shape, SH.property)):
                seen.add(shape)
    return sorted(seen)


def test_every_finding_has_one_message_and_one_severity(shapes: Graph) -> None:
    for shape in _speaking(shapes):
        assert len(list(shapes.objects(shape, SH.message))) == 1, shape
        assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning}, shape


def test_messages_say_what_is_wrong_and_how_to_mend_it(shapes: Graph) -> None:
    cures = (
        "Add", "Mend", "Give", "Write", "Keep", "Run", "Check", "Leave", "Move", "Shorten",
        "Take", "For", "Say",
    )  # fmt: skip
    for shape in _speaking(shapes):
        text = str(shapes.value(shape, SH.message))
        sentences = re.split(r"(?<=[.?]) ", text)
        assert len(sentences) >= 2, text
        assert any(s.startswith(cures) for s in sentences[1:]), text


def test_codes_are_short_words_with_hyphens(shapes: Graph) -> None:
    codes = [str(s).removeprefix(KGSH) for s in _speaking(shapes)]
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


def test_helpers_are_used_and_silent(shapes: Graph) -> None:
    used = set(shapes.objects())
    for shape in set(_shapes(shapes)) - set(_speaking(shapes)):
        targets = {SH.targetClass, SH.targetSubjectsOf} & {*shapes.predicates(shape)}
        assert targets or shape in used, shape
        assert not list(shapes.objects(shape, SH.message)), shape


def test_sparql_constraints_keep_to_what_shacl_allows(shapes: Graph) -> None:
    for constraint in shapes.subjects(RDF.type, SH.SPARQLConstraint):
        query = str(shapes.value(constraint, SH.select))
        assert "$this" in query
        assert not re.search(r"\b(MINUS|VALUES|SERVICE)\b", query)
