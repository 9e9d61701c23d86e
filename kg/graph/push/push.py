"""The verb `push`: publish a graph on an engine, so that it is there whole or not at all.

Only what differs from what is published is sent. It is brought beside, counted, and takes effect
with one update; then it is read back. A push that broke goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.graph.opened import Graph
from kg.graph.push.run import Run
from kg.graph.push.sections import differing, lines, summed
from kg.graph.push.target import Target


@dataclass(frozen=True)
class Pushed:
    """What a push did: triples put into the published graph and taken out, how many it has now."""

    put: int
    taken: int
    quads: int


def push(graph: Graph, url: str, progress: Callable[[int], None] | None = None) -> Pushed:
    """Publish a graph on the engine at a URL; what is published of it there is brought up to date.

    `progress` is told how many triples have been brought beside.

    Raises:
        UsageError: the URL is no address of an engine.
        InputError: the engine cannot be reached, holds other data, broke off, or gives back
            something else than it was given; the message says what is published then.
    """
    target = Target.at(url, graph.manifest)
    ours, theirs = summed(lines(graph)), target.sums
    run = Run(graph, target, ours, theirs)
    quads = sum(section.lines for section in ours.values())
    if not differing(ours, theirs) and target.found == run.published:
        return Pushed(0, 0, quads)
    put, taken = run.bring(progress or (lambda _: None))
    run.switch()
    run.verify()
    return Pushed(put, taken, quads)
