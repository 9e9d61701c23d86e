"""The query page at `/query`, and what it shows as JSON at `/query.json`: a question of one's own.

Without scripts it is a form with a table. `?saved=NAME` begins with a saved query, the values of
its parameters put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KgError, UsageError
from kg.graph.opened import Graph
from kg.query.declared import Parameter
from kg.query.limits import Limits
from kg.query.parameters import bound
from kg.query.saved import Saved
from kg.serve.current import Snapshot
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.home import by_tag
from kg.serve.protocol.dataset import is_steady, kind_of
from kg.serve.protocol.media import formats
from kg.serve.protocol.operation import fields_of
from kg.serve.query.answer import Answer, answer
from kg.serve.query.check import fault_told
from kg.serve.query.receipt import asked_query
from kg.serve.saved.examples import examples, of_query
from kg.serve.saved.listed import offered, tag_with_queries
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.body import body_of
from kg.serve.web.faults import Fault, fault_of
from kg.serve.web.work import Running
from kg.show.frame.frame import ASSETS, asset

PATH: Final = "/query"
SCRIPTS: Final = tuple(
    [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    + [asset(frame.HERE / f"{name}.js")
       for name in ("rows", "tabs", "drawn", "sparql", "editor", "completing", "query")]
)  # fmt: skip
_DECORATOR: Final = "#+"


@dataclass(frozen=True)
class Asked:
    """A query as it was asked: its text, the values of its parameters, what was wrong with it."""

    text: str
    values: Mapping[str, str]
    fault: dict[str, Any] | None = None


def routes(serving: Serving) -> list[Route]:
    """Return the page and its JSON, by GET, and by POST for queries too long for a URL."""

    async def page(request: Request) -> Response:
        return await _page(serving, request)

    methods = ["GET", "POST"]
    return [Route(path, page, methods=methods) for path in (PATH, f"{PATH}.json")]


async def _page(serving: Serving, request: Request) -> Response:
    snapshot = await serving.current.snapshot()
    graph = snapshot.graph
    fields = fields_of(request.url.query)
    if request.method == "POST":
        fields = fields_of((await body_of(request, serving.settings)).decode("utf-8", "replace"))
    asked = await _asked(serving, snapshot, {name: told[-1] for name, told in fields.items()})
    as_json = request.url.path.endswith(".json")
    mark = tag_with_queries(
        graph, "query", asked.text, str(sorted(asked.values.items())), str(as_json)
    )
    steady = mark if request.method == "GET" and is_steady(asked.text) else ""
    form = Form("application/json", steady) if as_json else frame.form(steady, SCRIPTS)
    write = _write_json if as_json else _write_page
    job = made(serving, snapshot, Task.of(write, asked, serving.settings.limits))
    try:
        return await answered(serving, request, job, form)
    except KgError as fault:
        if as_json and not isinstance(fault, UsageError):
            raise
        told = _of_fault(fault)
        job = made(serving, snapshot, Task.of(write, replace(asked, fault=told), None))
        return await answered(serving, request, job, replace(form, tag=""))


def _of_fault(fault: KgError) -> dict[str, Any]:
    status = {} if isinstance(fault, UsageError) else {"status": fault_of(fault).status}
    return {**fault_told(fault), **status}


def _write_json(graph: Graph, running: Running, asked: Asked, limits: Limits | None) -> None:
    running.out.write(msgspec.json.encode(_told(graph, asked, limits)) + b"\n")


def _write_page(graph: Graph, running: Running, asked: Asked, limits: Limits | None) -> None:
    running.out.write(_shown(graph, asked, _told(graph, asked, limits)))


async def _asked(serving: Serving, snapshot: Snapshot, fields: dict[str, str]) -> Asked:
    """Return what is asked.

    Raises:
        Fault: 404, there is no such saved query.
    """
    if "saved" not in fields:
        return Asked(fields.pop("query", ""), {name: v for name, v in fields.items() if v})
    graph = snapshot.graph
    try:
        saved = asked_query(graph, "", fields.pop("saved"))
    except UsageError as fault:
        raise Fault(HTTPStatus.NOT_FOUND, fault.what, fault.cure) from None
    given = {name: value for name, value in fields.items() if value}
    values = given or of_query(saved, await examples(serving, snapshot))
    text = "\n".join(line for line in saved.text.split("\n") if not line.startswith(_DECORATOR))
    try:
        return Asked(bound(text, saved.parameters, values, graph).strip() + "\n", {})
    except UsageError:
        return Asked(text.strip() + "\n", values)


def _told(graph: Graph, asked: Asked, limits: Limits | None) -> dict[str, Any]:
    """Return what the page shows; the query is not asked if there are no limits for it.

    Raises:
        KgError: what `kg.query` raises.
    """
    query = asked_query(graph, asked.text, "")
    found: Answer | None = None
    if asked.text.strip() and limits is not None:
        found = answer(graph, query, asked.values, limits)
    return {
        "query": asked.text,
        "asked": _bound(graph, query, asked),
        "graph": graph.manifest.digest,
        "parameters": [_parameter(one, asked.values) for one in query.parameters],
        "answer": found.told() if found else None,
        "fault": asked.fault,
        "formats": [name for name in formats(kind_of(asked.text)) if name != "html"],
    }


def _bound(graph: Graph, query: Saved, asked: Asked) -> str:
    """Return the query with its values put in, for programs that know no parameters."""
    try:
        return bound(asked.text, query.parameters, asked.values, graph)
    except UsageError:
        return asked.text


def _parameter(one: Parameter, values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "type": one.datatype or one.type,
        "needed": not one.optional and one.default is None,
        "value": values.get(one.name, one.default or ""),
    }


def _shown(graph: Graph, asked: Asked, told: dict[str, Any]) -> bytes:
    return frame.rendered(
        graph, "query.html", "Query", SCRIPTS,
        asked=asked, told=told, answer=told["answer"], fault=told["fault"],
        drawn={"query": asked.text, **asked.values},
        tags=by_tag(offered(graph)), data=frame.data(told),
    )  # fmt: skip
