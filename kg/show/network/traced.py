"""The two pages of a network: the picture, and the trace page to which its claims lead."""

from __future__ import annotations

from typing import Final

from kg.graph.opened import Graph
from kg.show.network.model import Network
from kg.show.trace.page import page
from kg.show.trace.traced import Traced
from kg.trace.gather import stating

# A trace page of more claims would be of over twelve megabytes.
TRACED: Final = 10_000


def trace_of(network: Network, graph: Graph, *, with_text: bool = False) -> str:
    """Return the trace page of every claim behind a network; see `kg.show.trace.page`.

    Raises:
        InputError: an attached text cannot be read.
    """
    traced = Traced(
        title=network.title,
        scope="every claim behind a network",
        claims=tuple(stating(graph, network.claims).values()),
        asked=network.asked,
    )
    return page(traced, graph, with_text=with_text)
