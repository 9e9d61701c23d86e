"""Saved queries at `/queries` and `/queries/NAME`: the list, the answers, receipts, and a form."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits, out_of_rows
from kg.query.receipts.as_json import receipts_json
from kg.query.receipts.why import why
from kg.query.results.formats import chosen
from kg.query.run import EXACT, query
from kg.query.saved import Saved, queries, saved_query
from kg.serve.current import Snapshot
from kg.serve.making.made import made, streamed
from kg.serve.making.once import copied
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.protocol.dataset import is_steady, kind_of
from kg.serve.protocol.media import MEDIA, by_ending, formats, negotiated
from kg.serve.protocol.operation import fields_of
from kg.serve.protocol.sparql import write_answer
from kg.serve.saved.asked import Asked, asked
from kg.serve.saved.examples import Examples, examples, of_query
from kg.serve.saved.form import form_page, list_page
from kg.serve.saved.listed import listed, offered, tag_with_queries
from kg.serve.saved.paging import links, page_of
from kg.serve.serving import Serving
from kg.serve.web.accept import accepted
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running

PATH: Final = "/queries"
_HTML, _JSON = "text/html", "application/json"


def routes(serving: Serving) -> list[Route]:
    """Return the list of saved queries and the resource of each."""

    async def all_of_them(request: Request) -> Response:
        return await _list(serving, request)

    async def one(request: Request) -> Response:
        return await _one(serving, request, request.path_params["name"])

    return [
        Route(PATH, all_of_them, methods=["GET"]),
        Route(f"{PATH}.json", all_of_them, methods=["GET"]),
        Route(f"{PATH}/{{name}}", one, methods=["GET"]),
    ]


async def _list(serving: Serving, request: Request) -> Response:
    accept = [_JSON] if request.url.path.endswith(".json") else request.headers.getlist("accept")
    media = accepted(accept, (_JSON, _HTML))
    if media is None:
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, "the list is JSON or HTML")
    snapshot = await serving.current.snapshot()
    known = await examples(serving, snapshot) if media == _JSON else {}
    job = made(serving, snapshot, Task.of(_write_list, media, known))
    mark = tag_with_queries(snapshot.graph, "queries", media, str(known))
    form = frame.form(mark) if media == _HTML else Form(media, mark)
    return await answered(serving, request, job, form)


def _write_list(graph: Graph, running: Running, media: str, known: Examples) -> None:
    found = offered(graph)
    if media == _HTML:
        running.out.write(list_page(graph, found))
    else:
        told = [listed(saved, of_query(saved, known)) for saved in found]
        running.out.write(msgspec.json.encode(told) + b"\n")


async def _one(serving: Serving, request: Request, name: str) -> Response:
    snapshot = await serving.current.snapshot()
    saved, ending = _named(snapshot.graph, name)
    wanted = asked(saved, fields_of(request.url.query), ending)
    if wanted.why or EXACT in saved.about.tags:
        await copied(serving, snapshot)
    if wanted.why:
        return await _receipts(serving, request, snapshot, wanted)
    if _is_page(request, wanted):
        mark = tag(snapshot.graph.manifest.digest, saved.text, request.url.query, "page")
        return await form_page(serving, request, wanted, mark if is_steady(saved.text) else "")
    return await _answer(serving, request, snapshot, wanted)


def _named(graph: Graph, name: str) -> tuple[Saved, str]:
    """Return a saved query, and the format that an ending behind its name asks for."""
    stem, dot, ending = name.rpartition(".")
    known = by_ending(ending) or ("html" if ending == "html" else "")
    try:
        if dot and known and stem in {saved.name for saved in queries(graph)}:
            return saved_query(stem, graph), known
        return saved_query(name, graph), ""
    except UsageError as fault:
        raise Fault(HTTPStatus.NOT_FOUND, fault.what, fault.cure) from None


def _is_page(request: Request, wanted: Asked) -> bool:
    """Tell whether a person asks with a browser, who gets the form with the first rows."""
    if wanted.format:
        return wanted.format == "html"
    offers = [media for one in formats(kind_of(wanted.saved.text)) for media in MEDIA[one]]
    return accepted(request.headers.getlist("accept"), (*offers, _HTML)) == _HTML


async def _answer(
    serving: Serving, request: Request, snapshot: Snapshot, wanted: Asked
) -> Response:
    kind = kind_of(wanted.saved.text)
    wanted = replace(wanted, limit=wanted.limit if kind == "rows" else 0)
    form = negotiated(kind, request.headers.getlist("accept"), _of_kind(wanted.format, kind))
    limits, fields = serving.settings.limits, request.url.query
    if wanted.limit:
        task = Task.of(_write_part, wanted, limits, form.format, (request.url.path, fields))
    else:
        task = Task.of(write_answer, wanted.saved, wanted.values, limits, form)
    mark = tag(snapshot.graph.manifest.digest, wanted.saved.text, fields, form.format)
    steady = Form(form.media, mark if is_steady(wanted.saved.text) else "")
    return await answered(serving, request, streamed(serving, snapshot, task), steady)


def _write_part(
    graph: Graph,
    running: Running,
    wanted: Asked,
    limits: Limits,
    name: str,
    url: tuple[str, str],
) -> None:
    with query(graph, wanted.saved, wanted.values, limits) as result:
        part, more = page_of(result, wanted.limit, wanted.page)
        running.headers["link"] = links(*url, wanted, more=more)
        chosen(name, part.kind).write(part, running.out)


def _of_kind(name: str, kind: str) -> str:
    """Return the format of an ending: `.json` of triples is JSON-LD, `.xml` RDF/XML."""
    other = {"json": "jsonld", "xml": "rdfxml"}
    return other.get(name, name) if kind == "triples" else name


async def _receipts(
    serving: Serving, request: Request, snapshot: Snapshot, wanted: Asked
) -> Response:
    if wanted.format not in {"", "json"}:
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, "receipts are JSON", "leave the format out")
    if accepted(request.headers.getlist("accept"), (_JSON,)) is None and not wanted.format:
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, "receipts are JSON", f"accept {_JSON}")
    limits, url = serving.settings.limits, (request.url.path, request.url.query)
    job = made(serving, snapshot, Task.of(_write_receipts, wanted, limits, url))
    mark = tag(snapshot.graph.manifest.digest, wanted.saved.text, request.url.query, "why")
    return await answered(serving, request, job, Form(_JSON, mark))


def _write_receipts(
    graph: Graph, running: Running, wanted: Asked, limits: Limits, url: tuple[str, str]
) -> None:
    """Ask a query and write one page of its rows with their receipts, as JSON.

    No text of an article is told: what the texts' owners let a project keep, it may not publish.
    """
    start = (wanted.page - 1) * wanted.limit
    if limits.rows is not None and start + wanted.limit > limits.rows:
        raise out_of_rows(limits)
    found = why(graph, wanted.saved, wanted.values, limits, wanted.limit, start)
    running.headers["link"] = links(*url, wanted, more=found.more)
    textless = graph.textless()
    running.out.write(receipts_json(textless, replace(found, graph=textless)))
