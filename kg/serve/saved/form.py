"""The pages of saved queries: the list of them, and each with its form and its first rows."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.choices import choices
from kg.query.declared import Parameter
from kg.query.saved import Saved
from kg.serve.current import Snapshot
from kg.serve.pages import frame
from kg.serve.pages.home import by_tag
from kg.serve.protocol.dataset import kind_of
from kg.serve.protocol.media import formats
from kg.serve.query.answer import Answer, answer
from kg.serve.saved.asked import LIMIT, PAGE, Asked
from kg.serve.serving import Serving
from kg.serve.web.work import Job, Running
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


def form_page(serving: Serving, snapshot: Snapshot, wanted: Asked) -> Job:
    """Return the job that writes a saved query's page; it is asked if no value is missing."""
    graph, saved = snapshot.graph, wanted.saved

    def job(running: Running) -> None:
        found, fault = (None, "") if wanted.missing else _answer(serving, graph, wanted)
        words = saved.about
        told = {
            "saved": saved.name,
            "values": dict(wanted.values),
            "titles": dict(words.columns),
            "answer": found.told() if found else None,
        }
        page = frame.rendered(
            graph, "saved.html", words.question or words.summary or saved.name, SCRIPTS,
            saved=saved, inputs=tuple(_inputs(snapshot, wanted)), answer=told["answer"],
            fault=fault, missing=wanted.missing, downloads=tuple(_downloads(wanted)),
            ways=tuple(_ways(wanted, found)), data=frame.data(told), page=wanted.page,
            before=_turned(wanted, -1), after=_turned(wanted, 1),
        )  # fmt: skip
        running.out.write(page)

    return job


def _answer(serving: Serving, graph: Graph, wanted: Asked) -> tuple[Answer | None, str]:
    """Return the rows of one page, or why there are none."""
    limit = wanted.limit or _ROWS
    try:
        found = answer(
            graph, wanted.saved, wanted.values, serving.settings.limits,
            limit, (wanted.page - 1) * limit,
        )  # fmt: skip
    except KgError as fault:
        return None, str(fault)
    return found, ""


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


def _inputs(snapshot: Snapshot, wanted: Asked) -> Iterator[Input]:
    for one in {parameter.name: parameter for parameter in wanted.saved.parameters}.values():
        among = snapshot.kept(
            f"choices of {wanted.saved.name}, {one.name}", partial(_choices, snapshot.graph, one)
        )
        value = wanted.values.get(one.name, one.default or "")
        example = wanted.saved.about.example.get(one.name, "")
        shown = value or (example if wanted.missing else "")
        needed = one.default is None and not one.optional
        kind = "thing" if one.type in {"iri", "id"} else _INPUTS.get(one.type, "text")
        yield Input(one, kind, shown, needed, among)


def _choices(graph: Graph, parameter: Parameter) -> list[tuple[str, str]]:
    try:
        return choices(graph, parameter)
    except KgError:
        return []  # the field can be filled in by hand


def _downloads(wanted: Asked) -> Iterator[tuple[str, str]]:
    fields = urllib.parse.urlencode(dict(wanted.values))
    for name in formats(kind_of(wanted.saved.text)):
        if name != "html":
            asking = urllib.parse.urlencode({"format": name})
            yield name, f"{wanted.saved.name}?{fields}{'&' if fields else ''}{asking}"
