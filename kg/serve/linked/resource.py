"""IRIs below the project's base answer 303 with the document about them, at `/data?iri=…`.

An IRI of this graph names a state, a person, a claim, and the graph that the claim states; no
document. So it is not answered with one in its place (200), which would say that it is one (W3C,
"Cool URIs for the Semantic Web", section 4.2): the answer is 303 See Other with the document in
the form that the client likes best. The document has a URL of its own, to keep and to cache.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.serve.linked.page import about_page
from kg.serve.linked.places import DATA, document_of, root_of
from kg.serve.linked.told import WRITERS, is_there, not_there, told_of
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.protocol.media import MEDIA
from kg.serve.protocol.operation import fields_of
from kg.serve.serving import Serving
from kg.serve.web.accept import accepted
from kg.serve.web.answered import Form, answered, in_turn
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.words import is_iri

_HTML: Final = "html"
# Turtle comes first for those that take anything: a person's browser asks for HTML by name.
_BY_MEDIA: Final = {
    media: name for name in ("turtle", _HTML, *WRITERS) for media in MEDIA[name]
}  # fmt: skip


def routes(serving: Serving) -> list[Route]:
    """Return the documents, and what takes every other path: an IRI of the graph, or nothing."""

    async def document(request: Request) -> Response:
        return await _document(serving, request)

    async def thing(request: Request) -> Response:
        return await _thing(serving, request)

    return [
        Route(DATA, document, methods=["GET"]),
        Route("/{path:path}", thing, methods=["GET"]),
    ]


async def _thing(serving: Serving, request: Request) -> Response:
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    root = root_of(graph)
    path = request.scope["path"]
    if not path.startswith(root):
        what, cure = f"there is nothing at {path}", f"the graph's own IRIs are below {root}"
        raise Fault(HTTPStatus.NOT_FOUND, what, cure)
    iri = graph.manifest.base + path[len(root) :]
    if not is_iri(iri):
        raise Fault(HTTPStatus.NOT_FOUND, f"{path} is no IRI of this graph")
    name = _liked(request, "")
    seconds = serving.settings.timeout
    if not await in_turn(serving, request, lambda: is_there(graph, iri, seconds)):
        job = made(serving, snapshot, Task.of(_refuse, iri))
        return await answered(serving, request, job, Form("text/plain"))
    headers = {"location": document_of(iri, name), "vary": "accept", "cache-control": "no-cache"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)


def _refuse(graph: Graph, _: Running, iri: str) -> None:
    raise not_there(graph, iri)


async def _document(serving: Serving, request: Request) -> Response:
    fields = fields_of(request.url.query)
    iri = "".join(fields.get("iri", [])[:1])
    if len(fields.get("iri", [])) != 1 or not is_iri(iri):
        raise Fault(HTTPStatus.BAD_REQUEST, "one IRI is wanted", "for example: /data?iri=IRI")
    name = _liked(request, "".join(fields.get("format", [])[:1]))
    snapshot = await serving.current.snapshot()
    mark = tag(snapshot.graph.manifest.digest, "about", iri, name)
    job = made(serving, snapshot, Task.of(_write, iri, name, serving.settings.limits))
    form = frame.form(mark) if name == _HTML else Form(MEDIA[name][0], mark)
    described = {"link": f'<{iri}>; rel="describes"'} if iri.isascii() else {}
    return await answered(
        serving, request, job, Form(form.media, mark, {**form.headers, **described})
    )


def _write(graph: Graph, running: Running, iri: str, name: str, limits: Limits) -> None:
    found = told_of(graph, iri, limits)
    if name == _HTML:
        running.out.write(about_page(graph, found))
    else:
        found.write(graph, name, running.out)


def _liked(request: Request, name: str) -> str:
    """Return the name of the format that is asked for, by itself or by negotiation."""
    if name in {*WRITERS, _HTML}:
        return name
    offers = tuple(_BY_MEDIA)
    media = None if name else accepted(request.headers.getlist("accept"), offers)
    if media is None:
        told = f"it can be: {', '.join(offers)}"
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, "the document has none of these forms", told)
    return _BY_MEDIA[media]
