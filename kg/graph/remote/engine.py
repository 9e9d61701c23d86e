"""The engine behind a SPARQL 1.1 endpoint: it answers as the embedded one does."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.engine import Answer, Engine, Rows, Triples
from kg.graph.manifest import Manifest
from kg.graph.remote.body import Body
from kg.graph.remote.connection import Connection, Message, Received
from kg.graph.remote.construct import Construct
from kg.graph.remote.copied import copied, opened
from kg.graph.remote.dialect import ROWS, TRIPLES, Dialect, canonical, is_rows, is_triples
from kg.graph.remote.faults import broken, cut_short, not_sparql, replaced

_Item = TypeVar("_Item")
_EXACT: Final = "oxigraph"
# Seconds in which an engine must have said which publication is current.
_NEWS: Final = 10.0
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Remote:
    """A SPARQL endpoint, asked in its own dialect about one graph.

    `stamp` tells which publication of the graph was opened, and `still` asks which one is current.
    It is asked behind every answer: an engine may let a query see the half of what is published
    while it runs (Virtuoso reads what is committed), and a page is made of many queries.
    """

    connection: Connection
    dialect: Dialect
    prefixes: Mapping[str, str]
    stamp: str = ""
    still: str = ""

    @property
    def folder(self) -> None:
        """Return none: its store is not on this disk."""
        return None

    @property
    def literal(self) -> bool:
        """Whether it answers all of SPARQL to the letter: the server of the embedded engine does.

        It is known after the first answer.
        """
        return self.connection.server.lower().startswith(_EXACT)

    def query(self, sparql: str, seconds: float | None = None) -> Answer:
        """Return the answer; see `Engine.query`.

        The query is read here first, so that what is no SPARQL is told as the embedded engine tells
        it, and so that it is known what kind of answer to ask for.
        """
        answer = self._asked(sparql, seconds, self.dialect)
        if isinstance(answer, Rows):
            return Rows(answer.variables, self._checked(answer.rows))
        if isinstance(answer, Triples):
            return Triples(self._checked(answer.triples))
        self._check()
        return answer

    def _checked(self, found: Iterator[_Item]) -> Iterator[_Item]:
        yield from found
        self._check()

    def exact(self, manifest: Manifest) -> tuple[Engine, Manifest]:
        """Return itself, or a copy on this disk; see `Engine.exact`."""
        if self.literal:
            return self, manifest
        copy = copied(self, manifest, self.stamp)
        return opened(Path(copy.store), tuple(self.prefixes.items())), copy

    def mark(self) -> Hashable:
        """Return the stamp of the publication that is there now; see `current`."""
        return self.current()

    def current(self) -> str:
        """Return the stamp of the publication that is there now; empty if nobody can tell.

        Raises:
            InputError, LimitError: the engine cannot be asked, or says nothing for ten seconds.
        """
        if not self.still:
            return self.stamp
        found = self._asked(self.still, _NEWS, Dialect())
        terms = [row[0] for row in found] if isinstance(found, Rows) else []
        return " ".join(term.value for term in terms if isinstance(term, ox.Literal))

    def _check(self) -> None:
        if self.current() != self.stamp:
            raise replaced(self.connection.address.query)

    def _asked(self, sparql: str, seconds: float | None, dialect: Dialect) -> Answer:
        form = _form(sparql, self.prefixes)
        gives_triples = form is ox.QueryTriples
        made = None if self.literal or not gives_triples else Construct.of(sparql)
        if made is not None:
            rows = self._asked(made.select, seconds, dialect)
            return Triples(made.triples(rows if isinstance(rows, Rows) else (), self.prefixes))
        asked = {"query": dialect.query(sparql, self.prefixes)}
        body = urlencode(asked | dialect.datasets(sparql)).encode()
        url = self.connection.address.query
        message = Message(url, body, _FORM, TRIPLES if gives_triples else ROWS)
        received = self.connection.read(message, seconds, ends=not gives_triples)
        cut_short(message.host, received.head)
        if gives_triples:
            return _triples(message, received)
        answer = _rows(message, received)
        if form is ox.QueryBoolean and isinstance(answer, Rows):
            return list(answer.rows) != []  # Virtuoso 7 gives a row for yes, as JSON
        return answer


def _form(sparql: str, prefixes: Mapping[str, str]) -> type:
    """Return the kind of answer that a query has, as its parser tells."""
    try:
        return type(ox.Store().query(sparql, prefixes=dict(prefixes)))
    except SyntaxError as fault:
        raise UsageError(f"the query is not SPARQL 1.1: {fault}") from fault


def _rows(message: Message, received: Received) -> Answer:
    if not is_rows(received.head.get("content-type", "")):
        raise not_sparql(message.url, received.head)
    body: Body = received.body
    try:
        answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
    except SyntaxError as fault:
        raise broken(message.host) from fault
    if isinstance(answer, ox.QueryBoolean):
        body.whole()
        return bool(answer)
    names = tuple(variable.value for variable in answer.variables)
    return Rows(names, (tuple(map(canonical, row)) for row in _read(answer, body, message.host)))


def _triples(message: Message, received: Received) -> Answer:
    if not is_triples(received.head.get("content-type", "")):
        raise not_sparql(message.url, received.head)
    body: Body = received.body
    quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    return Triples(quad.triple for quad in _read(quads, body, message.host))


def _read(answer: Iterable[_Item], body: Body, host: str) -> Iterator[_Item]:
    """Yield what an answer holds; what is no whole answer shows itself only while it is read."""
    try:
        yield from answer
    except SyntaxError as fault:
        raise broken(host) from fault
    body.whole()
