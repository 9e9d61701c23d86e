"""A small graph on disk, made by hand: enough to ask without building a corpus."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.manifest import Manifest, write_manifest
from kg.graph.opened import Graph, open_graph

BASE = "https://example.org/study/"
DATA = """
@prefix : <https://example.org/study/> .
@prefix kg: <https://w3id.org/claimgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix actor-type: <https://w3id.org/claimgraph/actor-type#> .
:uk a kg:Organization ; rdfs:label "United Kingdom"@en ; skos:altLabel "Britain" .
:germany a kg:Organization ; rdfs:label "Germany"@en .
:gift a kg:Pledge ; rdfs:label "A gift"@en ; kg:pledgedBy :uk ; kg:amount 5300000000.5 .
:loan a kg:Pledge ; kg:pledgedBy :germany ; kg:amount -7 ;
  rdfs:label "=A loan, \\"big\\"\\n<b>"@en .
"""


def made(folder: Path, data: str = DATA) -> Graph:
    """Return the graph of some Turtle, opened from a store on disk."""
    (folder / "graph").mkdir(parents=True)
    store = ox.Store(str(folder / "graph" / "store"))
    store.bulk_load(data.encode(), ox.RdfFormat.TRIG)
    store.flush()
    del store
    manifest = Manifest(
        title="A study", base=BASE, language="en", prefixes={"ex": "https://example.org/"},
        store="store", digest="", counts={}, inputs={}, versions={},
    )  # fmt: skip
    write_manifest(folder, manifest)
    return open_graph(folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a small graph on disk."""
    return made(tmp_path_factory.mktemp("small") / "study")


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of 3,000 triples, whose cross products never end."""
    rows = (f"<{BASE}n{n}> <{BASE}p> {n} ." for n in range(3_000))
    return made(tmp_path_factory.mktemp("crowded") / "study", "\n".join(rows))
