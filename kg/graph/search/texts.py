"""The texts of a graph: names of things, labels of statements, the wording of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final, NamedTuple

from kg.graph.ask import Properties, ask, properties
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.words import KG, LABEL, SKOS, TYPE

_QUERIES: Final = Path(__file__).parent / "queries"
_CLAIM: Final = f"{KG}Claim"
NAMES: Final = (LABEL, f"{SKOS}altLabel")
_SAYS: Final = f"{KG}paraphrase"
_THINGS: Final = frozenset({
    "Person", "Organization", "Group", "Place", "Item", "Initiative", "Event", "Meeting", "Work",
    "Indicator", "Scenario", "Pledge", "Article",
})  # fmt: skip
_STATEMENTS: Final = frozenset({
    "Measurement", "Stance", "Assessment", "Relation", "Participation", "Membership",
})  # fmt: skip
KINDS: Final = _THINGS | _STATEMENTS | {"Claim"}
_BATCH: Final = 1_000


class Tier(IntEnum):
    """What a text is: the name of a thing, what a claim says, the made label of a statement."""

    NAME = 0
    CLAIM = 1
    STATEMENT = 2


class Text(NamedTuple):
    """One text: of what thing (IRI), of what class (local name), and how it reads.

    `kind` is empty where the text is a name and no search is to find it: a dating's, a term's.
    """

    tier: Tier
    thing: str
    kind: str
    text: str


def tier_of(kind: str) -> Tier:
    """Return the tier of the things of a class."""
    if kind == "Claim":
        return Tier.CLAIM
    return Tier.STATEMENT if kind in _STATEMENTS else Tier.NAME


def texts(graph: Graph) -> Iterator[Text]:
    """Yield every text of a graph, each once, in no order."""
    kinds: dict[str, str] = {}
    for thing, of in ask(graph, _QUERIES / "classes.rq"):
        iri, name = _value(thing), _value(of).removeprefix(KG)
        kinds[iri] = min(name, kinds.get(iri, name))
    for thing, text, claim in ask(graph, _QUERIES / "texts.rq"):
        if claim is not None:
            yield Text(Tier.CLAIM, _value(claim), "Claim", _value(text))
        else:
            kind = kinds.get(_value(thing), "")
            yield Text(tier_of(kind), _value(thing), kind, _value(text))


def texts_of(graph: Graph, things: Iterable[str]) -> Iterator[Text]:
    """Yield the texts of the given things (IRIs)."""
    wanted = sorted(set(things))
    for start in range(0, len(wanted), _BATCH):
        for iri, about in described(graph, wanted[start : start + _BATCH]).items():
            yield from texts_in(iri, about)


def described(graph: Graph, things: Iterable[str]) -> dict[str, Properties]:
    """Return the classes, names and wording of things, by IRI and property."""
    return properties(graph, _QUERIES / "described.rq", things)


def texts_in(iri: str, about: Properties) -> Iterator[Text]:
    """Yield the texts of a thing that is described; its label comes first."""
    kind = kind_of(about)
    props = (_SAYS,) if kind == "Claim" else NAMES
    for text in [value for prop in props for value in about.get(prop, [])]:
        yield Text(tier_of(kind), iri, kind, _value(text))


def kind_of(about: Properties) -> str:
    """Return the class (local name) by which a thing is found; empty if it is not to be found."""
    classes = [_value(kind) for kind in about.get(TYPE, [])]
    if _CLAIM in classes:
        return "Claim"
    found = (name.removeprefix(KG) for name in classes if name.startswith(KG))
    return next((name for name in found if name in KINDS), "")


def counts(graph: Graph, things: Iterable[str] | None = None) -> dict[str, int]:
    """Return how many claims are about each thing (IRI), or about each of the given ones."""
    if things is None:
        rows = ask(graph, _QUERIES / "counts.rq")
    else:
        rows = ask(graph, _QUERIES / "counted.rq", thing=things)
    return {_value(thing): int(_value(count)) for thing, count in rows if thing is not None}


def in_source(graph: Graph, source: str) -> set[str]:
    """Return the claims of a source and what they are about, as IRIs."""
    rows = ask(graph, _QUERIES / "source.rq", source=[source])
    return {_value(thing) for (thing,) in rows}


def _value(term: Term | None) -> str:
    return "" if term is None else str(term.value)
