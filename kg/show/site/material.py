"""Everything that the pages are made of, put together once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.graph.ask import iris
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.show.site.cards import Card, cards
from kg.show.site.origins import Origins, origins
from kg.show.site.places import Places, fragment, page_path
from kg.show.site.read import Read, read
from kg.show.site.statements import Statements
from kg.show.style import LOOKS, rank

THINGS: Final = "things"
CLAIMS: Final = "claims"
SOURCES: Final = "sources"
LISTS: Final = "lists"


@dataclass(frozen=True)
class Material:
    """What is read, where each page lies, and what follows from both.

    `present` is thing → article → the claims of the article that are about the thing, or that
    the article passes on from it; `things_of` is article → those things. `says` is thing → the
    claims that it makes or passes on; `sources` is claim → article; `by_id` gives the IRI of a
    thing or an article by its id.
    """

    read: Read
    places: Places
    origins: Origins
    statements: Statements
    cards: Mapping[str, Card]
    by_id: Mapping[str, str]
    sources: Mapping[str, str]
    says: Mapping[str, tuple[str, ...]]
    present: Mapping[str, Mapping[str, frozenset[str]]]
    things_of: Mapping[str, list[str]]

    def label(self, iri: str) -> str:
        """Return what something is called."""
        return self.read.words.label(iri)

    def claims_about(self, thing: str) -> int:
        """Return how many claims speak of a thing."""
        return len(self.read.about.get(thing, ()))

    @property
    def kinds(self) -> list[str]:
        """Return the classes of the things that have a page, in the order of the legend."""
        found = {self.read.words.type(thing) for thing in self.read.things}
        return sorted(found, key=lambda kind: (rank(kind), kind))

    def alone(self, thing: str, source: str) -> bool:
        """Tell whether only one article speaks of a thing; its own publisher's does not count.

        The same as the saved query `only-in-one-source` tells of actors.
        """
        name = self.read.graph.id(thing)
        publishers = self.read.publishers
        others = {one for one in self.present[thing] if publishers.get(one) != name}
        return others == {source} and not self.read.elsewhere.get(thing)

    def shared(self, thing: str) -> bool:
        """Tell whether more than one article speaks of a thing."""
        return len(self.present.get(thing, ())) > 1 or thing in self.read.elsewhere

    def plural(self, kind: str) -> str:
        """Return what the things of a class are called."""
        return LOOKS[kind].plural if kind in LOOKS else f"{self.label(kind).capitalize()}s"


def material(graph: Graph, limits: Limits) -> Material:
    """Return what a site of a graph is made of.

    Raises:
        InputError: the graph cannot answer.
    """
    found = read(graph)
    return put_together(found, origins(graph, limits, found.words), dict(_paths(found)))


def put_together(found: Read, agreed: Origins, paths: Mapping[str, str]) -> Material:
    """Return what follows from what was read, of a whole graph or a part; no query is asked.

    `agreed` is what independent origins agree and differ on, `paths` gives the path of each page.
    """
    graph = found.graph
    places = Places({**paths, **dict(_told_there(found, paths))})
    by_id = {graph.id(iri): iri for iri in (*found.things, *found.sources)}
    sources = {iri: by_id[claim.source.id] for iri, claim in found.claims.items()}
    says = _says(found, by_id)
    present = _present(found, says, sources)
    things_of: dict[str, list[str]] = defaultdict(list)
    for thing, articles in present.items():
        for article in articles:
            things_of[article].append(thing)
    return Material(
        read=found,
        places=places,
        origins=agreed,
        statements=Statements(found, places, agreed),
        cards=cards(found, places, by_id),
        by_id=by_id,
        sources=sources,
        says=says,
        present=present,
        things_of=things_of,
    )


def _paths(found: Read) -> Iterator[tuple[str, str]]:
    for folder, members in (
        (THINGS, found.things),
        (CLAIMS, found.claims),
        (SOURCES, found.sources),
    ):
        for iri in members:
            yield iri, page_path(folder, found.graph.id(iri))
    for kind in {found.words.type(thing) for thing in found.things}:
        yield kind, page_path(LISTS, found.graph.id(kind).removeprefix("kg:").lower())


def _told_there(found: Read, paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield where each statement without a page is told: with the first thing it names."""
    pages = frozenset(found.things)
    for subject, rows in found.stated.items():
        named = (iri for row in rows for iri in iris([row.object]) if iri in pages)
        owner = next(named, "")
        if subject not in paths and owner:
            yield subject, f"{paths[owner]}#{fragment(subject)}"


def _says(found: Read, by_id: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the claims each thing makes or passes on; to publish the article is not counted."""
    says: dict[str, list[str]] = defaultdict(list)
    for iri, claim in found.claims.items():
        steps = claim.chain if len(claim.chain) == 1 else claim.chain[1:]
        for name in dict.fromkeys(name for step in steps for name in step.agent.id.split()):
            if name in by_id:
                says[by_id[name]].append(iri)
    return {thing: tuple(claims) for thing, claims in says.items()}


def _present(
    found: Read, says: Mapping[str, tuple[str, ...]], sources: Mapping[str, str]
) -> dict[str, dict[str, frozenset[str]]]:
    present: dict[str, dict[str, frozenset[str]]] = {}
    for thing in found.things:
        by_source: dict[str, set[str]] = defaultdict(set)
        for claim in (*found.about.get(thing, ()), *_passed_on(found, says.get(thing, ()))):
            by_source[sources[claim]].add(claim)
        present[thing] = {source: frozenset(claims) for source, claims in by_source.items()}
    return present


def _passed_on(found: Read, says: Iterable[str]) -> Iterator[str]:
    """Yield the claims that an article passes on from somebody, but for those withdrawn."""
    for claim in says:
        told = found.claims[claim]
        if len(told.chain) > 1 and told.status == "active":
            yield claim
