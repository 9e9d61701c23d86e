"""The network and the trace page, live: of something, of a query's answer, or of the whole graph.

`/network/things/ID`, `/network/claims/ID`, `/network/sources/ID`, `/network?query=SPARQL`,
`/network?saved=NAME&…` and `/network` alone; the same with `/trace`, which wants one of them. The
JSON of a page, with `.json` behind its path, is what the page's own scripts read.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import LimitError, UsageError
from kg.graph.opened import Graph
from kg.query.declared import parameters
from kg.query.limits import Limits
from kg.query.saved import Saved, saved_query
from kg.serve.current import Snapshot
from kg.serve.linked.told import there
from kg.serve.making.made import made
from kg.serve.making.once import copied, once
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.places import FOLDERS, JSON, asked_for, page_of, path_of
from kg.serve.protocol.dataset import is_steady
from kg.serve.protocol.operation import fields_of
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault, fault_of
from kg.serve.web.tags import has, tag
from kg.serve.web.work import Running
from kg.show.network import data as network_data
from kg.show.network import page as network_page
from kg.show.network.view import network, network_of
from kg.show.trace import data as trace_data
from kg.show.trace import page as trace_page
from kg.show.trace.traced import Traced, of_first, of_query
from kg.show.words import Words

NETWORK: Final = "/network"
TRACE: Final = "/trace"
# So many things are drawn, and none held back: a picture made on demand costs what the evidence of
# all its claims costs, and each thing leads to its own page and network.
_THINGS: Final = 60
# Around what has more neighbours, these are drawn, and the evidence of so many claims is held.
_OF_HUB: Final = 30
_CLAIMS: Final = 1_000
# A trace page holds so many claims; of what has more, it shows the first.
_MOST: Final = 1_000

Made = tuple[Callable[[], str], Callable[[], Any]]


@dataclass(frozen=True)
class Asked:
    """What a picture is wanted of: something by its IRI, or a query, or neither: everything.

    `fields` are what a query was asked with, to lead back to it.
    """

    iri: str = ""
    folder: str = ""
    query: Saved | None = None
    values: dict[str, str] | None = None
    fields: str = ""


Make = Callable[[Graph, Asked, Limits], Made]


def routes(serving: Serving) -> list[Route]:
    """Return the networks and the traces."""
    made = []
    for kind, make in ((NETWORK, _network), (TRACE, _trace)):
        for folder in ("", *FOLDERS):

            async def picture(
                request: Request, folder: str = folder, make: Make = make
            ) -> Response:
                return await _picture(serving, request, folder, make)

            path = f"{kind}/{folder}" if folder else kind
            paths = (path, f"{path}{JSON}", *([f"{path}/{{id:path}}"] if folder else []))
            made += [Route(one, picture, methods=["GET"]) for one in paths]
    return made


async def _picture(serving: Serving, request: Request, folder: str, make: Make) -> Response:
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    if folder:
        iri, as_json = asked_for(graph, request)
        asked = Asked(iri, folder)
    else:
        as_json = request.url.path.endswith(JSON)
        asked = _asked(graph, request)
        if asked.query is not None:
            await copied(serving, snapshot)
    if make is _network and asked == Asked():
        return await _everything(serving, request, snapshot)
    text = asked.query.text if asked.query else ""
    mark = tag(graph.manifest.digest, make.__name__, request.url.path, request.url.query, text)
    steady = mark if is_steady(text) else ""
    write = _write_json if as_json else _write_page
    job = made(serving, snapshot, Task.of(write, make, asked, serving.settings.limits))
    form = Form("application/json" if as_json else "text/html", steady)
    try:
        return await answered(serving, request, job, form)
    except Fault as fault:
        raise frame.framed(fault) from fault
    except (UsageError, LimitError) as fault:
        raise frame.framed(fault_of(fault)) from fault


async def _everything(serving: Serving, request: Request, snapshot: Snapshot) -> Response:
    """Return the network of the whole graph, which is the same for everybody and made once."""
    page, told = await once(serving, snapshot, *ONCE)
    as_json = request.url.path.endswith(JSON)
    mark = tag(snapshot.graph.manifest.digest, NETWORK, str(as_json))
    form = Form("application/json", mark) if as_json else frame.whole(page, mark)
    if has(request.headers.getlist("if-none-match"), mark):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=form.fields)
    body = told if as_json else page.encode("utf-8", "backslashreplace")
    return Response(body, headers=form.fields, media_type=form.media)


def _best_linked(graph: Graph) -> tuple[str, bytes]:
    """Return the page of the network of the whole graph, and its JSON."""
    shown, told = _network(graph.textless(), Asked(), Limits())
    return shown(), msgspec.json.encode(told()) + b"\n"


# What is made once for all who ask.
ONCE: Final = ("network", _best_linked)


def _write_json(graph: Graph, running: Running, make: Make, asked: Asked, limits: Limits) -> None:
    _, told = make(graph.textless(), asked, limits)
    running.out.write(msgspec.json.encode(told()) + b"\n")


def _write_page(graph: Graph, running: Running, make: Make, asked: Asked, limits: Limits) -> None:
    shown, _ = make(graph.textless(), asked, limits)
    page = shown()
    running.headers.update(frame.whole(page).headers)
    running.out.write(page.encode("utf-8", "backslashreplace"))


def _asked(graph: Graph, request: Request) -> Asked:
    """Return the query that a request asks to be drawn, or that it asks for the whole.

    Raises:
        Fault: 400, two queries are named; 404, there is no such saved query.
    """
    fields = {name: values[-1] for name, values in fields_of(request.url.query).items()}
    told = urllib.parse.urlencode(fields)
    if "query" in fields:
        text = fields.pop("query")
        return Asked(
            query=Saved("", Path(), text, parameters=parameters(text)), values=fields, fields=told
        )
    if "saved" in fields:
        saved = _saved(graph, fields.pop("saved"))
        values = {name: value for name, value in fields.items() if value}
        return Asked(query=saved, values=values, fields=told)
    return Asked()


def _saved(graph: Graph, name: str) -> Saved:
    try:
        return saved_query(name, graph)
    except UsageError as fault:
        raise Fault(HTTPStatus.NOT_FOUND, fault.what, fault.cure) from None


def back_to(asked: Asked, graph: Graph, other: str) -> dict[str, str]:
    """Return where a picture leads back to: the first page, the thing or the query, the other."""
    back = {"/": graph.manifest.title}
    other_name = "as a network" if other == NETWORK else "beside the articles"
    if asked.iri:
        path = path_of(graph, asked.folder, asked.iri)
        return {**back, f"/{path}": "its page", f"{other}/{path}": other_name}
    if asked.query is None:
        return back
    name = asked.query.name
    values = urllib.parse.urlencode(asked.values or {})
    home = f"/queries/{urllib.parse.quote(name)}?{values}" if name else f"/query?{asked.fields}"
    return {**back, home: "the answer as a table", f"{other}?{asked.fields}": other_name}


def _network(graph: Graph, asked: Asked, limits: Limits) -> Made:
    if asked.iri:
        there(graph, asked.iri)
        drawn = network_of(graph, asked.iri, _THINGS, _OF_HUB, _CLAIMS)
    else:
        drawn = network(graph, query=asked.query, values=asked.values, limit=_THINGS, limits=limits)
    pages = _pages(graph, (*(node.iri for node in drawn.nodes), *drawn.claims))
    return (
        lambda: network_page.page(drawn, graph, back=back_to(asked, graph, TRACE), pages=pages),
        lambda: network_data.page_data(drawn, graph, with_text=False, pages=pages),
    )


def _trace(graph: Graph, asked: Asked, limits: Limits) -> Made:
    traced = _traced(graph, asked, limits)
    iris = {claim.id: graph.iri(claim.id).value for claim in traced.claims}
    found = _pages(graph, iris.values())
    pages = {name: found[iri] for name, iri in iris.items() if iri in found}
    back = back_to(asked, graph, NETWORK)
    return (
        lambda: trace_page.page(traced, graph, back=back, pages=pages),
        lambda: trace_data.page_data(traced, graph, with_text=False, pages=pages),
    )


def _traced(graph: Graph, asked: Asked, limits: Limits) -> Traced:
    if asked.query is not None:
        return of_query(graph, asked.query, asked.values, limits, _MOST)
    if not asked.iri:
        what, cure = "say what to trace", "for example: /trace/things/ID, or /trace?saved=NAME"
        raise Fault(HTTPStatus.BAD_REQUEST, what, cure)
    there(graph, asked.iri)
    return of_first(graph, asked.iri, _MOST)


def _pages(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    """Return the paths of the pages of things and claims, of those that have one."""
    words = Words(graph)
    wanted = tuple(iris)
    words.learn(wanted)
    found = {iri: page_of(graph, words, iri) for iri in wanted}
    return {iri: path for iri, path in found.items() if path}
