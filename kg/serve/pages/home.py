"""The first page: the search box, what is in the graph, the questions, the ways for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.ask import ask
from kg.graph.info import things
from kg.graph.opened import Graph
from kg.query.saved import Saved
from kg.serve.linked.places import root_of
from kg.serve.making.made import made
from kg.serve.making.once import once
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.lists import KINDS, Row, most_talked_of
from kg.serve.pages.places import path_of
from kg.serve.saved.listed import offered, tag_with_queries
from kg.serve.serving import Serving
from kg.serve.web.address import address
from kg.serve.web.answered import Form, answered
from kg.serve.web.work import Running
from kg.show.frame.frame import asset
from kg.show.site.material import SOURCES
from kg.show.site.read import dataset
from kg.show.style import LOOKS
from kg.words import KG

_DCT: Final = "http://purl.org/dc/terms/"
_ARTICLES: Final = Path(__file__).with_name("articles.rq")
_MOST_ARTICLES: Final = 100


@dataclass(frozen=True)
class Home:
    """What the first page tells of a graph.

    `counts` are by class, and `kinds` those of them with a list, as (class, name in the plural, how
    many); `articles` are (page, label, publisher, claims, speakers).
    """

    counts: dict[str, int]
    description: str
    creators: str
    licence: str
    kinds: tuple[tuple[str, str, int], ...]
    articles: tuple[tuple[str, str, str, int, int], ...]
    talked: tuple[Row, ...]


def routes(serving: Serving) -> list[Route]:
    """Return `/` and `/index.json`."""

    async def home(request: Request) -> Response:
        return await _home(serving, request)

    return [Route(path, home, methods=["GET"]) for path in ("/", "/index.json")]


async def _home(serving: Serving, request: Request) -> Response:
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    here = address(request, serving.settings)
    as_json = request.url.path.endswith(".json")
    shown = await once(serving, snapshot, *ONCE)
    mark = tag_with_queries(graph, "home", here, str(as_json))
    form = Form("application/json", mark) if as_json else frame.form(mark, _scripts())
    job = made(serving, snapshot, Task.of(_write_json if as_json else _write_page, shown, here))
    return await answered(serving, request, job, form)


def _scripts() -> tuple[str, ...]:
    return (asset(frame.HERE / "finding.js"),)


def _write_json(graph: Graph, running: Running, shown: Home, _: str) -> None:
    running.out.write(msgspec.json.encode(_told(graph, shown, offered(graph))) + b"\n")


def _write_page(graph: Graph, running: Running, shown: Home, here: str) -> None:
    running.out.write(frame.rendered(
        graph, "home.html", graph.manifest.title, _scripts(), here=here, root_of=root_of(graph),
        shown=shown, tags=by_tag(offered(graph)), most=_MOST_ARTICLES,
    ))  # fmt: skip


def by_tag(found: Iterable[Saved]) -> list[tuple[str, list[Saved]]]:
    """Return saved queries by the first of their tags."""
    tags: dict[str, list[Saved]] = {}
    for saved in found:
        tags.setdefault(next(iter(saved.about.tags), "other"), []).append(saved)
    return sorted(tags.items())


def _made(graph: Graph) -> Home:
    counts = things(graph)
    told = {name: sorted(v.value for v in dataset(graph).get(f"{_DCT}{name}", ()))
            for name in ("description", "creator", "license")}  # fmt: skip
    return Home(
        counts=counts,
        description="".join(told["description"][:1]),
        creators=" and ".join(told["creator"]),
        licence="".join(told["license"][:1]),
        kinds=tuple(_kinds(counts)),
        articles=tuple(_articles(graph)),
        talked=most_talked_of(graph),
    )


# What is made once for all who ask.
ONCE: Final = ("home", _made)


def _kinds(counts: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    for name in KINDS:
        if counts.get(name):
            yield name, LOOKS[f"{KG}{name}"].plural, counts[name]


def _articles(graph: Graph) -> Iterator[tuple[str, str, str, int, int]]:
    for row in ask(graph, _ARTICLES):
        iri, label, publisher, *numbers = ("" if term is None else term.value for term in row)
        claims, speakers = (int(number or 0) for number in numbers)
        yield path_of(graph, SOURCES, iri), label, publisher, claims, speakers


def _told(graph: Graph, shown: Home, asked: Iterable[Saved]) -> dict[str, Any]:
    return {
        "graph": graph.manifest.digest,
        "title": graph.manifest.title,
        "counts": shown.counts,
        "description": shown.description,
        "creators": shown.creators,
        "licence": shown.licence,
        "articles": [
            dict(zip(("page", "label", "publisher", "claims", "speakers"), one, strict=True))
            for one in shown.articles
        ],
        "most_talked_about": [asdict(row) for row in shown.talked],
        "queries": [saved.name for saved in asked],
    }
