"""The networks of a site as pages: of the whole graph, and of each answer that links things."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from kg.errors import LimitError, UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.show.network.model import Network
from kg.show.network.page import page
from kg.show.network.view import network
from kg.show.site.answers import Answer, values_for
from kg.show.site.linked import Mapping, Triple, described, json_ld
from kg.show.site.material import Material
from kg.show.site.places import to_root
from kg.words import LABEL, TYPE

INDEX: Final = "index.html"
NETWORK: Final = "network.html"
# A saved query with this tag has its rows drawn; one that gives triples is drawn in any case.
TAG: Final = "network"
_TOLD: Final = frozenset({TYPE, LABEL})


class Picture(NamedTuple):
    """A network and the path of its page; `back` are what that leads back to, by path."""

    path: str
    network: Network
    back: dict[str, str]


def whole(graph: Graph) -> Picture:
    """Return the network of the whole graph."""
    return Picture(NETWORK, network(graph), {INDEX: graph.manifest.title})


def drawn(
    graph: Graph, answers: Iterable[Answer], limits: Limits
) -> Iterator[tuple[Answer, Picture | None]]:
    """Yield each answer with its network, where its query gives triples or bears the tag `network`.

    An answer that links no two things has none, nor has one that takes longer than it may.
    """
    for answer in answers:
        wanted = answer.unit == "link" or TAG in answer.saved.about.tags
        made = _network(graph, answer, limits) if wanted and answer.rows else None
        if made is None:
            yield answer, None
            continue
        path = answer.path.replace(".html", f".{NETWORK}")
        back = {INDEX: graph.manifest.title, answer.path: "the answer as a table"}
        yield replace(answer, network=path), Picture(path, made, back)


def _network(graph: Graph, answer: Answer, limits: Limits) -> Network | None:
    saved = answer.saved
    try:
        made = network(graph, query=saved, values=values_for(graph, saved), limits=limits)
    except (UsageError, LimitError):
        return None
    return made if made.edges else None


def rendered(picture: Picture, graph: Graph, known: Material, terms: Mapping) -> bytes:
    """Return the page of a network, whose details lead to the pages of things and claims.

    Its JSON-LD tells what the things drawn are, and what links one of them to another.
    """
    folder, root = posixpath.dirname(picture.path), to_root(picture.path)
    shown = (*(node.iri for node in picture.network.nodes), *picture.network.claims)
    pages = {iri: f"{root}{known.places.href(iri)}" for iri in shown if known.places.href(iri)}
    back = {posixpath.relpath(path, folder or "."): text for path, text in picture.back.items()}
    linked = json_ld(terms, _between(graph, {node.iri for node in picture.network.nodes}))
    made = page(picture.network, graph, back=back, pages=pages, linked=linked)
    return made.encode("utf-8")


def _between(graph: Graph, things: set[str]) -> Iterator[Triple]:
    for triples in described(graph, sorted(things)).values():
        for subject, prop, value in triples:
            if subject in things and (prop in _TOLD or value.value in things):
                yield subject, prop, value
