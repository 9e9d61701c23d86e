"""The query page at `/query`, and what it shows as JSON at `/query.json`: a question of one's own.

Without scripts it is a form with a table. `?saved=NAME` begins with a saved query, the values of
its parameters put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from kg.query.saved import Saved, queries
from kg.serve.pages import frame
from kg.serve.pages.home import by_tag
from kg.serve.protocol.dataset import is_steady, kind_of
from kg.serve.protocol.media import formats
from kg.serve.protocol.operation import fields_of
from kg.serve.query.answer import Answer, answer
from kg.serve.query.check import fault_told
from kg.serve.query.receipt import asked_query
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.body import body_of
from kg.serve.web.faults import Fault, fault_of
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.show.frame.frame import ASSETS, asset

PATH: Final = "/query"
SCRIPTS: Final = tuple(
    [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    + [asset(frame.HERE / f"{name}.js")
       for name in ("rows", "sparql", "editor", "completing", "query")]
)  # fmt: skip
_DECORATOR: Final = "#+"


@dataclass(frozen=True)
class Asked:
    """A query as it was asked: its text and the values of its parameters."""

    text: str
    values: Mapping[str, str]


def routes(serving: Serving) -> list[Route]:
    """Return the page and its JSON, by GET, and by POST for queries too long for a URL."""

    async def page(request: Request) -> Response:
        return await _page(serving, request)

    methods = ["GET", "POST"]
    return [Route(path, page, methods=methods) for path in (PATH, f"{PATH}.json")]


async def _page(serving: Serving, request: Request) -> Response:
    graph = (await serving.current.snapshot()).graph
    fields = fields_of(request.url.query)
    if request.method == "POST":
        fields = fields_of((await body_of(request, serving.settings)).decode("utf-8", "replace"))
    asked = _asked(graph, {name: values[-1] for name, values in fields.items()})
    as_json = request.url.path.endswith(".json")
    limits = serving.settings.limits

    def job(running: Running) -> None:
        told = _told(graph, asked, limits, refuse=as_json)
        if as_json:
            running.out.write(msgspec.json.encode(told) + b"\n")
        else:
            running.out.write(_shown(graph, asked, told))

    digest = graph.manifest.digest
    mark = tag(digest, "query", asked.text, str(sorted(asked.values.items())), str(as_json))
    steady = mark if is_steady(asked.text) and request.method == "GET" else ""
    form = Form("application/json", steady) if as_json else frame.form(steady, SCRIPTS)
    return await answered(serving, request, job, form)


def _asked(graph: Graph, fields: dict[str, str]) -> Asked:
    """Return what is asked.

    Raises:
        Fault: 404, there is no such saved query.
    """
    if "saved" not in fields:
        return Asked(fields.pop("query", ""), {name: v for name, v in fields.items() if v})
    try:
        saved = asked_query(graph, "", fields.pop("saved"))
    except UsageError as fault:
        raise Fault(HTTPStatus.NOT_FOUND, fault.what, fault.cure) from None
    given = {name: value for name, value in fields.items() if value}
    values = {**(saved.about.example if not given else {}), **given}
    text = "\n".join(line for line in saved.text.split("\n") if not line.startswith(_DECORATOR))
    try:
        return Asked(bound(text, saved.parameters, values, graph).strip() + "\n", {})
    except UsageError:
        return Asked(text.strip() + "\n", values)


def _told(graph: Graph, asked: Asked, limits: Limits, *, refuse: bool) -> dict[str, Any]:
    """Return what the page shows; a fault is part of it if it is one of the query itself.

    Raises:
        KgError: the query hit a limit or the graph cannot answer; where `refuse` is true.
    """
    query = asked_query(graph, asked.text, "")
    found: Answer | None = None
    fault: dict[str, Any] | None = None
    try:
        if asked.text.strip():
            found = answer(graph, query, asked.values, limits)
    except UsageError as wrong:
        fault = fault_told(wrong)
    except KgError as wrong:
        if refuse:
            raise
        fault = {**fault_told(wrong), "status": fault_of(wrong).status}
    return {
        "query": asked.text,
        "asked": _bound(graph, query, asked),
        "graph": graph.manifest.digest,
        "parameters": [_parameter(one, asked.values) for one in query.parameters],
        "answer": found.told() if found else None,
        "fault": fault,
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
    found = [saved for saved in queries(graph) if not saved.findings]
    return frame.rendered(
        graph, "query.html", "Query", SCRIPTS,
        asked=asked, told=told, answer=told["answer"], fault=told["fault"],
        tags=by_tag(found), data=frame.data(told),
    )  # fmt: skip
