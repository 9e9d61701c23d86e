"""A query that may be asked: found, guarded, with the values of its parameters in it."""

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
from kg.query.parameters import bound
from kg.query.process import NotSparql
from kg.query.saved import Saved, query_file, saved_query
from kg.query.syntax import ROOM, explain
from kg.query.terms import Given

_NAME = re.compile(r"[\w.\-]+")


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
