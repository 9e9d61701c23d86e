"""The pages of saved queries: the list of them, and each with its form and its first rows."""

from __future__ import annotations

import urllib.parse
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.choices import choices
from kg.query.declared import Parameter
from kg.query.limits import Limits
from kg.query.saved import Saved
from kg.serve.current import Snapshot
from kg.serve.making.made import made
from kg.serve.making.once import once
from kg.serve.making.task import Task
from kg.serve.pages import frame
from kg.serve.pages.home import by_tag
from kg.serve.protocol.dataset import kind_of
from kg.serve.protocol.media import formats
from kg.serve.query.answer import Answer, answer
from kg.serve.saved.asked import LIMIT, PAGE, Asked
from kg.serve.saved.examples import examples, of_query
from kg.serve.serving import Serving
from kg.serve.web.answered import answered
from kg.serve.web.faults import Fault
from kg.serve.web.work import Running
from kg.show.frame.frame import ASSETS, asset

SCRIPTS: Final = tuple(
    [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    + [asset(frame.HERE / f"{name}.js") for name in ("finding", "rows", "saved")]
)
_ROWS: Final = 100
_INPUTS: Final = {"integer": "number", "decimal": "number", "date": "date"}


class Input(NamedTuple):
    """One field of a form, of an HTML kind or a `thing`; `choices` are values with their labels."""

    parameter: Parameter
    kind: str
    value: str
    needed: bool
    choices: Sequence[tuple[str, str]]


def list_page(graph: Graph, found: Sequence[Saved]) -> bytes:
    """Return the page that lists saved queries by the first of their tags."""
    return frame.rendered(graph, "queries.html", "Questions", tags=by_tag(found))


async def form_page(serving: Serving, request: Request, wanted: Asked, mark: str) -> Response:
    """Return a saved query's page, with its rows if no value is missing, or why it has none.

    Raises:
        Fault: there was no turn.
    """
    snapshot = await serving.current.snapshot()
    inputs = [one async for one in _inputs(serving, snapshot, wanted)]
    limits = None if wanted.missing else serving.settings.limits
    form = frame.form(mark, SCRIPTS)
    job = made(serving, snapshot, Task.of(_write, wanted, inputs, limits, ""))
    try:
        return await answered(serving, request, job, form)
    except KgError as fault:
        job = made(serving, snapshot, Task.of(_write, wanted, inputs, None, str(fault)))
        return await answered(serving, request, job, replace(form, tag=""))


def _write(
    graph: Graph,
    running: Running,
    wanted: Asked,
    inputs: list[Input],
    limits: Limits | None,
    fault: str,
) -> None:
    """Write the page; the query is not asked if there are no limits for it."""
    saved, words = wanted.saved, wanted.saved.about
    found = None if limits is None else _answer(graph, wanted, limits)
    told = {
        "saved": saved.name,
        "values": dict(wanted.values),
        "titles": dict(words.columns),
        "answer": found.told() if found else None,
    }
    page = frame.rendered(
        graph, "saved.html", words.question or words.summary or saved.name, SCRIPTS,
        saved=saved, inputs=inputs, answer=told["answer"],
        fault=fault, missing=wanted.missing, downloads=tuple(_downloads(wanted)),
        ways=tuple(_ways(wanted, found)), data=frame.data(told), page=wanted.page,
        before=_turned(wanted, -1), after=_turned(wanted, 1),
    )  # fmt: skip
    running.out.write(page)


def _answer(graph: Graph, wanted: Asked, limits: Limits) -> Answer:
    """Return the rows of one page."""
    limit = wanted.limit or _ROWS
    return answer(graph, wanted.saved, wanted.values, limits, limit, (wanted.page - 1) * limit)


def _turned(wanted: Asked, step: int) -> str:
    """Return the address of the page before or behind, behind a question mark."""
    fields = {**wanted.values, LIMIT: wanted.limit or _ROWS, PAGE: wanted.page + step}
    return urllib.parse.urlencode(fields)


def _ways(wanted: Asked, found: Answer | None) -> Iterator[tuple[str, str]]:
    """Yield where else the answer is shown: address and words."""
    fields = urllib.parse.urlencode({"saved": wanted.saved.name, **wanted.values})
    if found is not None and found.kind != "boolean":
        yield f"/network?{fields}", "as a network"
    if found is not None and found.kind == "rows":
        yield f"/trace?{fields}", "beside the articles"
    yield f"/query?{fields}", "in the query page"


async def _inputs(serving: Serving, snapshot: Snapshot, wanted: Asked) -> AsyncIterator[Input]:
    known = await examples(serving, snapshot) if wanted.missing else {}
    example = of_query(wanted.saved, known)
    for one in {parameter.name: parameter for parameter in wanted.saved.parameters}.values():
        among = await _choices(serving, snapshot, wanted.saved.name, one)
        value = wanted.values.get(one.name, one.default or "")
        shown = value or (example.get(one.name, "") if wanted.missing else "")
        needed = one.default is None and not one.optional
        kind = "thing" if one.type in {"iri", "id"} else _INPUTS.get(one.type, "text")
        yield Input(one, kind, shown, needed, among)


async def _choices(
    serving: Serving, snapshot: Snapshot, name: str, parameter: Parameter
) -> list[tuple[str, str]]:
    if not parameter.choices:
        return []
    try:
        what = f"choices of {name}, {parameter.name}"
        make, seconds = partial(choices, parameter=parameter), serving.settings.timeout
        return await once(serving, snapshot, what, make, seconds)
    except (KgError, Fault):
        return []  # the field can be filled in by hand


def _downloads(wanted: Asked) -> Iterator[tuple[str, str]]:
    fields = urllib.parse.urlencode(dict(wanted.values))
    for name in formats(kind_of(wanted.saved.text)):
        if name != "html":
            asking = urllib.parse.urlencode({"format": name})
            yield name, f"{wanted.saved.name}?{fields}{'&' if fields else ''}{asking}"
