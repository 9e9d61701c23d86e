"""The verb `site`: the whole graph as a folder of pages for any file host."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from kg import __version__
from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.saved import queries, saved_query
from kg.show.site.answers import asked
from kg.show.site.linked import mapping
from kg.show.site.material import material
from kg.show.site.pages import Pages
from kg.show.site.pictures import drawn, rendered, whole
from kg.show.site.render import renderer
from kg.show.site.swap import Mark, replaced

ROWS: Final = 100
SECONDS: Final = 60.0


@dataclass(frozen=True)
class Site:
    """A site that was written: its folder, how many pages it has, and what it had to leave out."""

    folder: Path
    pages: int
    remarks: tuple[str, ...]


def site(
    graph: Graph,
    folder: str | Path,
    *,
    questions: Collection[str] | None = None,
    rows: int = ROWS,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Site:
    """Write a graph as a static site: a page for each thing, claim, article and saved query.

    The same graph and queries give the same bytes. No text of an article is in it. The folder is
    put in place whole; a site that was there before is replaced, anything else is refused.

    Args:
        graph: the graph to show.
        folder: where to write it; what is not there is made.
        questions: the names of the saved queries to answer; all by themselves.
        rows: how many rows of each saved query to show, with their receipts.
        limits: the limits of each saved query; 60 seconds by themselves.
        progress: told after each page how many are done, of how many.

    Raises:
        UsageError: the number of rows is under 1, or there is no saved query of a name.
        FindingsError: the decorators of a saved query that was named have errors.
        InputError: the folder holds something else or cannot be written, or the graph cannot
            answer.
    """
    if rows < 1:
        raise UsageError(f"rows is {rows}", "give a number from 1")
    target = Path(folder)
    limits = limits or Limits(seconds=SECONDS)
    wanted = queries(graph) if questions is None else [saved_query(q, graph) for q in questions]
    mark = Mark(graph=graph.manifest.digest, claimgraph=__version__)
    with replaced(target, mark) as made:
        known = material(graph, limits)
        first = whole(graph)
        told = asked(graph, wanted, limits, rows, known)
        pairs = list(drawn(graph, told, limits))
        answers = tuple(answer for answer, _ in pairs)
        pictures = [first, *(picture for _, picture in pairs if picture)]
        shown = frozenset(node.iri for node in first.network.nodes)
        terms = mapping(graph)
        pages = Pages(known, terms, answers, renderer(graph), shown)
        total = pages.count() + len(pictures)
        every = chain(
            ((one.path, rendered(one, graph, known, terms)) for one in pictures), pages.all()
        )
        for done, (path, content) in enumerate(every, 1):
            _write(made / path, content)
            if progress is not None:
                progress(done, total)
    faults = (f"{answer.saved.name}: {answer.fault}" for answer in answers if answer.fault)
    return Site(target, total, (*known.origins.remarks, *faults))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
