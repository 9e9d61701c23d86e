"""The answer to a CONSTRUCT as a table: its links, the heaviest first, each with its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kg.graph.engine import Row, Term
from kg.graph.opened import Graph
from kg.query.anatomy.read import FORMS
from kg.query.limits import Limits
from kg.query.receipts.constructed import of_triples
from kg.query.receipts.receipt import Receipt
from kg.query.results.statements import weights
from kg.query.run import query
from kg.query.saved import Saved
from kg.sparql import tokens
from kg.words import LABEL, SKOS, TYPE

Link = tuple[Term, ox.NamedNode, Term]

COLUMNS: Final = ("from", "link", "to")
WEIGHED: Final = (*COLUMNS, "weight")
_NAMES: Final = {ox.NamedNode(iri) for iri in (TYPE, LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel")}


def links(
    graph: Graph, saved: Saved, values: Mapping[str, str], limits: Limits, rows: int
) -> tuple[tuple[str, ...], Sequence[Row], list[Receipt]]:
    """Return the columns, the links (one more than wanted, if there are), and their receipts.

    What things are called and what they are is no link, nor is a statement that gives a link its
    weight; where there is nothing else, every triple is a row.

    Raises:
        LimitError: the query or its receipts took too long or too much memory.
    """
    with query(graph, saved, values, limits) as result:
        triples = list(result.triples())
    found = heaviest_first(triples)
    made = of_triples(graph, result.sparql, [link for link, _ in found[:rows]], limits)
    receipts = [made[link] for link, _ in found[:rows]]
    return *as_rows(found[: rows + 1]), receipts


def heaviest_first(triples: Sequence[ox.Triple]) -> list[tuple[Link, ox.Literal | None]]:
    """Return the links of an answer, each with its weight if it has one."""
    weighed, statements = weights(triples)
    every: list[Link] = [
        (triple.subject, triple.predicate, triple.object)
        for triple in triples
        if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple)
    ]
    told = [t for t in every if t[0] not in statements and t[1] not in _NAMES] or every
    found = sorted(told, key=lambda triple: (-_heavy(weighed.get(triple)), str(triple)))
    return [(link, weighed.get(link)) for link in found]


def as_rows(
    found: Sequence[tuple[Link, ox.Literal | None]],
) -> tuple[tuple[str, ...], list[Row]]:
    """Return columns and rows; a column for the weights only where there are any."""
    if not any(weight for _, weight in found):
        return COLUMNS, [link for link, _ in found]
    return WEIGHED, [(*link, weight) for link, weight in found]


def _heavy(weight: ox.Literal | None) -> float:
    try:
        return float(weight.value) if weight else 0.0
    except ValueError:
        return 0.0


def gives_links(saved: Saved) -> bool:
    """Tell whether a query gives triples."""
    words = (token.text.upper() for token in tokens(saved.text) if token.kind == "word")
    return next((word for word in words if word in FORMS), "") in {"CONSTRUCT", "DESCRIBE"}
