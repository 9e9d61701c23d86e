"""The search page, and the same as JSON: things by their names, claims by their wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.graph.search.hits import Found, Hit
from kg.graph.search.search import USUAL, search
from kg.query.lint.near import written
from kg.serve.linked.places import document_of
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.places import page_of
from kg.serve.protocol.operation import fields_of
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.show.frame.frame import asset
from kg.show.words import Words

PATH: Final = "/search"
KINDS: Final = (
    "Actor",
    "Initiative",
    "Pledge",
    "Meeting",
    "Event",
    "Work",
    "Item",
    "Place",
    "Claim",
)
MOST: Final = 200
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")


class Piece(NamedTuple):
    """A piece of a text; `met` where it is a word that was looked for."""

    text: str
    met: bool


class Shown(NamedTuple):
    """A hit as the page shows it, and the path of its page."""

    hit: Hit
    page: str
    pieces: tuple[Piece, ...]


class Asked(NamedTuple):
    """What is looked for: words, classes, the claims of a source, and how many hits at most."""

    words: str
    kinds: tuple[str, ...]
    source: str
    limit: int


def routes(serving: Serving) -> list[Route]:
    """Return `/search` and `/search.json`."""

    async def page(request: Request) -> Response:
        return await _page(serving, request)

    return [Route(path, page, methods=["GET"]) for path in (PATH, f"{PATH}.json")]


async def _page(serving: Serving, request: Request) -> Response:
    snapshot = await serving.current.snapshot()
    asked = _asked(request)
    as_json = request.url.path.endswith(".json")
    mark = tag(snapshot.graph.manifest.digest, "search", str(asked), str(as_json))
    form = Form("application/json", mark) if as_json else frame.form(mark, _scripts())
    job = made(serving, snapshot, Task.of(_write_json if as_json else _write_page, asked))
    return await answered(serving, request, job, form)


def _scripts() -> tuple[str, ...]:
    return (asset(frame.HERE / "finding.js"),)


def _write_json(graph: Graph, running: Running, asked: Asked) -> None:
    found = _found(graph, asked)
    shown = tuple(_shown(graph, found))
    running.out.write(msgspec.json.encode(_told(graph, asked, found, shown)) + b"\n")


def _write_page(graph: Graph, running: Running, asked: Asked) -> None:
    found = _told_wrong(graph, asked)
    title = f"Search: {asked.words}" if asked.words else "Search"
    running.out.write(frame.rendered(
        graph, "search.html", title, _scripts(), asked=asked, kinds=KINDS,
        shown=tuple(_shown(graph, found)), remarks=found.remarks,
    ))  # fmt: skip


def _asked(request: Request) -> Asked:
    fields = fields_of(request.url.query)
    words, source, limit = ("".join(fields.get(name, [])[:1]) for name in ("q", "source", "limit"))
    if limit and (not _NUMBER.fullmatch(limit) or int(limit) > MOST):
        raise Fault(HTTPStatus.BAD_REQUEST, f"limit is {limit!r}", f"give a number up to {MOST}")
    kinds = tuple(kind for kind in fields.get("kind", []) if kind)
    return Asked(words.strip(), kinds, source, int(limit or USUAL))


def _found(graph: Graph, asked: Asked) -> Found:
    if not asked.words:
        return Found(())
    return search(graph, asked.words, asked.kinds, asked.source, asked.limit)


def _told_wrong(graph: Graph, asked: Asked) -> Found:
    """Return what is found, or nothing and why it cannot be looked for."""
    try:
        return _found(graph, asked)
    except UsageError as fault:
        return Found((), (fault.what, *filter(None, [fault.cure])))


def _shown(graph: Graph, found: Found) -> Iterator[Shown]:
    words = Words(graph)
    words.learn(hit.iri for hit in found)
    for hit in found:
        page = page_of(graph, words, hit.iri) or document_of(hit.iri)
        yield Shown(hit, page, tuple(_pieces(hit)))


def _pieces(hit: Hit) -> Iterator[Piece]:
    end = 0
    for span in hit.spans:
        yield Piece(hit.text[end : span.start], met=False)
        yield Piece(hit.text[span.start : span.end], met=True)
        end = span.end
    yield Piece(hit.text[end:], met=False)


def _told(graph: Graph, asked: Asked, found: Found, shown: tuple[Shown, ...]) -> dict[str, Any]:
    return {
        "words": asked.words,
        "graph": graph.manifest.digest,
        "hits": [
            {
                "id": one.hit.id,
                "iri": one.hit.iri,
                "sparql": written(graph, one.hit.iri),
                "kind": one.hit.kind,
                "label": one.hit.label,
                "text": one.hit.text,
                "spans": [list(span) for span in one.hit.spans],
                "claims": one.hit.claims,
                "page": one.page,
            }
            for one in shown
        ],
        "remarks": list(found.remarks),
    }
