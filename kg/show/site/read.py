"""Everything a site tells, read with a fixed number of queries, however large the graph is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.ask import ask, properties
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.words import PLEDGE, STATEMENTS, Words
from kg.trace.evidence import Evidence
from kg.trace.gather import evidence
from kg.words import KG, TYPE

QUERIES: Final = Path(__file__).parent / "queries"
ARTICLE: Final = frozenset({f"{KG}Article", f"{KG}Source"})
# What the record says of an article and its page shows besides publisher, date and length.
OF_SOURCES: Final = ("author", "language", "digest", "publisherBasis", "publisherNote", "note")
CLAIM: Final = f"{KG}Claim"
# What a claim is about, and what it was about before it was superseded or retracted.
ABOUT: Final = ("about", "wasAbout")

# The order in which a statement's parts are read; what is not here follows, by its label.
_ORDER: Final = (
    "holder", "stance", "towards", "from", "relation", "to", "item", "participant", "role", "mode",
    "event", "member", "roleTitle", "organization", "assessor", "assesses", "criterion", "rating",
    "comparedWith", "pledgedBy", "pledgedTo", "indicator", "subject", "printed", "approximation",
    "value", "valueMin", "valueMax", "amount", "amountMin", "amountMax", "currency", "quantity",
    "quantityMin", "quantityMax", "unit", "stage", "status", "date", "dated", "earliest", "latest",
    "periodStart", "periodEnd",
)  # fmt: skip
_RANK: Final = {f"{KG}{name}": place for place, name in enumerate(_ORDER)}


class Stated(NamedTuple):
    """One triple with the claim that states it."""

    claim: str
    subject: str
    property: str
    object: Term


class Name(NamedTuple):
    """One printed form of a name: the article's IRI, how the link was made, the coder's remark."""

    form: str
    source: str
    basis: str
    note: str


@dataclass(frozen=True)
class Read:
    """What has been read of a graph.

    `claims` are by IRI, in the order of the articles; `things` are what has a page of its own
    (IRIs, sorted); `stated` is by subject, in the order in which a statement's parts are read;
    `ties` are claim → [(local name of the property, other claim)]; `about` is thing → claims about
    it, `was_about` those that are superseded or retracted; `dataset` is what kg.toml says;
    `publishers` is article → the publisher's id. Where a part of the graph was read, `elsewhere`
    are things that articles speak of whose claims were not read: false if it published all these.
    """

    graph: Graph
    words: Words
    claims: dict[str, Evidence]
    sources: tuple[str, ...]
    things: tuple[str, ...]
    stated: dict[str, list[Stated]]
    names: dict[str, list[Name]]
    ties: dict[str, list[tuple[str, str]]]
    about: dict[str, list[str]]
    was_about: dict[str, list[str]]
    dataset: dict[str, list[Term]]
    publishers: dict[str, str]
    elsewhere: dict[str, bool] = field(default_factory=dict)


def read(graph: Graph) -> Read:
    """Return what a site tells of a graph; attached texts are not looked at."""
    words = Words(graph)
    types: dict[str, set[str]] = defaultdict(set)
    for thing, kind in ask(graph, QUERIES / "typed.rq"):
        if isinstance(thing, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            types[thing.value].add(kind.value)
    stated = in_order(ask(graph, QUERIES / "stated.rq"))
    words.learn(mentioned(stated) | {iri for iri, kinds in types.items() if _ours(kinds)})
    words.learn(f"{KG}{name}" for name in OF_SOURCES)
    sources = tuple(sorted(iri for iri, kinds in types.items() if kinds & ARTICLE))
    found = evidence(graph.textless(), (iri for iri, kinds in types.items() if CLAIM in kinds))
    things = tuple(sorted(iri for iri, kinds in types.items() if is_page(iri, kinds, words)))
    ties, about, was_about = _ties(graph, found)
    return Read(
        graph=graph,
        words=words,
        claims={iri: found[iri] for iri in sorted(found, key=lambda iri: place(found[iri]))},
        sources=sources,
        things=things,
        stated=stated,
        names=names(ask(graph, QUERIES / "names.rq"), words),
        ties=ties,
        about=about,
        was_about=was_about,
        dataset=dataset(graph),
        publishers={
            graph.iri(claim.source.id).value: claim.source.publisher.id for claim in found.values()
        },
    )


def dataset(graph: Graph) -> dict[str, list[Term]]:
    """Return what kg.toml says of the data set, by property."""
    base = graph.manifest.base
    return properties(graph, QUERIES / "dataset.rq", [base]).get(base, {})


def place(claim: Evidence) -> tuple[str, int, int, str]:
    """Return what sorts claims in the order of their articles."""
    return claim.source.id, claim.passage.start, -claim.passage.end, claim.id


def _ours(kinds: Iterable[str]) -> bool:
    return any(kind.startswith(KG) for kind in kinds)


def is_page(iri: str, kinds: set[str], words: Words) -> bool:
    """Tell whether something has a page as a thing: an entity, a pledge."""
    other = kinds & (ARTICLE | {CLAIM, f"{KG}Layer"})
    if not _ours(kinds) or other or not words.is_thing(iri):
        return False
    return PLEDGE in kinds or STATEMENTS.isdisjoint(kinds)


def in_order(rows: Iterable[tuple[Term | None, ...]]) -> dict[str, list[Stated]]:
    """Return rows of claim, subject, property and object by subject, as a statement is read."""
    found: dict[str, list[Stated]] = defaultdict(list)
    for claim, subject, prop, value in rows:
        if (
            isinstance(claim, ox.NamedNode)
            and isinstance(subject, ox.NamedNode)
            and isinstance(prop, ox.NamedNode)
            and value is not None
        ):
            found[subject.value].append(Stated(claim.value, subject.value, prop.value, value))
    for told in found.values():
        told.sort(key=rank)
    return dict(sorted(found.items()))


def rank(row: Stated) -> tuple[int, str, str, str]:
    """Return what sorts the parts of a statement as it is read."""
    return _RANK.get(row.property, len(_RANK)), row.property, str(row.object), row.claim


def mentioned(stated: dict[str, list[Stated]]) -> set[str]:
    """Return everything that statements name."""
    found = set(stated)
    for rows in stated.values():
        for row in rows:
            found.add(row.property)
            if isinstance(row.object, ox.NamedNode):
                found.add(row.object.value)
    return found - {TYPE}


def names(rows: Iterable[tuple[Term | None, ...]], words: Words) -> dict[str, list[Name]]:
    """Return the printed forms of each thing, of rows as `names.rq` gives them."""
    found: dict[str, list[Name]] = defaultdict(list)
    told = [[_value(term) for term in row] for row in rows]
    words.learn({row[3] for row in told if row[3]})
    for thing, form, source, basis, note in told:
        found[thing].append(Name(form, source, words.label(basis) if basis else "", note))
    return {thing: sorted(set(forms)) for thing, forms in found.items()}


def _ties(
    graph: Graph, claims: Container[str]
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[str]], dict[str, list[str]]]:
    ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    about: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in ABOUT}
    for row in ask(graph, QUERIES / "tied.rq"):
        claim, how, other = (_value(term) for term in row)
        if claim not in claims:
            continue
        name = how.removeprefix(KG)
        if name in about:
            about[name][other].append(claim)
        else:
            ties[claim].append((name, other))
    now, before = ({thing: sorted(told) for thing, told in about[name].items()} for name in ABOUT)
    return {claim: sorted(found) for claim, found in ties.items()}, now, before


def _value(term: Term | None) -> str:
    return "" if term is None else term.value
