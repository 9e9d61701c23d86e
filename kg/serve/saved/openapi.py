"""The OpenAPI 3.1 description of everything that is served, at `/openapi.json`."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import __version__
from kg.graph.opened import Graph
from kg.query.saved import Saved
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.protocol.dataset import kind_of
from kg.serve.protocol.operation import DIRECT, FORM
from kg.serve.saved.examples import Examples, examples, of_query
from kg.serve.saved.listed import offered, tag_with_queries
from kg.serve.saved.live import live
from kg.serve.saved.schemas import SCHEMAS, Schema, answer, controls, faults, parameter, responses
from kg.serve.serving import Serving
from kg.serve.web.address import address
from kg.serve.web.answered import Form, answered
from kg.serve.web.work import Running

PATH = "/openapi.json"
_KINDS = ("rows", "boolean", "triples")
_STRING: Schema = {"type": "string"}
_IRI: Schema = {"type": "string", "format": "iri"}


def routes(serving: Serving) -> list[Route]:
    """Return the description."""

    async def description(request: Request) -> Response:
        snapshot = await serving.current.snapshot()
        here = address(request, serving.settings)
        known = await examples(serving, snapshot)
        mark = tag_with_queries(snapshot.graph, "openapi", here, str(known))
        form = Form("application/json", mark)
        job = made(serving, snapshot, Task.of(_write, here, known))
        return await answered(serving, request, job, form)

    return [Route(PATH, description, methods=["GET"])]


def _write(graph: Graph, running: Running, here: str, known: Examples) -> None:
    running.out.write(msgspec.json.encode(openapi(graph, here, known)) + b"\n")


def openapi(graph: Graph, here: str, known: Examples) -> dict[str, Any]:
    """Return the description of a server at an address, as OpenAPI 3.1; see `examples`."""
    found = offered(graph)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": graph.manifest.title,
            "version": __version__,
            "description": "A graph of what articles claim, read only. " + _RIGHTS,
        },
        "servers": [{"url": here}],
        "paths": {
            "/sparql": _sparql(),
            "/graphs": _graphs(),
            "/data": _data(graph),
            "/queries": {"get": _get("The saved queries", _list())},
            **{f"/queries/{saved.name}": {"get": _saved(saved, known)} for saved in found},
            "/health": {"get": _get("Whether the server is well", _health())},
            "/.well-known/void": {
                "get": _get("VoID and Service Description", answer("RDF.", "triples"))
            },
            **live(),
        },
        "components": {"schemas": SCHEMAS, "responses": responses()},
    }


_RIGHTS = "No article text is in it: passages are told by their place."


def _get(summary: str, answers: Schema, *parameters: Schema) -> Schema:
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {**faults(), **answers},
    }


def _query(name: str, what: str, schema: Schema, **more: object) -> Schema:
    told = {"name": name, "in": "query", "required": False, "description": what, "schema": schema}
    return {**told, **more}


def _sparql() -> Schema:
    graphs = {"type": "array", "items": _IRI}
    data_set = [
        _query(name, "A graph of the data set; as often as there are some.", graphs)
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": _STRING, **{one["name"]: graphs for one in data_set}},
    }
    example = "SELECT ?thing { ?thing a kg:Pledge } LIMIT 3"
    answers = {**faults(403, 408, 413, 415), **answer("The answer.", *_KINDS)}
    body = {DIRECT: {"schema": _STRING, "example": example}, FORM: {"schema": form}}
    asked = _query("query", "The query; without one, the description of the service.", _STRING,
                   example=example)  # fmt: skip
    return {
        "get": {
            "summary": "SPARQL 1.1 Protocol, query by GET",
            "parameters": [asked, *data_set],
            "responses": answers,
        },
        "post": {
            "summary": "SPARQL 1.1 Protocol, query by POST",
            "parameters": data_set,
            "requestBody": {"required": True, "content": body},
            "responses": answers,
        },
    }


def _graphs() -> Schema:
    answers = {**faults(404), **answer("The triples of the graph.", "triples")}
    default = _query("default", "The default graph.", _STRING, allowEmptyValue=True)
    named = _query("graph", "A named graph, by its IRI.", _IRI)
    return {"get": _get("Graph Store Protocol, reading one graph", answers, default, named)}


def _data(graph: Graph) -> Schema:
    answers = {**faults(404), **answer("What the graph tells of it.", "triples")}
    iri = _query("iri", "The IRI of something.", _IRI, required=True, example=graph.manifest.base)
    return {"get": _get("The document about an IRI", answers, iri)}


def _list() -> Schema:
    items = {"type": "array", "items": {"type": "object"}}
    content = {"application/json": {"schema": items}, "text/html": {"schema": _STRING}}
    return {"200": {"description": "Each with what it wants and gives.", "content": content}}


def _health() -> Schema:
    well = {"application/json": {"schema": {"type": "object", "required": ["status", "graph"]}}}
    return {
        "200": {"description": "It is.", "content": well},
        "503": {"description": "The last build cannot be opened.", "content": well},
    }


def _saved(saved: Saved, known: Examples) -> Schema:
    about, kind = saved.about, kind_of(saved.text)
    example = of_query(saved, known)
    own = {one.name: one for one in saved.parameters}
    return {
        "operationId": saved.name,
        "summary": about.summary or saved.name,
        "description": "\n\n".join(filter(None, (about.question, about.description))),
        "tags": list(about.tags),
        "parameters": [
            *(parameter(one, example.get(name, "")) for name, one in own.items()),
            *controls(kind, set(own)),
        ],
        "responses": {
            **faults(404),
            **answer("The answer.", kind, receipts=kind == "rows"),
        },
    }
