"""The engine behind a SPARQL 1.1 endpoint: it answers as the embedded one does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Answer, Rows, Triples
from kg.graph.remote.connection import Connection, Message, Received
from kg.graph.remote.dialect import ROWS, TRIPLES, Dialect, canonical, is_rows, is_triples
from kg.graph.remote.faults import broken, cut_short, not_sparql

_Item = TypeVar("_Item")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Remote:
    """A SPARQL endpoint, asked in its own dialect about one graph."""

    connection: Connection
    dialect: Dialect
    prefixes: Mapping[str, str]

    def query(self, sparql: str, seconds: float | None = None) -> Answer:
        """Return the answer; see `Engine.query`.

        The query is read here first, so that what is no SPARQL is told as the embedded engine tells
        it, and so that it is known what kind of answer to ask for.
        """
        form = _form(sparql, self.prefixes)
        wanted = TRIPLES if form is ox.QueryTriples else ROWS
        asked = {
            "query": self.dialect.query(sparql, self.prefixes), **self.dialect.datasets(sparql),
        }  # fmt: skip
        url = self.connection.address.query
        message = Message(url, urlencode(asked).encode(), _FORM, wanted)
        received = self.connection.read(message, seconds, ends=form is not ox.QueryTriples)
        cut_short(message.host, received.head)
        return _triples(message, received) if form is ox.QueryTriples else _rows(message, received)


def _form(sparql: str, prefixes: Mapping[str, str]) -> type:
    """Return the kind of answer that a query has, as its parser tells."""
    try:
        return type(ox.Store().query(sparql, prefixes=dict(prefixes)))
    except SyntaxError as fault:
        raise UsageError(f"the query is not SPARQL 1.1: {fault}") from fault


def _rows(message: Message, received: Received) -> Answer:
    if not is_rows(received.head.get("content-type", "")):
        raise not_sparql(message.url, received.head)
    try:
        answer = ox.parse_query_results(received.body, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
    except SyntaxError as fault:
        raise broken(message.host) from fault
    if isinstance(answer, ox.QueryBoolean):
        received.body.close()
        return bool(answer)
    names = tuple(variable.value for variable in answer.variables)
    rows = (tuple(map(canonical, row)) for row in _read(answer, message.host))
    return Rows(names, rows)


def _triples(message: Message, received: Received) -> Answer:
    if not is_triples(received.head.get("content-type", "")):
        raise not_sparql(message.url, received.head)
    quads = ox.parse(received.body, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    return Triples(quad.triple for quad in _read(quads, message.host))


def _read(answer: Iterable[_Item], host: str) -> Iterator[_Item]:
    """Yield what an answer holds; what is no whole answer shows itself only while it is read."""
    try:
        yield from answer
    except SyntaxError as fault:
        raise broken(host) from fault
