"""The reference for the shapes: pyshacl, asked about the same triples."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from kg.check.shacl.graph import ShapesGraph
from kg.check.shacl.run import violations

Found = set[tuple[str, str]]
Compare = Callable[[ox.Store, ShapesGraph], tuple[Found, Found]]


@pytest.fixture(scope="session")
def compare() -> Compare:
    """Return a function that gives what we find and what pyshacl finds: focus node and shape."""
    return lambda store, shapes: (_ours(store, shapes), _reference(store, shapes))


def _ours(store: ox.Store, shapes: ShapesGraph) -> Found:
    return {(fault.focus.value, fault.check.shape) for fault in violations(store, shapes)}


def _reference(store: ox.Store, shapes: ShapesGraph) -> Found:
    data = rdflib.Graph()
    for quad in store:
        data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    _, report, _ = pyshacl.validate(data, shacl_graph=_read(shapes.file))
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.objects(None, SH.result)
    }


@cache
def _read(file: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(file)


def _term(term: object) -> rdflib.term.Identifier:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        kind = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)
    assert isinstance(term, ox.BlankNode)
    return rdflib.BNode(term.value)
