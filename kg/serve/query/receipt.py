"""The receipt of one row of an answer, for the page that shows the row."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import msgspec
import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.declared import parameters
from kg.query.limits import Limits
from kg.query.ready import Ready
from kg.query.receipts.asking import asking
from kg.query.receipts.constructed import of_triples
from kg.query.receipts.receipt import Receipt, receipts
from kg.query.receipts.remarks import remarks
from kg.query.saved import Saved, saved_query
from kg.serve.making.made import made
from kg.serve.making.once import copied
from kg.serve.making.task import Task
from kg.serve.pages.places import path_of
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.body import told_in
from kg.serve.web.faults import Fault
from kg.serve.web.work import Running
from kg.show.frame.claims import claim_data, source_data
from kg.show.frame.visible import Json, seen
from kg.show.site.material import CLAIMS, SOURCES
from kg.trace.evidence import Evidence
from kg.trace.gather import evidence

PATH: Final = "/query/receipt.json"
# So many claims of one row are told; the number of all is told beside them.
_MOST: Final = 50
_NAME: Final = re.compile(r"\w+")


class Wanted(msgspec.Struct, frozen=True):
    """What the body says: a query or the name of a saved one, its values, and one row of terms."""

    variables: tuple[str, ...]
    terms: tuple[str, ...]
    query: str = ""
    saved: str = ""
    values: dict[str, str] = {}
    triples: bool = False


def routes(serving: Serving) -> list[Route]:
    """Return the receipts, by POST: a row may be longer than a URL."""

    async def receipt(request: Request) -> Response:
        wanted = await told_in(request, serving.settings, Wanted, "row of an answer")
        row = _row(wanted)
        snapshot = await serving.current.snapshot()
        await copied(serving, snapshot)
        job = made(serving, snapshot, Task.of(_write, wanted, row, serving.settings.limits))
        return await answered(serving, request, job, Form("application/json"))

    return [Route(PATH, receipt, methods=["POST"])]


def _write(graph: Graph, running: Running, wanted: Wanted, row: Row, limits: Limits) -> None:
    found = _receipt(graph, wanted, row, limits)
    running.out.write(msgspec.json.encode(_told(graph, found)) + b"\n")


def asked_query(graph: Graph, text: str, name: str) -> Saved:
    """Return a saved query by its name, else the query that a text is."""
    return (
        saved_query(name, graph) if name else Saved("", Path(), text, parameters=parameters(text))
    )


def _row(wanted: Wanted) -> Row:
    """Return the terms of the row.

    Raises:
        Fault: 400, a variable is no name, or a term is none.
    """
    names, terms = wanted.variables, wanted.terms
    odd = any(mark in term for term in terms for mark in "\t\n\r")
    if len(names) != len(terms) or odd or not all(map(_NAME.fullmatch, names)):
        raise Fault(HTTPStatus.BAD_REQUEST, "this is no row of an answer", "give a term a variable")
    if not names:
        return ()
    head, line = "\t".join(f"?{name}" for name in names), "\t".join(terms)
    try:
        found: Any = ox.parse_query_results(f"{head}\n{line}\n", ox.QueryResultsFormat.TSV)
        return tuple(next(found))
    except (SyntaxError, ValueError, StopIteration) as fault:
        raise Fault(HTTPStatus.BAD_REQUEST, f"a term cannot be read: {fault}") from None


def _receipt(graph: Graph, wanted: Wanted, row: Row, limits: Limits) -> Receipt:
    asked = asked_query(graph, wanted.query, wanted.saved)
    ready = Ready.of(graph, asked, wanted.values)
    if wanted.triples:
        return of_triples(graph, ready.sparql, [row[:3]], limits)[row[:3]]
    with asking(graph, limits) as ask:
        return receipts(graph, ready.sparql, wanted.variables, [row], ask)[0]


def _told(graph: Graph, found: Receipt) -> Json:
    known = evidence(graph.textless(), list(found.claims)[:_MOST])
    sources = {claim.source.id: claim.source for claim in known.values()}
    numbers = {name: number for number, name in enumerate(sources)}
    told: Json = seen({
        "count": len(found.claims),
        "claims": [
            {**claim_data(claim, numbers[claim.source.id], lambda _: -1, with_text=False),
             **_pages(graph, iri, claim)}
            for iri, claim in known.items()
        ],
        "sources": [source_data(source) for source in sources.values()],
        "records": [_written(graph, triple) for triple in found.records[:_MOST]],
        "remarks": remarks(found),
    })  # fmt: skip
    return told


def _pages(graph: Graph, iri: str, claim: Evidence) -> Mapping[str, str]:
    source = path_of(graph, SOURCES, graph.iri(claim.source.id).value)
    place = urllib.parse.quote(claim.id, safe="")
    return {
        "page": f"/{path_of(graph, CLAIMS, iri)}",
        "trace": f"/trace/{source}#claim={place}",
    }


def _written(graph: Graph, triple: tuple[Any, ...]) -> str:
    return " ".join(graph.id(t.value) if isinstance(t, ox.NamedNode) else str(t) for t in triple)
