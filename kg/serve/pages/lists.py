"""Lists of things: every one of a class, by name, and those that most claims are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.serve.making.made import made
from kg.serve.making.once import once
from kg.serve.making.task import Task
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


class Part(NamedTuple):
    """One page of a list: its class, its rows, the number of all, which page it is of how many."""

    kind: str
    rows: tuple[Row, ...]
    members: int
    number: int
    pages: int


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
    found = await once(serving, snapshot, *ONCE[kind])
    pages = max(1, -(-len(found) // _EACH))
    if number > pages:
        raise Fault(HTTPStatus.NOT_FOUND, f"there are {pages} pages, and no page {number}")
    part = Part(kind, found[(number - 1) * _EACH : number * _EACH], len(found), number, pages)
    mark = tag(snapshot.graph.manifest.digest, "list", name, str(number))
    as_json = name.endswith(JSON)
    form = Form("application/json", mark) if as_json else frame.form(mark)
    job = made(serving, snapshot, Task.of(_write_json if as_json else _write_page, part))
    return await answered(serving, request, job, form)


def _write_json(graph: Graph, running: Running, part: Part) -> None:
    told = {
        "class": part.kind,
        "graph": graph.manifest.digest,
        "members": part.members,
        "page": part.number,
        "pages": part.pages,
        "things": [asdict(row) for row in part.rows],
    }
    running.out.write(msgspec.json.encode(told) + b"\n")


def _write_page(graph: Graph, running: Running, part: Part) -> None:
    running.out.write(frame.rendered(
        graph, "members.html", LOOKS[f"{KG}{part.kind}"].plural, found=part.rows,
        members=part.members, number=part.number, pages=part.pages, path=f"/{LISTS}/{part.kind}",
    ))  # fmt: skip


def most_talked_of(graph: Graph) -> tuple[Row, ...]:
    """Return the things that most claims are about."""
    counted = _counted(ask(graph, _RANKED))
    return tuple(_rows(graph, dict(list(counted.items())[: 2 * _TALKED_OF])))[:_TALKED_OF]


def _members(kind: str, graph: Graph) -> tuple[Row, ...]:
    counted = _counted(ask(graph, _MEMBERS, kind=[f"{KG}{kind}"]))
    return tuple(sorted(_rows(graph, counted), key=lambda row: (row.label.casefold(), row.page)))


# What is made once for all who ask, by class.
ONCE: Final = {kind: (f"list of {kind}", partial(_members, kind)) for kind in KINDS}


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
