"""A query's answer as a picture: rows as links between their things, triples as links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.result import Result
from kg.query.results.statements import weights
from kg.query.run import query
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.show.network.behind import Links, Named, of_construct, of_rows, stating
from kg.show.network.columns import table
from kg.show.network.links import Link, Said
from kg.show.network.near import Neighbours
from kg.show.network.pick import Picked, Reading, weight
from kg.show.network.wording import Wording
from kg.show.words import Words
from kg.words import LABEL, SKOS, TYPE

FAMILY: Final = "Query"
_NO_LINKS: Final = {TYPE, LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel"}


def asked(
    graph: Graph,
    wanted: str | Path | Saved,
    values: Mapping[str, Given] | None,
    limit: int,
    words: Words,
    limits: Limits | None = None,
) -> Picked:
    """Return what a query's answer shows: the best linked things of it, and its links.

    Raises:
        UsageError: there is no such query, or its answer has no things to draw.
        LimitError: it took too long or gave too many rows.
    """
    with query(graph, wanted, values, limits) as result:
        if result.kind == "boolean":
            raise UsageError("the query answers yes or no", "draw a SELECT or a CONSTRUCT")
        room = limits or Limits()
        if result.kind == "rows":
            links = of_rows(graph, result, room)
            things = _from_rows(links, result, words)
        else:
            links = of_construct(graph, result, room)
            things = _from_triples(links, result, words)
    neighbours = Said(list(links.made), {}).neighbours()
    ranked = sorted(things, key=weight(neighbours, things))
    found = links.with_claims(ranked)
    reading = Reading(graph, words)

    def read(things: Iterable[str]) -> tuple[Said, Neighbours]:
        return Said(found, reading.drawn(things)[0].facts), neighbours

    shown = tuple(ranked[:limit])
    rank = partial(weight, neighbours)
    return Picked(shown, neighbours, rank, max(0, len(ranked) - limit), read)


def _from_rows(links: Links, result: Result, words: Words) -> set[str]:
    """Add the links that rows make, with the claims that they name; return the things."""
    rows = list(result.rows())
    found = table(links.graph, result.variables, rows, words)
    if not found.ends:
        raise UsageError(
            "no column of the answer holds things",
            "select the things to draw, such as ?who and ?what",
        )
    if len(found.ends) > 1:
        pairs = zip(*found.ends, strict=True)
        for (one, other), label, claim, row in zip(
            pairs, found.labels, found.claims, rows, strict=True
        ):
            if one and other:
                link = _link(one, other, label or "in one row")
                links.add(link, row, [claim] if claim else [])
    return {iri for column in found.ends for iri in column if iri}


def _from_triples(links: Links, result: Result, words: Words) -> set[str]:
    """Add the links that triples are, with the claims that state them; return the things."""
    triples = list(result.triples())
    weighed, statements = weights(triples)
    found: set[Named] = {
        (triple.subject, triple.predicate, triple.object)
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode)
        if triple.subject not in statements and triple.predicate.value not in _NO_LINKS
    }
    words.learn(term.value for triple in found for term in triple)
    drawn = {t for t in found if words.is_thing(t[0].value) and words.is_thing(t[2].value)}
    if not drawn:
        raise UsageError("no triple of the answer links two things", "construct links of things")
    stated = stating(links.graph, drawn)
    for triple in sorted(drawn, key=str):
        one, prop, other = (term.value for term in triple)
        weight = weighed.get(triple)
        details = (("weight", weight.value),) if weight else ()
        links.add(_link(one, other, words.property(prop), details), triple, stated[triple])
    return {end for link in links.made for end in (link.source, link.target)}


def _link(source: str, target: str, label: str, details: tuple[tuple[str, str], ...] = ()) -> Link:
    return Link(source, target, FAMILY, Wording(label, details=details), "")
