"""Invented networks of any size: clusters, hubs, articles and a claim or more behind each line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph.engine import Embedded
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.passages import Grade
from kg.show.network.model import Edge, Network, Node, Statement
from kg.show.style import LOOKS
from kg.text import Span
from kg.trace.evidence import Evidence, Passage, Source, Step, Thing

BASE = "https://example.org/invented/"
_SOUNDS = (
    "ba", "ce", "do", "fi", "gu", "ha", "je", "ko", "li", "mu", "na", "pe", "ro", "si",
    "tu", "va", "we", "xo", "yi", "zu", "bran", "cher", "dorn", "feld", "gast", "holm",
)  # fmt: skip
_WORDS = (
    "council", "agency", "plan", "fund", "treaty", "summit", "office", "union", "corps",
    "mission", "alliance", "party", "bureau", "forum", "board", "group", "reform", "pact",
    "relief", "trade", "border", "harbour", "energy", "water", "rail", "grain", "steel",
)  # fmt: skip
_VERBS = (
    "supports", "opposes", "met", "funds", "trains", "supplies", "criticises", "chairs",
    "attended", "leads", "proposes", "joined", "delayed", "rejects", "hosts", "backs",
)  # fmt: skip
_TONES = {"supports": "for", "backs": "for", "opposes": "against", "rejects": "against"}
_FAMILIES = ("Stance", "Relation", "Participation", "Membership")


def graph() -> Graph:
    """Return an empty graph whose ids are those of the invented things."""
    manifest = Manifest(
        title="An invented study", base=BASE, language="en", prefixes={}, store="",
        digest="d" * 64, counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Graph(Embedded(ox.Store(), {}), manifest, Path())


def pairs(nodes: int, edges: int, chance: random.Random) -> list[tuple[int, int]]:
    """Return links of a network in clusters in which the well linked are linked more."""
    clusters = max(3, round(nodes**0.5 / 3))
    home = [int(clusters * chance.random() ** 1.5) for _ in range(nodes)]
    ends: list[list[int]] = [[] for _ in range(clusters)]
    found: set[tuple[int, int]] = set()
    for node in range(nodes):
        near = ends[home[node]]
        if near:
            hub = chance.choice(near)
            found.add((node, hub))
            near += [hub, hub]
        near.append(node)
    while len(found) < edges:
        one = chance.choice(ends[chance.randrange(clusters)] or [0])
        inside = ends[home[one] if chance.random() < 0.9 else chance.randrange(clusters)]
        other = chance.choice(inside or [0])
        if one != other:
            found.add((one, other))
            ends[home[one]].append(one)
            ends[home[other]] += [other, other]
    return sorted(found)


def network(nodes: int, edges: int) -> Network:
    """Return an invented network of so many things and lines; the same numbers give the same."""
    chance = random.Random(nodes)  # noqa: S311
    types = list(LOOKS)
    labels = [_name(chance) for _ in range(nodes)]
    iris = _ids(labels)
    claims: dict[str, Evidence] = {}
    articles = [_article(number) for number in range(max(2, nodes // 60))]
    made, about = [], [[] for _ in range(nodes)]  # type: tuple[list[Edge], list[list[str]]]
    for number, (one, other) in enumerate(pairs(nodes, edges, chance)):
        article = articles[number * len(articles) // edges]
        verb = chance.choice(_VERBS)
        speaker = Thing(iris[one].removeprefix(BASE), labels[one])
        found = [
            _claim(article, f"c{number}-{part}", speaker, f"{verb} {labels[other]}", chance)
            for part in range(1 + (chance.random() < 0.15))
        ]
        names = tuple(f"{BASE}{claim.id}" for claim in found)
        claims.update(zip(names, found, strict=True))
        for end in (one, other):
            about[end] += names
        said = Statement(verb, chance.choice(_FAMILIES), names, len(names), _TONES.get(verb, ""),
                         chance.random() > 0.2)  # fmt: skip
        made.append(Edge(iris[one], iris[other], (said,)))
    things = tuple(
        Node(iri, label, types[int(len(types) * chance.random() ** 2)],
             claims=tuple(known[:60]), about_count=len(known))
        for iri, label, known in zip(iris, labels, about, strict=True)
    )  # fmt: skip
    title = f"{nodes:,} invented things"
    kinds = {iri: iri.rpartition("#")[2].rpartition("/")[2].lower() for iri in types}
    return Network(title, things, tuple(made), claims, kinds)


def _ids(labels: list[str]) -> list[str]:
    found: dict[str, int] = {}
    for label in labels:
        name = f"{BASE}{label.lower().replace(' ', '-')}"
        found[name if name not in found else f"{name}-{len(found)}"] = 1
    return list(found)


def _name(chance: random.Random) -> str:
    first = "".join(chance.choice(_SOUNDS) for _ in range(chance.randint(2, 3))).capitalize()
    return f"{first} {chance.choice(_WORDS)}"


def _article(number: int) -> Source:
    day = f"2031-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
    paper = Thing("gazette", "The Invented Gazette")
    return Source(f"gazette-{day}-{number}", f"Gazette of {day}", paper, day,
                  f"https://gazette.example/{number}", 24_000, 60, "d" * 64)  # fmt: skip


def _claim(
    article: Source, name: str, speaker: Thing, doing: str, chance: random.Random
) -> Evidence:
    start = int(name[1:].partition("-")[0]) * 97 % 23_000
    words = list(_padding(chance))
    span = Span(start, start + 60 + chance.randrange(180))
    passage = Passage(1 + start // 400, *span, " ".join(words[:4]), " ".join(words[4:8]),
                      Grade.NO_TEXT, None, span, "d" * 64)  # fmt: skip
    chain = (
        Step(article.publisher, "publishes", "printed", None, ""),
        Step(speaker, "says", "printed", None, ""),
    )
    said = f"{speaker.label} {doing} {' '.join(words[8:])}."
    return Evidence(f"{article.id}/{name}", said, "assertion", "certain", "active", "",
                    "", article, chain, passage, (), (), ())  # fmt: skip


def _padding(chance: random.Random) -> Iterator[str]:
    for _ in range(8 + chance.randrange(4, 12)):
        yield chance.choice(_WORDS)
