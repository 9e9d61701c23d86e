"""What `kg.open` gives: a graph with the verbs that ask it as methods, for notebooks."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutdatedWarning
from kg.graph.opened import Graph, open_graph

if TYPE_CHECKING:
    from kg.graph.info import Info
    from kg.graph.search.hits import Found
    from kg.query.limits import Limits
    from kg.query.receipts.robust import Robustness
    from kg.query.receipts.why import Answered
    from kg.query.results.result import Result
    from kg.query.terms import Given
    from kg.trace.evidence import Trace


class OpenGraph(Graph):
    """A built graph to ask; each method is the function of the same name in `kg`."""

    def query(
        self,
        asked: str | Path,
        values: Mapping[str, Given] | None = None,
        limits: Limits | None = None,
    ) -> Result:
        """Return the answer to a saved query, a .rq file or SPARQL; see `kg.query`."""
        from kg.query.run import query

        return query(self, asked, values, limits)

    def why(
        self,
        asked: str | Path,
        values: Mapping[str, Given] | None = None,
        limits: Limits | None = None,
        rows: int = 100,
    ) -> Answered:
        """Return the first rows of an answer, each with its receipt; see `kg.why`."""
        from kg.query.receipts.why import why

        return why(self, asked, values, limits, rows)

    def robust(
        self,
        asked: str | Path,
        values: Mapping[str, Given] | None = None,
        limits: Limits | None = None,
        left_out: Iterable[str] = (),
    ) -> list[Robustness]:
        """Return what leaving out each source does to an answer; see `kg.robust`."""
        from kg.query.receipts.robust import robust

        return robust(self, asked, values, limits, left_out)

    def trace(self, name: str) -> Trace:
        """Return every claim behind something; see `kg.trace`."""
        from kg.trace.trace import trace

        return trace(self, name)

    def search(
        self, words: str, kinds: Iterable[str] = (), source: str = "", limit: int = 20
    ) -> Found:
        """Return things by their names and claims by their wording; see `kg.search`."""
        from kg.graph.search.search import search

        return search(self, words, kinds, source, limit)

    def info(self) -> Info:
        """Return what is in the graph; see `kg.info`."""
        from kg.graph.info import info

        return info(self)


def open(project: str | Path = ".", engine: str = "") -> OpenGraph:  # noqa: A001
    """Return the graph built in a project's folder, or the one behind the address of an engine.

    With an engine, `project` is where attached texts and own queries are.

    Raises:
        UsageError: this is not the address of an engine.
        InputError: there is no such graph, it is damaged, or the engine cannot be reached.

    Warns:
        OutdatedWarning: another version built the graph, otherwise than this one would.
    """
    found = open_graph(project, engine)
    if found.doubt:
        warnings.warn(str(found.doubt), OutdatedWarning, stacklevel=2)
    return OpenGraph(found.engine, found.manifest, found.folder)
