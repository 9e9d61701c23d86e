"""Every page of a site, one after the other, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.show.site.answers import Answer
from kg.show.site.cards import Link, web
from kg.show.site.claim import claim_page, creators
from kg.show.site.index import Article, index_page, list_page, search_data
from kg.show.site.linked import Mapping, Triple, described, json_ld
from kg.show.site.material import Material
from kg.show.site.places import to_root
from kg.show.site.render import Renderer
from kg.show.site.source import facts, of_article, source_page
from kg.show.site.thing import thing_page
from kg.words import KG

INDEX: Final = "index.html"
NETWORK: Final = "network.html"
_BATCH: Final = 500

Page = tuple[str, bytes]


@dataclass(frozen=True)
class Pages:
    """What all pages are made from; `shown` are the things in the picture of the whole graph."""

    known: Material
    mapping: Mapping
    answers: tuple[Answer, ...]
    renderer: Renderer
    shown: frozenset[str]

    def count(self) -> int:
        """Return how many pages there are, the picture not counted."""
        found = self.known.read
        members = (found.things, found.claims, found.sources, self.answers, self.known.kinds)
        return 1 + sum(len(each) for each in members)

    def all(self) -> Iterator[Page]:
        """Yield every page; what the graph says is asked for in batches of 500."""
        yield self._index()
        for answer in self.answers:
            yield self._answer(answer)
        for kind in self.known.kinds:
            yield self._list(kind)
        for iri, triples in self._described(self.known.read.sources):
            yield self._source(iri, triples)
        for iri, triples in self._described(self.known.read.things):
            yield self._thing(iri, triples)
        for claims in self._claims_of.values():
            before = {later: earlier for earlier, later in pairwise(claims)}
            after = dict(pairwise(claims))
            for iri, triples in self._described(claims):
                yield self._claim(iri, before.get(iri, ""), after.get(iri, ""), triples)

    @cached_property
    def _claims_of(self) -> dict[str, list[str]]:
        """Return each article's claims in reading order."""
        found: dict[str, list[str]] = {iri: [] for iri in self.known.read.sources}
        for claim, source in self.known.sources.items():
            found[source].append(claim)
        return found

    def _described(self, members: Sequence[str]) -> Iterator[tuple[str, list[Triple]]]:
        for start in range(0, len(members), _BATCH):
            batch = members[start : start + _BATCH]
            found = described(self.known.read.graph, batch)
            for iri in batch:
                yield iri, found.get(iri, [])

    def _linked(
        self, triples: Iterable[Triple], stated: dict[str, list[Triple]] | None = None
    ) -> str:
        return json_ld(self.mapping, triples, stated)

    def _dataset(self) -> list[Triple]:
        base = self.known.read.graph.manifest.base
        return [
            (base, prop, term) for prop, terms in self.known.read.dataset.items() for term in terms
        ]

    def _index(self) -> Page:
        articles = [
            Article(
                Link(self.known.label(iri), self.known.places.href(iri)),
                of_article(self.known, iri, claims),
                len(claims),
                len({who for c in claims for who in self.known.cards[c].chain[0].who}),
            )
            for iri, claims in self._claims_of.items()
        ]
        page = index_page(self.known, articles, self.answers)
        data = search_data(self.known, self.answers)
        linked = self._linked(self._dataset())
        return INDEX, self.renderer.page(
            INDEX,
            "index.html",
            page.title,
            linked,
            data=data,
            index=page,
            asked={answer.saved.name: answer.path for answer in self.answers},
        )

    def _answer(self, answer: Answer) -> Page:
        about = answer.saved.about
        cards = {claim: self.known.cards[claim] for row in answer.rows for claim in row.claims}
        linked = self._linked(answer.triples, answer.stated)
        return answer.path, self.renderer.page(
            answer.path, "answer.html", about.summary or answer.saved.name, linked,
            answer=answer, cards=cards,
        )  # fmt: skip

    def _list(self, kind: str) -> Page:
        path, title = self.known.places.href(kind), self.known.plural(kind)
        members = list_page(self.known, kind)
        linked = self._linked(self._dataset())
        return path, self.renderer.page(path, "list.html", title, linked, members=members)

    def _source(self, iri: str, triples: list[Triple]) -> Page:
        claims = self._claims_of[iri]
        about = of_article(self.known, iri, claims)
        page = source_page(self.known, iri, about, claims, facts(self.known, iri, triples))
        own = [*triples, *((c, f"{KG}publishedIn", ox.NamedNode(iri)) for c in claims)]
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "source.html", page.source.label, self._linked(own),
            page=page, cards=self.known.cards, web=bool(web(page.source)), ways=(),
            several=len(self.known.read.sources) > 1,
        )  # fmt: skip

    def _thing(self, iri: str, triples: list[Triple]) -> Page:
        page = thing_page(self.known, iri)
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "thing.html", page.label, self._linked(triples),
            page=page, cards=self.known.cards, ways=self._ways(iri, page.id, to_root(path)),
        )  # fmt: skip

    def _claim(self, iri: str, before: str, after: str, triples: list[Triple]) -> Page:
        page = claim_page(self.known, iri, before, after)
        stated = {iri: self.known.statements.triples(iri)}
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "claim.html", page.card.claim.paraphrase, self._linked(triples, stated),
            page=page, creators=creators(self.known), ways=(),
        )  # fmt: skip

    def _ways(self, iri: str, name: str, root: str) -> list[tuple[str, str]]:
        """Return where else a thing is shown: address and words."""
        place = f"{root}{NETWORK}#{quote(name, safe='/')}"
        return [(place, "in the network")] if iri in self.shown else []
