"""A query's answer as a picture: rows as links, triples as links."""

from __future__ import annotations

from pathlib import Path

from kg.graph.opened import Graph
from kg.show.pick import Picked
from kg.show.words import Words


def asked(graph: Graph, query: str | Path, limit: int, words: Words) -> tuple[Picked, str]:
    raise NotImplementedError
