"""What the service and the graph say of themselves: Service Description (W3C) and VoID, as RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import kg.graph.info
from kg.graph.ask import ask, properties
from kg.graph.opened import Graph
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.protocol.media import negotiated
from kg.serve.serving import Serving
from kg.serve.web.address import address
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.show.site.read import QUERIES
from kg.words import KG, TYPE, XSD

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_CLASSES: Final = Path(kg.graph.info.__file__).with_name("info.rq")
# Names of https://www.w3.org/ns/formats/ for the formats that have one there.
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
)  # fmt: skip
_RDF: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_WRITERS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


def routes(serving: Serving) -> list[Route]:
    """Return `/.well-known/void`, where VoID says that its description lies."""

    async def void(request: Request) -> Response:
        return await description(serving, request)

    return [Route("/.well-known/void", void, methods=["GET"])]


async def description(serving: Serving, request: Request) -> Response:
    """Return the description of the service and of its graph, one document for both."""
    form = negotiated("triples", request.headers.getlist("accept"))
    if form.format not in _WRITERS:
        told = f"the description is not written as {form.format}"
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, told, f"one of: {', '.join(_WRITERS)}")
    snapshot = await serving.current.snapshot()
    here = address(request, serving.settings)
    mark = tag(snapshot.graph.manifest.digest, here, form.format)
    job = made(serving, snapshot, Task.of(_write, here, form.format))
    return await answered(serving, request, job, Form(form.media, mark))


def _write(graph: Graph, running: Running, here: str, name: str) -> None:
    found = [*_service(here, graph), *_dataset(here, graph)]
    ox.serialize(found, running.out, _WRITERS[name], prefixes=_prefixes(graph))


def _service(here: str, graph: Graph) -> Iterator[ox.Triple]:
    endpoint = f"{here}/sparql"
    service, default = f"{endpoint}#service", f"{endpoint}#default-graph"
    base = graph.manifest.base
    yield _link(service, TYPE, f"{_SD}Service")
    yield _link(service, f"{_SD}endpoint", endpoint)
    yield _link(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query")
    for name in (*_RESULTS, *_RDF):
        yield _link(service, f"{_SD}resultFormat", f"{_FORMATS}{name}")
    yield _link(service, f"{_SD}defaultDataset", base)
    yield _link(base, TYPE, f"{_SD}Dataset")
    yield _link(base, f"{_SD}defaultGraph", default)
    yield _link(default, TYPE, f"{_SD}Graph")


def _dataset(here: str, graph: Graph) -> Iterator[ox.Triple]:
    base = graph.manifest.base
    yield _link(base, TYPE, f"{_VOID}Dataset")
    yield _link(base, f"{_VOID}sparqlEndpoint", f"{here}/sparql")
    yield _link(base, f"{_VOID}vocabulary", KG)
    yield _text(base, f"{_VOID}uriSpace", base)
    for name in _RDF:
        yield _link(base, f"{_VOID}feature", f"{_FORMATS}{name}")
    if "quads" in graph.manifest.counts:
        yield _number(base, "triples", graph.manifest.counts["quads"])
    for prop, terms in properties(graph, QUERIES / "dataset.rq", [base]).get(base, {}).items():
        yield from (ox.Triple(ox.NamedNode(base), ox.NamedNode(prop), term) for term in terms)
    yield from _classes(here, base, ask(graph, _CLASSES))


def _classes(here: str, base: str, counted: Iterable[tuple[object, ...]]) -> Iterator[ox.Triple]:
    for place, (kind, count) in enumerate(counted):
        if isinstance(kind, ox.NamedNode) and isinstance(count, ox.Literal):
            part = f"{here}/.well-known/void#class-{place + 1}"
            yield _link(base, f"{_VOID}classPartition", part)
            yield _link(part, f"{_VOID}class", kind.value)
            yield _number(part, "entities", int(count.value))


def _link(subject: str, prop: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(prop), ox.NamedNode(value))


def _text(subject: str, prop: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(prop), ox.Literal(value))


def _number(subject: str, name: str, value: int) -> ox.Triple:
    number = ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(f"{_VOID}{name}"), number)


def _prefixes(graph: Graph) -> dict[str, str]:
    wanted = ("void", "dcterms", "dcat", "rdfs", "kg", "xsd")
    known = {name: graph.prefixes[name] for name in wanted}
    return {**known, "sd": _SD, "format": _FORMATS}
