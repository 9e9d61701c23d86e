"""The document about an IRI as a page: what is said of it, what it states, the claims about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.serve.linked.places import document_of, place_of
from kg.serve.linked.told import WRITERS, Told
from kg.serve.pages import frame
from kg.serve.pages.places import page_of
from kg.show.words import Words
from kg.trace.gathered import labels
from kg.words import KG

_MOST = 500


class Value(NamedTuple):
    """A value as it is shown, and where it leads if it is a thing."""

    text: str
    href: str


class Said(NamedTuple):
    """What is said of one node: property by property."""

    node: Value
    facts: tuple[tuple[Value, tuple[Value, ...]], ...]


def about_page(graph: Graph, told: Told) -> bytes:
    """Return the page; of long lists, the first 500 values."""
    triples = (*told.record, *told.stated)
    named = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    known = labels(graph, named)

    def value(term: Term | ox.Triple) -> Value:
        if isinstance(term, ox.NamedNode):
            thing = known.get(term.value)
            label = thing.label if thing is not None else ""
            return Value(label or graph.id(term.value), place_of(graph, term.value))
        return Value(str(term) if isinstance(term, ox.Triple) else term.value, "")

    about = tuple(t.subject for t in told.record if t.predicate.value == f"{KG}about")
    claims = tuple(value(claim) for claim in about if str(claim) != f"<{told.iri}>")
    own = value(ox.NamedNode(told.iri))
    return frame.rendered(
        graph, "about.html", own.text, iri=told.iri, claims=claims,
        record=_said(told.record, value, told.iri), stated=_said(told.stated, value, ""),
        own_page=_page(graph, told.iri),
        forms=tuple((name, document_of(told.iri, name)) for name in WRITERS),
    )  # fmt: skip


def _page(graph: Graph, iri: str) -> str:
    words = Words(graph)
    words.learn([iri])
    return page_of(graph, words, iri)


def _said(
    triples: Iterable[ox.Triple], value: Callable[[Term | ox.Triple], Value], first: str
) -> tuple[Said, ...]:
    """Return what is said of each node, the thing itself first."""
    found: dict[ox.NamedNode, dict[ox.NamedNode, list[Value]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for triple in triples:
        subject, prop = triple.subject, triple.predicate
        if not isinstance(subject, ox.NamedNode):
            continue
        if prop.value != f"{KG}about" or subject.value == first or not first:
            found[subject][prop].append(value(triple.object))
    ordered = sorted(found, key=lambda node: (node.value != first, node.value))
    return tuple(
        Said(value(node), tuple((value(p), tuple(v[:_MOST])) for p, v in found[node].items()))
        for node in ordered
    )
