"""The links of origin that a build keeps are those that a plain reading of the rules finds."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

import kg
from kg.graph.difference import Difference
from kg.graph.engine import Rows
from kg.graph.opened import Graph
from kg.graph.origins.shared import share, share_again
from kg.words import KG as NAMESPACE
from kg.words import ROOT
from tests.graph.test_renewed import (
    Files,
    article,
    entities,
    repeat,
    silence,
    write,
)  # fmt: skip


class Names(dict[str, ox.NamedNode]):
    """The nodes of a namespace, by what comes after it."""

    def __init__(self, namespace: str) -> None:
        super().__init__()
        self.namespace = namespace

    def __missing__(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self.namespace + name)


KG, MADE = Names(NAMESPACE), Names("https://example.org/")
# Every two claims that state one and the same, and have something in common. Slow, and plain.
OF_ONE_ORIGIN = """
SELECT DISTINCT ?thing ?link ?object ?one ?other WHERE {
  VALUES ?link { kg:ledBy kg:pledgedBy kg:stage kg:under kg:stance kg:partOf }
  GRAPH ?one { ?thing ?link ?object }
  GRAPH ?other { ?thing ?link ?object }
  FILTER(?one != ?other)
  FILTER NOT EXISTS { ?one kg:kind kind:question }
  FILTER NOT EXISTS { ?other kg:kind kind:question }
  ?one kg:publishedIn ?source .
  ?other kg:publishedIn ?other_source .
  FILTER(
    EXISTS { ?one kg:restates*/kg:assertedBy ?a . ?other kg:restates*/kg:assertedBy ?a }
    || EXISTS { ?one kg:attribution/kg:through ?a . ?other kg:attribution/kg:through ?a }
    || EXISTS { ?one kg:passage/kg:digest ?a . ?other kg:passage/kg:digest ?a }
    || EXISTS { ?one kg:attribution/kg:through ?other_source }
    || EXISTS { ?other kg:attribution/kg:through ?source }
    || EXISTS {
      ?one kg:restates*/kg:assertedBy ?a . ?other kg:attribution/kg:agent ?a
    }
    || EXISTS {
      ?other kg:restates*/kg:assertedBy ?a . ?one kg:attribution/kg:agent ?a
    }
    || EXISTS {
      ?one kg:attribution/kg:agent ?a . ?other kg:attribution/kg:agent ?a
      FILTER NOT EXISTS { ?source kg:publisher ?a . ?other_source kg:publisher ?a }
    }
  )
}
"""
RESTATING = "SELECT DISTINCT ?claim WHERE { ?claim kg:restates ?told }"
KEPT = "SELECT ?claim ?first WHERE { ?claim kg:sharesOriginWith ?first }"


def terms(graph: Graph, asked: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in cast("Rows", graph.engine.query(asked))]


def kept(graph: Graph) -> set[tuple[str, ...]]:
    return set(terms(graph, KEPT))


def found(graph: Graph) -> set[tuple[str, ...]]:
    """Return each claim with the first of its origin that states the same, by the plain rules."""
    late = {claim for (claim,) in terms(graph, RESTATING)}
    firsts: dict[tuple[str, ...], tuple[bool, str]] = {}
    for *fact, one, other in terms(graph, OF_ONE_ORIGIN):
        place = (other in late, other)
        if place < (one in late, one):
            firsts[*fact, one] = min(firsts.get((*fact, one), place), place)
    return {(claim, first) for (*_, claim), (_, first) in firsts.items()}


@pytest.mark.parametrize("seed", range(2))
def test_each_claim_has_the_first_of_its_origin(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    files: Files = {f"s{number}.jsonl": [article(number, rng)] for number in range(9)}
    files["entities.jsonl"] = entities()
    for edit in (repeat, repeat, repeat, silence):
        edit(files, rng)
    write(files, tmp_path)
    kg.build(tmp_path)
    graph = kg.open(tmp_path)
    assert kept(graph)
    assert kept(graph) == found(graph)


def made(name: str, house: str, rng: random.Random) -> list[ox.Quad]:
    """Return a claim in an article of its own, with two steps at least, as a build completes it."""
    claim, kind = MADE[name], rng.choice([*["assertion"] * 5, "question"])
    agents = [house, *(f"a{rng.randrange(5)}" for _ in range(rng.randint(0, 3)))]
    facts = [(KG["kind"], ox.NamedNode(f"{ROOT}kind#{kind}")), (KG["passage"], MADE[f"{name}/p"])]
    facts += [(KG["publishedIn"], MADE[f"{name}/in"]), (KG["assertedBy"], MADE[agents[-1]])]
    facts += [
        (KG["restates"], MADE[f"c{rng.randrange(15)}"]) for _ in range(rng.choice([0, 0, 0, 1, 2]))
    ]
    quads = [ox.Quad(claim, link, value) for link, value in facts]
    quads.append(ox.Quad(MADE[f"{name}/in"], KG["publisher"], MADE[house]))
    quads.append(ox.Quad(MADE[f"{name}/p"], KG["digest"], ox.Literal(str(rng.randrange(30)))))
    for place, agent in enumerate(agents):
        step = MADE[f"{name}/step/{place}"]
        quads.append(ox.Quad(claim, KG["attribution"], step))
        quads.append(ox.Quad(step, KG["position"], ox.Literal(place)))
        quads.append(ox.Quad(step, KG["agent"], MADE[agent]))
        if place and rng.random() < 0.1:
            quads.append(ox.Quad(step, KG["through"], MADE[f"c{rng.randrange(15)}/in"]))
    for _ in range(rng.randint(0, 3)):
        link, value = KG[rng.choice(["amount", "stage", "label"])], MADE[f"o{rng.randrange(2)}"]
        quads.append(ox.Quad(MADE[f"t{rng.randrange(2)}"], link, value, claim))
    return quads


def held(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def links(store: ox.Store) -> set[ox.Quad]:
    return set(store.quads_for_pattern(None, KG["sharesOriginWith"], None, None))


@pytest.mark.parametrize("seed", range(40))
def test_links_mended_are_those_of_a_store_made_anew(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    claims: dict[str, list[ox.Quad]] = {}
    store = ox.Store()
    for _ in range(12):
        before = set(store) - links(store)
        names = {f"c{number}" for number in rng.sample(range(15), rng.randint(1, 3))}
        for name in names:
            gone = name in claims and rng.random() < 0.3
            claims[name] = [] if gone else made(name, f"a{rng.randrange(5)}", rng)
        anew = held(quad for quads in claims.values() for quad in quads)
        after = set(anew)
        share(anew)
        stay = links(store)
        store = held([*after, *stay])
        grown = share_again(store, Difference([*before - after], [*after - before]))
        assert links(store) == links(anew)
        assert len(store) == len(after) + len(stay) + grown
