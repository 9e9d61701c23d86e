"""The pages of one thing, one article and one claim, each made of what little they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.part.agreed import origins_of
from kg.show.part.read import QUERIES, Wanted, read_part
from kg.show.site.claim import ClaimPage, claim_page
from kg.show.site.linked import described
from kg.show.site.material import CLAIMS, LISTS, SOURCES, THINGS, Material, put_together
from kg.show.site.read import Read
from kg.show.site.source import SourcePage, facts, of_article, source_page
from kg.show.site.thing import ThingPage, thing_page
from kg.words import KG

# So many claims are read for one page; what more claims speak of has several pages. An article has
# more room, for what it alone says is told of the whole of it.
CLAIMS_EACH: Final = 100
OF_ARTICLE: Final = 1_000

Paths = Callable[[str, str], str]
_Page = TypeVar("_Page", ThingPage, SourcePage, ClaimPage)


@dataclass(frozen=True)
class Sheet(Generic[_Page]):
    """One page, what it was made of, and which claims are on it.

    `number` is that of the page, of `sheets`; `claims` are all that there are for them together.
    `beside` counts the claims of others that state something of the same and are left out.
    """

    page: _Page
    known: Material
    number: int = 1
    sheets: int = 1
    claims: int = 1
    beside: int = 0


def thing_sheet(graph: Graph, iri: str, paths: Paths, number: int = 1) -> Sheet[ThingPage]:
    """Return the page of a thing; `paths` gives the path of a page by its folder and IRI."""
    rows = ask(graph, QUERIES / "mentions.rq", thing=[iri])
    every = sorted({claim.value for (claim,) in rows if claim is not None})
    some = _some(every, number, CLAIMS_EACH)
    part = read_part(graph, Wanted(some, touching=iri, named=(iri,)))
    known = _known(part.read, paths)
    return Sheet(
        thing_page(known, iri), known, number, _sheets(every, CLAIMS_EACH), len(every), part.beside
    )


def source_sheet(graph: Graph, iri: str, paths: Paths, number: int = 1) -> Sheet[SourcePage]:
    """Return the page of an article; `paths` gives the path of a page by its folder and IRI."""
    every = carried(graph, iri)
    some = _some(every, number, OF_ARTICLE)
    part = read_part(graph, Wanted(some, named=(iri,), carried=iri))
    known = _known(part.read, paths)
    triples = described(graph, [iri]).get(iri, [])
    about = of_article(known, iri, some)
    page = source_page(known, iri, about, list(some), facts(known, iri, triples))
    return Sheet(page, known, number, _sheets(every, OF_ARTICLE), len(every), part.beside)


def claim_sheet(graph: Graph, iri: str, paths: Paths) -> Sheet[ClaimPage]:
    """Return the page of a claim, with the claims that it belongs with."""
    every = carried(graph, article_of(graph, iri))
    at = every.index(iri) if iri in every else -1
    before = every[at - 1] if at > 0 else ""
    after = every[at + 1] if -1 < at < len(every) - 1 else ""
    around = tuple(one for one in (before, after) if one)
    part = read_part(graph, Wanted([iri], beside=around, tied=True))
    known = _known(part.read, paths)
    return Sheet(claim_page(known, iri, before, after), known, beside=part.beside)


def carried(graph: Graph, source: str) -> list[str]:
    """Return the claims of an article, in the order of their passages."""
    found = set()
    for claim, start, end in ask(graph, QUERIES / "carried.rq", source=[source]):
        if claim is not None and start is not None and end is not None:
            found.add((int(start.value), -int(end.value), claim.value))
    return [claim for _, _, claim in sorted(found)]


def article_of(graph: Graph, claim: str) -> str:
    """Return the IRI of the article that a claim is published in, or nothing."""
    rows = ask(graph, QUERIES / "article.rq", claim=[claim])
    return next((source.value for _, source in rows if source is not None), "")


def _known(found: Read, paths: Paths) -> Material:
    return put_together(found, origins_of(found), dict(_paths(found, paths)))


def _paths(found: Read, paths: Paths) -> Iterator[tuple[str, str]]:
    tied = {other for ties in found.ties.values() for _, other in ties} | found.ties.keys()
    folders: Iterable[tuple[str, Iterable[str]]] = (
        (THINGS, found.things),
        (CLAIMS, {*found.claims, *tied}),
        (SOURCES, found.sources),
        (LISTS, {found.words.type(thing) for thing in found.things}),
    )
    for folder, members in folders:
        for iri in members:
            if folder != LISTS or iri.startswith(KG):
                yield iri, paths(folder, iri)


def _some(claims: Sequence[str], number: int, each: int) -> Sequence[str]:
    return claims[(number - 1) * each : number * each]


def _sheets(claims: Sequence[str], each: int) -> int:
    return max(1, -(-len(claims) // each))
