"""The first page: what is in the graph, how to cite it, and what its search box knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.graph.ask import text
from kg.show.frame.visible import Json, seen, short
from kg.show.site.answers import Answer
from kg.show.site.cards import Link
from kg.show.site.material import Material
from kg.trace.evidence import Source

_DCT: Final = "http://purl.org/dc/terms/"
_MOST_TALKED_OF: Final = 24
_OTHER_NAMES: Final = 12


class Article(NamedTuple):
    """An article in the list: how many claims it has, and how many differ from another."""

    link: Link
    source: Source
    claims: int
    speakers: int


class Kind(NamedTuple):
    """A class of things with the path of its list."""

    link: Link
    things: int


class Talked(NamedTuple):
    """A thing, what it is, and how many claims are about it in how many articles."""

    link: Link
    kind: str
    claims: int
    sources: int


@dataclass(frozen=True)
class IndexPage:
    """Everything on the first page, apart from what the search box knows."""

    title: str
    description: str
    creators: str
    licence: str
    version: str
    articles: tuple[Article, ...]
    claims: int
    kinds: tuple[Kind, ...]
    talked: tuple[Talked, ...]
    questions: tuple[tuple[str, tuple[Answer, ...]], ...]
    differences: int
    agreements: int


def index_page(
    known: Material, articles: Iterable[Article], answers: Iterable[Answer]
) -> IndexPage:
    """Return what stands on the first page; no query is asked."""
    about, language = known.read.dataset, known.read.graph.manifest.language
    creators = sorted(term.value for term in about.get(f"{_DCT}creator", ()))
    licence = about.get(f"{_DCT}license", ())
    version = about.get("http://www.w3.org/ns/dcat#version", ())
    talked = sorted(known.read.things, key=lambda iri: (-known.claims_about(iri), iri))
    words = known.read.words
    return IndexPage(
        title=known.read.graph.manifest.title,
        description=text(about.get(f"{_DCT}description", ()), language),
        creators=" and ".join(creators),
        licence=licence[0].value if licence else "",
        version=version[0].value if version else "",
        articles=tuple(articles),
        claims=len(known.cards),
        kinds=tuple(_kinds(known)),
        talked=tuple(
            Talked(
                Link(known.label(iri), known.places.href(iri)),
                words.sort(iri) or words.label(words.type(iri)),
                known.claims_about(iri),
                len(known.present[iri]),
            )
            for iri in talked[:_MOST_TALKED_OF]
            if known.claims_about(iri)
        ),
        questions=tuple(_questions(answers)),
        differences=len(known.origins.differences),
        agreements=len(known.origins.agreed),
    )


def _kinds(known: Material) -> Iterator[Kind]:
    for kind in known.kinds:
        count = sum(known.read.words.type(thing) == kind for thing in known.read.things)
        yield Kind(Link(known.plural(kind), known.places.href(kind)), count)


def _questions(answers: Iterable[Answer]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """Yield the saved queries by the first of their tags."""
    by_tag: dict[str, list[Answer]] = {}
    for answer in answers:
        tag = next(iter(answer.saved.about.tags), "other")
        by_tag.setdefault(tag, []).append(answer)
    for tag, found in sorted(by_tag.items()):
        yield tag, tuple(found)


def list_page(known: Material, kind: str) -> tuple[Talked, ...]:
    """Return every thing of a class by its label."""
    words = known.read.words
    found = [
        Talked(
            Link(known.label(iri), known.places.href(iri)),
            words.sort(iri),
            known.claims_about(iri),
            len(known.present[iri]),
        )
        for iri in known.read.things
        if words.type(iri) == kind
    ]
    return tuple(sorted(found, key=lambda one: (one.link.label.casefold(), one.link.href)))


def search_data(known: Material, answers: Iterable[Answer]) -> list[Json]:
    """Return what the search box finds: name, other words, sort and path of every page."""
    words = known.read.words
    rows = [
        [
            short(known.label(iri)),
            short(" · ".join(words.names(iri)[:_OTHER_NAMES])),
            words.label(words.type(iri)),
            known.places.href(iri),
        ]
        for iri in sorted(known.read.things, key=lambda iri: (-known.claims_about(iri), iri))
    ]
    rows += [
        [short(known.label(iri)), known.read.graph.id(iri), "article", known.places.href(iri)]
        for iri in known.read.sources
    ]
    rows += [
        [short(answer.saved.about.question or answer.saved.name), answer.saved.name, "question",
         answer.path]
        for answer in answers
    ]  # fmt: skip
    rows += [
        [short(card.claim.paraphrase), card.claim.id, "claim", card.href]
        for card in known.cards.values()
    ]
    found: list[Json] = seen(rows)
    return found
