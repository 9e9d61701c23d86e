"""A query checked while it is typed: what is no SPARQL and where, and what could be better."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KgError, UsageError
from kg.graph.opened import Graph
from kg.query.lint.lint import checked, lint
from kg.query.parameters import bound
from kg.serve.making.made import made
from kg.serve.making.task import Task
from kg.serve.query.receipt import asked_query
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.body import told_in
from kg.serve.web.work import Running

PATH: Final = "/query/check.json"
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")
_SECONDS: Final = 1.5


class Wanted(msgspec.Struct, frozen=True):
    """What the body says: a query, its values, and whether advice is wanted as well."""

    query: str
    values: dict[str, str] = {}
    advice: bool = False


def routes(serving: Serving) -> list[Route]:
    """Return the check, by POST."""

    async def check(request: Request) -> Response:
        wanted = await told_in(request, serving.settings, Wanted, "query to check")
        snapshot = await serving.current.snapshot()
        job = made(serving, snapshot, Task.of(_write, wanted))
        return await answered(serving, request, job, Form("application/json"))

    return [Route(PATH, check, methods=["POST"])]


def fault_told(fault: KgError) -> dict[str, Any]:
    """Return what is wrong with a query, with line and column (both from 1; 0 if unknown)."""
    place = _PLACE.search(fault.what)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return {"what": fault.what, "cure": fault.cure, "line": line, "column": column}


def _write(graph: Graph, running: Running, wanted: Wanted) -> None:
    running.out.write(msgspec.json.encode(_told(graph, wanted)) + b"\n")


def _told(graph: Graph, wanted: Wanted) -> dict[str, Any]:
    try:
        asked = asked_query(graph, wanted.query, "")
        text = wanted.query
        if asked.parameters and wanted.values:
            text = bound(text, asked.parameters, wanted.values, graph)
        checked(graph, text)
        found = lint(graph, text, _SECONDS) if wanted.advice else []
    except UsageError as fault:
        return {"fault": fault_told(fault), "advice": []}
    return {
        "fault": None,
        "advice": [
            {
                "line": one.line,
                "column": one.column,
                "code": one.code,
                "what": one.what,
                "cure": one.cure,
                "rewrite": one.rewrite if text == wanted.query else "",
            }
            for one in found
        ],
    }
