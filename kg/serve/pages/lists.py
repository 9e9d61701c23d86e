"""Lists of things: every one of a class, by name, and those that most claims are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.serve.pages import frame
from kg.serve.pages.entity import number_of
from kg.serve.pages.places import JSON, page_of
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.faults import Fault
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.show.network import pick
from kg.show.site.material import LISTS
from kg.show.style import LOOKS
from kg.show.words import Words
from kg.words import KG

KINDS: Final = tuple(iri.removeprefix(KG) for iri in LOOKS)
_MEMBERS: Final = Path(__file__).with_name("members.rq")
_RANKED: Final = Path(pick.__file__).parent / "queries" / "ranked.rq"
_EACH: Final = 500
_TALKED_OF: Final = 24


@dataclass(frozen=True)
class Row:
    """A thing in a list: its page, its label, its sort, and how many claims are about it."""

    page: str
    label: str
    sort: str
    claims: int


def routes(serving: Serving) -> list[Route]:
    """Return `/lists/CLASS`, and `/lists/CLASS.json`."""

    async def page(request: Request) -> Response:
        return await _page(serving, request)

    return [Route(f"/{LISTS}/{{kind}}", page, methods=["GET"])]


async def _page(serving: Serving, request: Request) -> Response:
    name = request.path_params["kind"]
    kind, number = name.removesuffix(JSON), number_of(request)
    if kind not in KINDS:
        raise Fault(
            HTTPStatus.NOT_FOUND, f"there is no list of {kind!r}", f"one of: {', '.join(KINDS)}"
        )
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    mark = tag(graph.manifest.digest, "list", name, str(number))
    title = LOOKS[f"{KG}{kind}"].plural

    def job(running: Running) -> None:
        found = snapshot.kept(f"list of {kind}", partial(_members, graph, kind))
        shown = found[(number - 1) * _EACH : number * _EACH]
        pages = max(1, -(-len(found) // _EACH))
        if number > pages:
            raise Fault(HTTPStatus.NOT_FOUND, f"there are {pages} pages, and no page {number}")
        if name.endswith(JSON):
            told = {
                "class": kind,
                "graph": graph.manifest.digest,
                "members": len(found),
                "page": number,
                "pages": pages,
                "things": [asdict(row) for row in shown],
            }
            running.out.write(msgspec.json.encode(told) + b"\n")
            return
        running.out.write(frame.rendered(
            graph, "members.html", title, found=shown, members=len(found), number=number,
            pages=pages, path=request.url.path,
        ))  # fmt: skip

    form = Form("application/json", mark) if name.endswith(JSON) else frame.form(mark)
    return await answered(serving, request, job, form)


def most_talked_of(graph: Graph) -> tuple[Row, ...]:
    """Return the things that most claims are about."""
    counted = _counted(ask(graph, _RANKED))
    return tuple(_rows(graph, dict(list(counted.items())[: 2 * _TALKED_OF])))[:_TALKED_OF]


def _members(graph: Graph, kind: str) -> tuple[Row, ...]:
    counted = _counted(ask(graph, _MEMBERS, kind=[f"{KG}{kind}"]))
    return tuple(sorted(_rows(graph, counted), key=lambda row: (row.label.casefold(), row.page)))


def _counted(rows: Iterable[tuple[object, ...]]) -> dict[str, int]:
    return {
        thing.value: int(count.value)
        for thing, count in rows
        if isinstance(thing, ox.NamedNode) and isinstance(count, ox.Literal)
    }


def _rows(graph: Graph, counted: dict[str, int]) -> Iterator[Row]:
    words = Words(graph)
    words.learn(counted)
    for iri, claims in counted.items():
        page = page_of(graph, words, iri)
        if page:
            sort = words.sort(iri) or words.label(words.type(iri))
            yield Row(page, words.label(iri), sort, claims)
