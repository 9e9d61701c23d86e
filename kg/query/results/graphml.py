"""GraphML of triples, for programs that draw and measure networks."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from kg.query.results.frames import network

if TYPE_CHECKING:
    from kg.query.results.readable import Readable


def write_graphml(result: Readable, out: IO[bytes]) -> None:
    """Write the network of an answer as GraphML; days are written as texts."""
    import networkx as nx

    made = network(result)
    for _, about in made.nodes(data=True):
        _plain(about)
    for _, _, about in made.edges(data=True):
        _plain(about)
    nx.write_graphml(made, out)


def _plain(about: dict[str, object]) -> None:
    for name, found in about.items():
        if not isinstance(found, str | int | float | bool):
            about[name] = str(found)
