"""Small graphs made by hand, quad by quad, as a build would make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.files import resource
from kg.graph.engine import Embedded, all_prefixes
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.text import digest
from kg.words import KG, LABEL, SKOS, TYPE

BASE = "https://example.org/t/"
Value = str | int | ox.Literal
States = Mapping[str, Value]


class Maker:
    """Makes a graph as a build does; ids are IRIs below the base, `stance:opposes` a concept."""

    def __init__(self, folder: Path, title: str = "A graph made by hand") -> None:
        self.folder = folder
        self.title = title
        self.prefixes = all_prefixes(BASE, {})
        self.store = ox.Store()
        for name in ("ontology/kg.ttl", "ontology/concepts.ttl"):
            self.store.load(path=str(resource(name)), format=ox.RdfFormat.TURTLE)
        self.texts: dict[str, str] = {}

    def iri(self, name: str) -> ox.NamedNode:
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.prefixes and not local.startswith("//"):
            return ox.NamedNode(self.prefixes[prefix] + local)
        return ox.NamedNode(name if colon else BASE + name)

    def add(self, subject: str, prop: str, value: Value, claim: str = "") -> None:
        known = {"type": TYPE, "label": LABEL, "altLabel": f"{SKOS}altLabel"}
        wanted = ox.NamedNode(known.get(prop, KG + prop))
        if prop == "type" and isinstance(value, str):
            value = f"kg:{value}"
        term: ox.NamedNode | ox.Literal
        if isinstance(value, str):
            term = self.iri(value)
        else:
            term = value if isinstance(value, ox.Literal) else ox.Literal(value)
        self.store.add(ox.Quad(self.iri(subject), wanted, term))
        if claim:
            self.store.add(ox.Quad(self.iri(subject), wanted, term, self.iri(claim)))

    def all(self, subject: str, about: States, claim: str = "") -> None:
        for prop, value in about.items():
            self.add(subject, prop, value, claim)

    def thing(self, name: str, kind: str, label: str, *names: str) -> None:
        self.add(name, "type", kind)
        self.add(name, "label", ox.Literal(label, language="en"))
        for other in names:
            self.add(name, "altLabel", ox.Literal(other))

    def source(self, name: str, label: str, publisher: str, text: str, **more: Value) -> None:
        self.texts[name] = text
        self.thing(name, "Article", label)
        self.all(name, {"publisher": publisher, "length": len(text), "paragraphs": 2, **more})
        self.add(name, "digest", ox.Literal(digest(text)))

    def claim(
        self,
        name: str,
        wording: str,
        states: Mapping[str, States],
        *,
        source: str = "daily",
        span: tuple[int, int] = (0, 10),
        chain: tuple[str, ...] = ("paper",),
    ) -> None:
        text = self.texts[source]
        passage = text[slice(*span)]
        self.all(name, {
            "type": "Claim", "paraphrase": said(wording), "kind": "kind:assertion",
            "certainty": "certainty:certain", "publishedIn": source, "assertedBy": chain[-1],
            "claimStatus": "claim-status:active", "passage": f"{name}/passage",
        })  # fmt: skip
        self.all(f"{name}/passage", {
            "type": "Passage", "passageOf": source, "start": span[0], "end": span[1],
            "paragraph": text[: span[0]].count("\n") + 1, "digest": ox.Literal(digest(passage)),
            "first": ox.Literal(passage.split()[0]), "last": ox.Literal(passage.split()[-1]),
        })  # fmt: skip
        for position, agent in enumerate(chain):
            step = f"{name}/step/{position}"
            self.add(name, "attribution", step)
            self.all(step, {
                "type": "AttributionStep", "position": position, "agent": agent,
                "cue": "cue:says" if position else "cue:publishes", "basis": "basis:printed",
            })  # fmt: skip
        for node, stated in states.items():
            self.all(node, stated, claim=name)
            self.add(name, "about", node)
            for value in stated.values():
                if isinstance(value, str) and ":" not in value and value != stated["type"]:
                    self.add(name, "about", value)

    def graph(self) -> Graph:
        manifest = Manifest(
            title=self.title, base=BASE, language="en", prefixes={}, store="", digest="d" * 64,
            counts={}, inputs={}, versions={},
        )  # fmt: skip
        return Graph(Embedded(self.store, self.prefixes), manifest, self.folder)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Maker]:
    """Return a function that gives an empty graph to fill."""
    return lambda **more: Maker(tmp_path, **more)


def said(text: str) -> ox.Literal:
    """Return a text in the graph's language."""
    return ox.Literal(text, language="en")


THINGS = (
    ("paper", "Organization", "The Daily Paper"),
    ("weekly-house", "Organization", "The Weekly"),
    ("aland", "Organization", "Aland", "Åland", "Kingdom of A"),
    ("bland", "Organization", "Bland"),
    ("cland", "Organization", "Cland"),
    ("ann", "Person", "Ann Arbor"),
    ("shield", "Initiative", "Shield plan"),
    ("summit", "Meeting", "Summit of the three"),
    ("tents", "Item", "Tents"),
    ("staff", "Indicator", "Staff"),
)
GIFT: States = {
    "type": "Pledge",
    "label": said("Aland's gift"),
    "pledgedBy": "aland",
    "pledgedTo": "bland",
    "printed": ox.Literal("€5 billion"),
    "stage": "stage:agreed",
    "agreedAt": "summit",
}
AGAINST: States = {
    "type": "Stance",
    "label": said("Cland opposes the shield plan"),
    "holder": "cland",
    "stance": "stance:opposes",
    "towards": "shield",
}
DEARER: States = {**AGAINST, "rationale": said("too dear")}
SUPPLIES: States = {
    "type": "Relation",
    "label": said("Aland supplies Bland"),
    "from": "aland",
    "relation": "relation:supplies",
    "to": "bland",
    "item": "tents",
    "status": "status:planned",
}
TRAINS: States = {
    "type": "Relation",
    "label": said("Aland trains Bland"),
    "from": "aland",
    "relation": "relation:trains",
    "to": "bland",
    "status": "status:under-way",
}
CHAIRS: States = {
    "type": "Participation",
    "label": said("Ann at the summit"),
    "participant": "ann",
    "event": "summit",
    "role": "role:chair",
}
HARD: States = {
    "type": "Assessment",
    "label": said("hard"),
    "assessor": "paper",
    "assesses": "shield",
    "criterion": "criterion:feasibility",
    "rating": "rating:low",
}
MEASURED: States = {
    "type": "Measurement",
    "label": said("staff of the plan"),
    "indicator": "staff",
    "subject": "shield",
    "printed": ox.Literal("up to 300"),
    "unit": "unit:persons",
    "modality": "modality:expected",
}
PROPOSED: States = {"type": "Initiative", "proposedBy": "aland", "status": "status:under-way"}


def fill(maker: Maker) -> Maker:
    """Two articles, a summit, a pledge of one state to another, and who stands where."""
    for name, kind, label, *names in THINGS:
        maker.thing(name, kind, label, *names)
    daily = "Aland will give Bland five billion.\nNobody objects, says Ann." * 3
    weekly = "Aland gives Bland money.\nCland is against it."
    address = ox.Literal("https://weekly.example/summit")
    maker.source("daily", "The Daily Paper on the summit", "paper", daily)
    maker.source("weekly", "The Weekly on the summit", "weekly-house", weekly, url=address)
    ann, house = ("paper", "ann"), ("weekly-house",)
    claims: tuple[tuple[str, str, str, States, tuple[int, int], tuple[str, ...]], ...] = (
        ("daily/c1", "Aland gives Bland five billion euros.", "gift", GIFT, (0, 34), ann),
        ("daily/c2", "Cland is against the plan.", "stance/c", AGAINST, (36, 60), ("paper",)),
        ("daily/c3", "Aland plans to send Bland tents.", "rel/1", SUPPLIES, (0, 20), ann),
        ("daily/c4", "Aland trains Bland's soldiers.", "rel/2", TRAINS, (0, 20), ("paper",)),
        ("daily/c5", "Ann Arbor chaired the summit.", "part/1", CHAIRS, (36, 50), ("paper",)),
        ("daily/c6", "The plan is hard to carry out.", "ass/1", HARD, (36, 50), ("paper",)),
        ("daily/c7", "The plan needs up to 300 people.", "m/1", MEASURED, (36, 50), ("paper",)),
        ("weekly/c1", "Cland will not back the plan.", "stance/c", DEARER, (25, 44), house),
        ("weekly/c2", "The plan is Aland's, and under way.", "shield", PROPOSED, (0, 10), house),
    )
    for name, wording, node, states, span, chain in claims:
        source = name.partition("/")[0]
        maker.claim(name, wording, {node: states}, source=source, span=span, chain=chain)
    return maker


@pytest.fixture
def small(make: Callable[..., Maker]) -> Graph:
    """Return the small graph of `fill`."""
    return fill(make()).graph()
