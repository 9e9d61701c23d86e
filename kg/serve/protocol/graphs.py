"""The Graph Store HTTP Protocol, reading: `/graphs?default`, `/graphs?graph=IRI`, `/graphs/ID`.

The last is direct identification (section 4.1): below `/graphs/` each graph of the project's own
has the URL that its id makes. The graph's IRI itself answers as Linked Data, with what the record
says of the claim besides what the claim states.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.saved import Saved
from kg.serve.making.made import streamed
from kg.serve.making.task import Task
from kg.serve.protocol.media import Chosen, negotiated
from kg.serve.protocol.operation import fields_of
from kg.serve.protocol.sparql import write_answer
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.sparql import bind
from kg.words import is_iri

PATH: Final = "/graphs"
NAMED: Final = Path(__file__).with_name("named.rq")
_DEFAULT: Final = Path(__file__).with_name("default.rq")


def routes(serving: Serving) -> list[Route]:
    """Return the graph store and the graphs below it; anything but reading is 405."""

    async def indirect(request: Request) -> Response:
        fields = fields_of(request.url.query)
        named = fields.get("graph", [])
        if len(named) + ("default" in fields) != 1:
            what = "name one graph: ?default or ?graph=IRI"
            raise Fault(HTTPStatus.BAD_REQUEST, what, "a graph is named as its claim is")
        return await _graph(serving, request, named[0] if named else "")

    async def direct(request: Request) -> Response:
        snapshot = await serving.current.snapshot()
        return await _graph(
            serving, request, snapshot.graph.manifest.base + request.path_params["id"]
        )

    return [
        Route(PATH, indirect, methods=["GET"]),
        Route(f"{PATH}/", indirect, methods=["GET"]),
        Route(f"{PATH}/{{id:path}}", direct, methods=["GET"]),
    ]


async def _graph(serving: Serving, request: Request, iri: str) -> Response:
    """Return a graph's triples; no IRI stands for the default graph."""
    if iri and not is_iri(iri):
        raise Fault(HTTPStatus.BAD_REQUEST, f"{iri!r} is no absolute IRI")
    form = negotiated("triples", request.headers.getlist("accept"))
    snapshot = await serving.current.snapshot()
    mark = tag(snapshot.graph.manifest.digest, "graph", iri, form.format)
    job = streamed(serving, snapshot, Task.of(_write, iri, form, serving.settings.limits))
    return await answered(serving, request, job, Form(form.media, mark))


def _write(graph: Graph, running: Running, iri: str, form: Chosen, limits: Limits) -> None:
    values = {"graph": ox.NamedNode(iri)} if iri else {}
    # Whether a graph is there is looked up in an index, in no time to speak of.
    if iri and graph.engine.query(bind(_THERE, values)) is not True:
        what = f"there is no graph {iri}"
        raise Fault(HTTPStatus.NOT_FOUND, what, "each claim that states something has one")
    text = bind((NAMED if iri else _DEFAULT).read_text(encoding="utf-8"), values)
    write_answer(graph, running, Saved("", Path(), text), {}, limits, form)


_THERE: Final = "ASK { GRAPH ?graph { ?s ?p ?o } }"
