"""The SPARQL endpoint: SPARQL 1.1 Protocol, query operation, at `/sparql`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results import html
from kg.query.results.formats import chosen
from kg.query.run import query
from kg.query.saved import Saved
from kg.serve.making.made import streamed
from kg.serve.making.task import Task
from kg.serve.protocol.dataset import is_steady, kind_of, over
from kg.serve.protocol.description import description
from kg.serve.protocol.media import Chosen, negotiated
from kg.serve.protocol.operation import Operation, operation
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered, in_turn
from kg.serve.web.shield import POLICY
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.sparql import SHORT

PATH = "/sparql"


def routes(serving: Serving) -> list[Route]:
    """Return the endpoint, with and without a slash at its end."""

    async def endpoint(request: Request) -> Response:
        wanted = await operation(request, serving.settings)
        if wanted is None:
            return await description(serving, request)
        return await _answer(serving, request, wanted)

    methods = ["GET", "POST"]
    return [Route(path, endpoint, methods=methods) for path in (PATH, f"{PATH}/")]


async def _answer(serving: Serving, request: Request, wanted: Operation) -> Response:
    read = partial(_read, wanted)
    # To read a megabyte of SPARQL takes a second, in which nobody else would be answered.
    long = len(wanted.query) > SHORT
    kind, text, steady = await in_turn(serving, request, read) if long else read()
    form = negotiated(kind, request.headers.getlist("accept"), wanted.format)
    snapshot = await serving.current.snapshot()
    mark = tag(snapshot.graph.manifest.digest, text, form.format) if steady else ""
    task = Task.of(write_answer, Saved("", Path(), text), {}, serving.settings.limits, form)
    job = streamed(serving, snapshot, task)
    return await answered(serving, request, job, Form(form.media, mark, _policy(form)))


def _read(wanted: Operation) -> tuple[str, str, bool]:
    """Return the kind of a query, its text over its data set, and whether its answer stays."""
    text = over(wanted.query, wanted.default, wanted.named)
    return kind_of(text), text, is_steady(text)


def _policy(form: Chosen) -> dict[str, str]:
    """Return the header that lets a table have its style, where the answer is one."""
    return {POLICY: f"{html.POLICY}; frame-ancestors 'none'"} if form.format == "html" else {}


def write_answer(
    graph: Graph,
    running: Running,
    saved: Saved,
    values: Mapping[str, str],
    limits: Limits,
    form: Chosen,
) -> None:
    """Ask a query and write its answer in a format."""
    with query(graph, saved, values, limits) as result:
        chosen(form.format, result.kind).write(result, running.out)
