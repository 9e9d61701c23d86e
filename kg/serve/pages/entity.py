"""The pages of things, claims and articles, each made when it is asked for, and as JSON."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.serve.linked.places import document_of
from kg.serve.linked.told import there
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.as_json import Plain
from kg.serve.pages.places import FOLDERS, JSON, asked_for, folder_of, path_of, twin_of
from kg.serve.protocol.operation import fields_of
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.show.part.pages import Sheet, claim_sheet, source_sheet, thing_sheet
from kg.show.site.cards import web
from kg.show.site.claim import creators
from kg.show.site.material import CLAIMS, SOURCES, THINGS
from kg.show.words import Words

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")


def routes(serving: Serving) -> list[Route]:
    """Return `/things`, `/claims` and `/sources`, each with an id behind it or `?iri=`."""
    made = []
    for folder in FOLDERS:

        async def page(request: Request, folder: str = folder) -> Response:
            return await _page(serving, request, folder)

        paths = (f"/{folder}", f"/{folder}{JSON}", f"/{folder}/{{id:path}}")
        made += [Route(path, page, methods=["GET"]) for path in paths]
    return made


async def _page(serving: Serving, request: Request, folder: str) -> Response:
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    iri, as_json = asked_for(graph, request)
    number = number_of(request)
    mark = tag(graph.manifest.digest, folder, iri, str(number), str(as_json))
    form = Form("application/json", mark) if as_json else frame.form(mark)
    job = made(
        serving, snapshot, Task.of(_write_json if as_json else _write_page, folder, iri, number)
    )
    return await answered(serving, request, job, form)


def _write_json(graph: Graph, running: Running, folder: str, iri: str, number: int) -> None:
    sheet = _sheet(graph, folder, iri, number)
    running.out.write(msgspec.json.encode(_told(folder, iri, sheet)) + b"\n")


def _write_page(graph: Graph, running: Running, folder: str, iri: str, number: int) -> None:
    running.out.write(_shown(graph, folder, iri, _sheet(graph, folder, iri, number)))


def number_of(request: Request) -> int:
    """Return which of several pages is asked for: the field `page`, or the first.

    Raises:
        Fault: 400, it is no number.
    """
    given = fields_of(request.url.query).get("page", ["1"])
    if len(given) != 1 or not _NUMBER.fullmatch(given[0]):
        raise Fault(HTTPStatus.BAD_REQUEST, f"page is {given[-1]!r}", "give a number from 1")
    return int(given[0])


def _there(graph: Graph, folder: str, iri: str) -> None:
    """Let an IRI pass that has a page of this kind."""
    words = Words(graph)
    words.learn([iri])
    found = folder_of(words, iri)
    if found == folder:
        return
    there(graph, iri)
    cure = f"its page is /{path_of(graph, found, iri)}" if found else f"see {document_of(iri)}"
    told = f"{graph.id(iri)} has no page among {folder}"
    raise Fault(HTTPStatus.NOT_FOUND, told, cure)


def _sheet(graph: Graph, folder: str, iri: str, number: int) -> Sheet[Any]:
    _there(graph, folder, iri)
    paths = partial(path_of, graph)
    if folder == THINGS:
        sheet: Sheet[Any] = thing_sheet(graph, iri, paths, number)
    elif folder == SOURCES:
        sheet = source_sheet(graph, iri, paths, number)
    else:
        sheet = claim_sheet(graph, iri, paths)
    if number > sheet.sheets:
        told = f"there are {sheet.sheets} pages, and no page {number}"
        raise Fault(HTTPStatus.NOT_FOUND, told, f"see page {sheet.sheets}")
    return sheet


def _shown(graph: Graph, folder: str, iri: str, sheet: Sheet[Any]) -> bytes:
    path = path_of(graph, folder, iri)
    pages = {
        THINGS: lambda page: {"title": page.label},
        SOURCES: lambda page: {"title": page.source.label, "web": bool(web(page.source)),
                               "several": graph.manifest.counts.get("sources", 2) > 1},
        CLAIMS: lambda page: {"title": page.card.claim.paraphrase,
                              "creators": creators(sheet.known)},
    }  # fmt: skip
    ways = [
        (f"/network/{path}", "as a network"),
        (f"/trace/{path}", "in its article" if folder == CLAIMS else "beside the articles"),
        (f"/{twin_of(path)}", "JSON"),
        (document_of(iri), "RDF"),
    ]
    words: dict[str, Any] = pages[folder](sheet.page)
    return frame.rendered(
        graph, f"{folder.removesuffix('s')}.html", words.pop("title"), **words,
        page=sheet.page, cards=sheet.known.cards, ways=ways, sheet=sheet, path=f"/{path}",
    )  # fmt: skip


def _told(folder: str, iri: str, sheet: Sheet[Any]) -> dict[str, Any]:
    known = sheet.known
    plain = Plain({claim: card.claim.id for claim, card in known.cards.items()})
    page = plain.of(sheet.page)
    return {
        "kind": folder.removesuffix("s"),
        "iri": iri,
        "id": known.read.graph.id(iri),
        "graph": known.read.graph.manifest.digest,
        "page": sheet.number,
        "pages": sheet.sheets,
        "claims_in_all": sheet.claims,
        "left_out": sheet.beside,
        "shown": page,
        "claims": plain.claims,
    }
