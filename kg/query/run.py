"""The verb `query`: a saved or free query, told its parameters, guarded, run, answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.declared import parameters
from kg.query.dotted import dotted
from kg.query.guard import guard
from kg.query.here import answer_here
from kg.query.limits import Limits
from kg.query.parameters import bound
from kg.query.process import NotSparql, Question
from kg.query.results.result import Result
from kg.query.running import Running
from kg.query.saved import Saved, query_file, saved_query
from kg.query.syntax import ROOM, explain
from kg.query.terms import Given
from kg.query.workers import Workers, workers_of

# The tag of queries that engines are known to answer otherwise than SPARQL says.
_EXACT = "exact"
_NAME = re.compile(r"[\w.\-]+")


def query(
    graph: Graph,
    asked: str | Path | Saved,
    values: Mapping[str, Given] | None = None,
    limits: Limits | None = None,
) -> Result:
    """Ask a graph a saved query by its name, a query in a file, or SPARQL as text.

    Args:
        graph: the graph to ask.
        asked: the name of a saved query, the path of a .rq file, or SPARQL.
        values: the values of its parameters by name; see `kg.queries`.
        limits: how long it may take, how many rows it may give; see `Limits`.

    Returns:
        The answer, read once; use it as a context manager, or close it, to end a query early.

    Raises:
        UsageError: there is no such query, a parameter is missing or wrong, the query is not
            SPARQL, or it would do more than read.
        FindingsError: the decorators of a saved query have errors.
        LimitError: a limit was hit, before the first row or while reading.
        InputError: the store or the file cannot be read.
    """
    workers = workers_of(graph)
    if workers is not None:
        workers.warm()
    ready = Ready.of(graph, asked, values or {})
    if _EXACT in ready.saved.about.tags and graph.store is None:
        graph = graph.exact()
        workers = workers_of(graph)
    try:
        return _answer(graph, workers, ready.sparql, limits or Limits())
    except NotSparql as fault:
        raise ready.told(fault) from fault


@dataclass(frozen=True)
class Ready:
    """A query that may be asked: guarded, and its parameters bound."""

    graph: Graph
    saved: Saved
    text: str

    @classmethod
    def of(cls, graph: Graph, asked: str | Path | Saved, values: Mapping[str, Given]) -> Ready:
        """Return a query ready to be asked; raise what `query` raises before it asks."""
        saved = asked if isinstance(asked, Saved) else _saved(graph, asked)
        _guarded(saved, saved.text)
        text = bound(saved.text, saved.parameters, values, graph)
        if text != saved.text:
            _guarded(saved, text)
        return cls(graph, saved, dotted(text, graph.prefixes))

    @property
    def sparql(self) -> str:
        """Return the text for the engine."""
        return f"{self.text}{ROOM}"

    def told(self, fault: NotSparql) -> UsageError:
        """Return what the engine could not read, with its place and a hint."""
        told = explain(self.text, str(fault), self.graph.prefixes, fault.lines_before)
        return _in_file(self.saved, told)


def _guarded(saved: Saved, text: str) -> None:
    try:
        text.encode()
        guard(text)
    except UnicodeEncodeError:
        cure = "save it as UTF-8"
        raise UsageError("the query holds half a character (a lone surrogate)", cure) from None
    except UsageError as fault:
        raise _in_file(saved, fault) from None


def _saved(graph: Graph, asked: str | Path) -> Saved:
    if isinstance(asked, Path):
        return query_file(asked)
    if _NAME.fullmatch(asked):
        return saved_query(asked, graph)
    return Saved("", Path(), asked, parameters=parameters(asked))


def _in_file(saved: Saved, fault: UsageError) -> UsageError:
    """Return a fault of a query's text with the file in which it stands, if it stands in one."""
    return UsageError(f"{saved.file}: {fault.what}", fault.cure) if saved.file.name else fault


def _answer(graph: Graph, workers: Workers | None, text: str, limits: Limits) -> Result:
    base = graph.manifest.base
    if workers is None:
        kind, boolean, stream = answer_here(graph.engine, text, base, limits)
        return Result(graph, kind, boolean, stream, sparql=text)
    running = Running(workers, Question(text, base, graph.prefixes), limits)
    kind, boolean, stream = running.kind, running.boolean, running.stream
    return Result(graph, kind, boolean, stream, running.stop, text)
