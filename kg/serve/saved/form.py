"""The pages of saved queries: the list of them, and each with its form and its first rows."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.query.choices import choices
from kg.query.declared import Parameter
from kg.query.results.cells import cell, grouped, is_number
from kg.query.run import query
from kg.query.saved import Saved
from kg.serve.current import Snapshot
from kg.serve.linked.places import place_of
from kg.serve.pages import frame
from kg.serve.protocol.dataset import kind_of
from kg.serve.protocol.media import formats
from kg.serve.saved.asked import Asked
from kg.serve.saved.paging import page_of
from kg.serve.serving import Serving
from kg.serve.web.work import Job, Running

_ROWS: Final = 100
_INPUTS: Final = {"integer": "number", "decimal": "number", "date": "date"}


class Cell(NamedTuple):
    """One cell of a table: its text, the path of what it names, whether it is a number."""

    text: str
    href: str
    number: bool


class Input(NamedTuple):
    """One field of a form; `choices` are values with their labels."""

    parameter: Parameter
    kind: str
    value: str
    needed: bool
    choices: Sequence[tuple[str, str]]


class Shown(NamedTuple):
    """The first rows of an answer, or why there are none."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: bool = False
    fault: str = ""


def list_page(graph: Graph, found: Sequence[Saved]) -> bytes:
    """Return the page that lists saved queries by the first of their tags."""
    by_tag: dict[str, list[Saved]] = {}
    for saved in found:
        by_tag.setdefault(next(iter(saved.about.tags), "other"), []).append(saved)
    return frame.rendered(graph, "queries.html", "Questions", tags=sorted(by_tag.items()))


def form_page(serving: Serving, snapshot: Snapshot, wanted: Asked) -> Job:
    """Return the job that writes a saved query's page; it is asked if no value is missing."""
    graph, saved = snapshot.graph, wanted.saved

    def job(running: Running) -> None:
        shown = Shown() if wanted.missing else _shown(serving, graph, wanted)
        words = saved.about
        page = frame.rendered(
            graph, "saved.html", words.question or words.summary or saved.name,
            saved=saved, inputs=tuple(_inputs(snapshot, wanted)), shown=shown,
            missing=wanted.missing, downloads=tuple(_downloads(wanted)), limit=_ROWS,
        )  # fmt: skip
        running.out.write(page)

    return job


def _shown(serving: Serving, graph: Graph, wanted: Asked) -> Shown:
    try:
        with query(graph, wanted.saved, wanted.values, serving.settings.limits) as result:
            if result.kind != "rows":
                return Shown(
                    fault=f"This query gives {result.kind}: take one of the formats below."
                )
            part, more = page_of(result, wanted.limit or _ROWS, wanted.page)
    except KgError as fault:
        return Shown(fault=str(fault))
    rows = tuple(tuple(_cell(graph, term) for term in row) for row in part.rows())
    return Shown(part.variables, rows, more)


def _cell(graph: Graph, term: Term | None) -> Cell:
    text = cell(graph, term)
    if is_number(term):
        return Cell(grouped(text), "", number=True)
    href = place_of(graph, term.value) if isinstance(term, ox.NamedNode) else ""
    return Cell(text, href, number=False)


def _inputs(snapshot: Snapshot, wanted: Asked) -> Iterator[Input]:
    for one in {parameter.name: parameter for parameter in wanted.saved.parameters}.values():
        among = snapshot.kept(
            f"choices of {wanted.saved.name}, {one.name}", partial(_choices, snapshot.graph, one)
        )
        value = wanted.values.get(one.name, one.default or "")
        example = wanted.saved.about.example.get(one.name, "")
        shown = value or (example if wanted.missing else "")
        needed = one.default is None and not one.optional
        yield Input(one, _INPUTS.get(one.type, "text"), shown, needed, among)


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
