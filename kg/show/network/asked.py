"""A query's answer as a picture: rows as links between their things, triples as links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.query.results.statements import weights
from kg.query.run import query
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.show.network.columns import Row, table
from kg.show.network.links import Link, Said
from kg.show.network.pick import Picked, Reading, weight
from kg.show.network.wording import Wording
from kg.show.words import Words
from kg.words import LABEL, SKOS, TYPE

FAMILY: Final = "Query"
_FOLDER: Final = Path(__file__).parent / "queries"
_STATING: Final = _FOLDER / "stating.rq"
_MENTIONED: Final = _FOLDER / "mentioned.rq"
_NO_LINKS: Final = {TYPE, LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel"}

Triple = tuple[str, str, str]


def asked(
    graph: Graph,
    wanted: str | Path | Saved,
    values: Mapping[str, Given] | None,
    limit: int,
    words: Words,
) -> Picked:
    """Return what a query's answer shows: the best linked things of it, and its links.

    Raises:
        UsageError: there is no such query, or its answer has no things to draw.
        LimitError: it took too long or gave too many rows.
    """
    with query(graph, wanted, values) as result:
        if result.kind == "boolean":
            raise UsageError("the query answers yes or no", "draw a SELECT or a CONSTRUCT")
        if result.kind == "rows":
            things, links = _of_rows(graph, result.variables, list(result.rows()), words)
        else:
            things, links = _of_triples(graph, list(result.triples()), words)
    neighbours = Said(links, {}).neighbours()
    ranked = sorted(things, key=weight(neighbours, things))
    reading = Reading(graph, words)

    def read(more: Iterable[str]) -> Said:
        return Said(links, reading.more(more).facts)

    said = read(ranked[:limit])
    return Picked(tuple(ranked[:limit]), said, max(0, len(ranked) - limit), read=read)


def _of_rows(
    graph: Graph, names: tuple[str, ...], rows: list[Row], words: Words
) -> tuple[set[str], list[Link]]:
    """Return the things and links of rows."""
    found = table(graph, names, rows, words)
    if not found.ends:
        raise UsageError(
            "no column of the answer holds things",
            "select the things to draw, such as ?who and ?what",
        )
    things = {iri for column in found.ends for iri in column if iri}
    if len(found.ends) == 1:
        return things, []
    links = dict.fromkeys(zip(*found.ends, found.labels, found.claims, strict=True))
    both = _Both(graph, things if any(not claim for *_, claim in links) else ())
    return things, [
        _link(source, target, label or "in one row", each)
        for source, target, label, claim in links
        if source and target
        for each in ([claim] if claim else both.claims(source, target))
    ]


def _of_triples(
    graph: Graph, triples: list[ox.Triple], words: Words
) -> tuple[set[str], list[Link]]:
    """Return the things and links of triples, with the claims that state each."""
    _, statements = weights(triples)
    found: set[Triple] = {
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode)
        if triple.subject not in statements
    }
    words.learn(iri for triple in found for iri in triple)
    links = sorted(
        t for t in found if t[1] not in _NO_LINKS and words.is_thing(t[0]) and words.is_thing(t[2])
    )
    if not links:
        raise UsageError("no triple of the answer links two things", "construct links of things")
    things = {end for subject, _, value in links for end in (subject, value)}
    stating = _stating(graph, links)
    unstated = any(triple not in stating for triple in links)
    both = _Both(graph, things if unstated else ())
    return things, [
        _link(subject, value, words.label(prop), claim)
        for subject, prop, value in links
        for claim in stating.get((subject, prop, value)) or both.claims(subject, value)
    ]


def _stating(graph: Graph, triples: list[Triple]) -> dict[Triple, list[str]]:
    found: dict[Triple, list[str]] = {}
    rows = ask(graph, _STATING, subject={subject for subject, _, _ in triples})
    for claim, subject, prop, value in rows:
        if claim and subject and prop and value:
            found.setdefault((subject.value, prop.value, value.value), []).append(claim.value)
    return found


class _Both:
    """The claims that are about both of two things: what stands behind a link of our own making."""

    def __init__(self, graph: Graph, things: Iterable[str]) -> None:
        self.about: dict[str, set[str]] = {}
        for thing, claim, how in ask(graph, _MENTIONED, thing=things):
            if thing and claim and how and how.value == "about":
                self.about.setdefault(thing.value, set()).add(claim.value)

    def claims(self, one: str, other: str) -> list[str]:
        """Return the claims, or one empty name where there is none: the link is drawn still."""
        return sorted(self.about.get(one, set()) & self.about.get(other, set())) or [""]


def _link(source: str, target: str, label: str, claim: str) -> Link:
    return Link(source, target, FAMILY, Wording(label), claim)
