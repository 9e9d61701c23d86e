"""Every page of a site, one after the other, each with its path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import iris
from kg.show.site.answers import Answer
from kg.show.site.cards import Link, web
from kg.show.site.claim import claim_page
from kg.show.site.index import Article, index_page, list_page, search_data
from kg.show.site.linked import Mapping, Triple, described, json_ld
from kg.show.site.material import Material
from kg.show.site.read import OF_SOURCES
from kg.show.site.render import Renderer
from kg.show.site.source import source_page
from kg.show.site.thing import thing_page
from kg.trace.evidence import Source, Thing
from kg.words import KG

INDEX: Final = "index.html"
_BATCH: Final = 500

Page = tuple[str, bytes]


@dataclass(frozen=True)
class Pages:
    """What all pages are made from."""

    known: Material
    mapping: Mapping
    answers: tuple[Answer, ...]
    renderer: Renderer

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
                self._about(iri),
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
        page = source_page(self.known, iri, self._about(iri), claims, self._facts(iri, triples))
        own = [*triples, *((c, f"{KG}publishedIn", ox.NamedNode(iri)) for c in claims)]
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "source.html", page.source.label, self._linked(own),
            page=page, cards=self.known.cards, web=bool(web(page.source)),
            several=len(self.known.read.sources) > 1,
        )  # fmt: skip

    def _about(self, iri: str) -> Source:
        """Return what claims tell of their article; of one without any, only its label."""
        name = self.known.read.graph.id(iri)
        claims = self._claims_of[iri]
        if claims:
            return self.known.read.claims[claims[0]].source
        return Source(name, self.known.label(iri), Thing("", ""), "", "", 0, 0, "")

    def _facts(self, iri: str, triples: list[Triple]) -> dict[str, str]:
        told: dict[str, list[str]] = defaultdict(list)
        for subject, prop, value in triples:
            if subject == iri and prop.removeprefix(KG) in OF_SOURCES:
                named = iris([value])
                told[prop].append(self.known.label(named[0]) if named else value.value)
        wanted = [f"{KG}{name}" for name in OF_SOURCES if f"{KG}{name}" in told]
        return {self.known.label(prop): ", ".join(sorted(told[prop])) for prop in wanted}

    def _thing(self, iri: str, triples: list[Triple]) -> Page:
        page = thing_page(self.known, iri)
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "thing.html", page.label, self._linked(triples),
            page=page, cards=self.known.cards,
        )  # fmt: skip

    def _claim(self, iri: str, before: str, after: str, triples: list[Triple]) -> Page:
        page = claim_page(self.known, iri, before, after)
        digests = [v.value for _, p, v in triples if p == f"{KG}digest"]
        stated = {iri: self.known.statements.triples(iri)}
        path = self.known.places.href(iri)
        return path, self.renderer.page(
            path, "claim.html", page.card.claim.paraphrase, self._linked(triples, stated),
            page=page, digest_of_passage="".join(digests[:1]), creators=self._creators(),
        )  # fmt: skip

    def _creators(self) -> str:
        found = self.known.read.dataset.get("http://purl.org/dc/terms/creator", ())
        return " and ".join(sorted(term.value for term in found))
