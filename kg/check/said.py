"""What claims state of some nodes: asked of the store, or sought in the TriG that was not loaded.

No shape looks into the claims' graphs, and they are the larger half of the work of loading. So a
check leaves them out, and reads them once for those nodes at which a shape found a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import pyoxigraph as ox

Said = Callable[[Collection[ox.NamedNode]], Iterable[ox.Quad]]


def said_in_store(store: ox.Store) -> Said:
    """Return what gives the quads of claims' graphs with some nodes as subjects, from a store."""

    def said(nodes: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
        for node in nodes:
            for quad in store.quads_for_pattern(node, None, None, None):
                if isinstance(quad.graph_name, ox.NamedNode):
                    yield quad

    return said


def said_in_trig(lines: Iterable[bytes]) -> Said:
    """Return what gives such quads from the lines of TriG, as `trig` writes them."""

    def said(nodes: Collection[ox.NamedNode]) -> Iterator[ox.Quad]:
        subjects = {str(node).encode() for node in nodes}
        graph = b""
        for line in lines if subjects else ():
            opening = line.find(b">{") + 1
            if line.startswith(b"<") and 0 < opening == line.find(b">") + 1:
                graph, line = line[:opening], line[opening + 1 :]  # noqa: PLW2901
            if line[: line.find(b">") + 1] in subjects:
                text = b"%b{%b}" % (graph, line)
                yield from ox.parse(text, format=ox.RdfFormat.TRIG, lenient=True)

    return said
