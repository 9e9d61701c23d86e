"""SHACL over the completed data set; each result is brought back to the file and line it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.files import resource
from kg.findings import Finding, Mark, Severity
from kg.records.complete import Completed
from kg.records.index import Place
from kg.records.project import Project
from kg.words import SHAPES

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"


def check_shapes(
    project: Project, completed: Completed, quads: Iterable[ox.Quad]
) -> Iterator[Finding]:
    """Yield a finding for each SHACL result of the data set's default graph (SHACL 1.0, pyshacl)."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    for quad in quads:
        if quad.graph_name == ox.DefaultGraph():
            data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    shapes = rdflib.Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False)
    for result in report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_SH}ValidationResult")):
        yield _finding(project, completed, _fields(report, result))


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    return rdflib.BNode(getattr(term, "value", None))


def _fields(report: rdflib.Graph, result: rdflib.term.Node) -> dict[str, str]:
    return {
        str(predicate).removeprefix(_SH): str(value)
        for predicate, value in report.predicate_objects(result)
    }


def _finding(project: Project, completed: Completed, fields: dict[str, str]) -> Finding:
    focus = fields.get("focusNode", "").removeprefix(project.base)
    path = fields.get("resultPath", "").rpartition("#")[2]
    file, mark = project.folder, Mark(1, 1)
    place = completed.places.get(focus)
    if place is not None:
        file, mark = place.document.file, _mark(place, path)
    severity = (
        Severity.ERROR if fields["resultSeverity"].endswith("Violation") else Severity.WARNING
    )
    code = fields.get("sourceShape", "").removeprefix(SHAPES)
    what = f"{focus}: {fields.get('resultMessage', 'does not fit its shape')}"
    return Finding(file, mark, severity, code, what)


def _mark(place: Place, path: str) -> Mark:
    route = (*place.route, path)
    if route in place.document.keys:
        return place.document.keys[route]
    return place.document.mark(place.route)
