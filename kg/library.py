"""What `kg.open` gives: a graph with the verbs that ask it as methods, for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.opened import Graph, open_graph

if TYPE_CHECKING:
    from kg.graph.info import Info
    from kg.query.limits import Limits
    from kg.query.results.result import Result
    from kg.query.terms import Given
    from kg.query.why import Answered
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

    def why(self, asked: str | Path, values: Mapping[str, Given] | None = None) -> Answered:
        """Return the first rows of an answer, each with its receipts; see `kg.why`."""
        from kg.query.why import why

        return why(self, asked, values)

    def trace(self, name: str) -> Trace:
        """Return every claim behind something; see `kg.trace`."""
        from kg.trace.trace import trace

        return trace(self, name)

    def info(self) -> Info:
        """Return what is in the graph; see `kg.info`."""
        from kg.graph.info import info

        return info(self)


def open(project: str | Path = ".") -> OpenGraph:  # noqa: A001
    """Return the graph built in a project's folder.

    Raises:
        InputError: there is no built graph, or it is damaged.
    """
    found = open_graph(project)
    return OpenGraph(found.engine, found.manifest, found.folder)
