"""The page of an article: its claims in order, and what others confirm, contest or do not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.graph.ask import iris
from kg.show.site.cards import WIDE, Card, Link, Shown
from kg.show.site.comparison import Agreement, Contest, Only, agreements, contests, only_here
from kg.show.site.linked import Triple
from kg.show.site.material import Material
from kg.show.site.read import OF_SOURCES
from kg.trace.evidence import Source, Thing
from kg.words import KG

_MOST_LANES: Final = 12
# An article's page shows so many claims as whole cards, and the rest as lines.
_MOST_CARDS: Final = 500


class Mark(NamedTuple):
    """A passage on the strip of the whole article; `lane` keeps overlapping ones apart."""

    card: Card
    lane: int


class Paragraph(NamedTuple):
    """The claims that begin in a paragraph."""

    number: int
    claims: tuple[Shown, ...]


class Voice(NamedTuple):
    """Someone the article leans on: for how many claims, how many of them in its own words."""

    who: Link
    claims: int
    original: int
    through: tuple[Link, ...]


class Present(NamedTuple):
    """A thing in the article, how many of its claims it is in, and whether no other has it."""

    thing: Link
    claims: int
    alone: bool


@dataclass(frozen=True)
class SourcePage:
    """Everything on the page of an article; `alone` counts statements that no other makes."""

    iri: str
    source: Source
    publisher: Link
    facts: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    lanes: int
    claims: int
    paragraphs: tuple[Paragraph, ...]
    voices: tuple[Voice, ...]
    own_voice: int
    present: tuple[tuple[str, tuple[Present, ...]], ...]
    alone: int
    shared: int
    only: tuple[Only, ...]
    agreements: tuple[Agreement, ...]
    contests: tuple[Contest, ...]


def source_page(
    known: Material, iri: str, source: Source, claims: list[str], facts: dict[str, str]
) -> SourcePage:
    """Return what stands on the page of an article; no query is asked."""
    shown = [known.cards[claim] for claim in claims]
    marks = tuple(_marks(shown))
    mine = frozenset(claims)
    made = known.statements.made(claims)
    alone = sum(mine.issuperset(told.claims) for told in made)
    publisher = known.by_id.get(source.publisher.id, "")
    return SourcePage(
        iri=iri,
        source=source,
        publisher=Link(source.publisher.label, known.places.href(publisher)),
        facts=tuple(facts.items()),
        marks=marks,
        lanes=max((mark.lane for mark in marks), default=0) + 1,
        claims=len(shown),
        paragraphs=tuple(_paragraphs(shown)),
        voices=tuple(_voices(shown)),
        own_voice=sum(card.own_voice for card in shown),
        present=tuple(_present(known, iri)),
        alone=alone,
        shared=len(made) - alone,
        only=tuple(only_here(known, made, mine)),
        agreements=tuple(agreements(known, made, mine)),
        contests=tuple(contests(known, mine)),
    )


def of_article(known: Material, iri: str, claims: Sequence[str]) -> Source:
    """Return what claims tell of their article; of one without any, only its label."""
    if claims:
        return known.read.claims[claims[0]].source
    return Source(known.read.graph.id(iri), known.label(iri), Thing("", ""), "", "", 0, 0, "")


def facts(known: Material, iri: str, triples: Iterable[Triple]) -> dict[str, str]:
    """Return what the record says of an article besides publisher, date and length, in words."""
    told: dict[str, list[str]] = defaultdict(list)
    triples = list(triples)
    known.read.words.learn(iris(value for _, _, value in triples))
    for subject, prop, value in triples:
        if subject == iri and prop.removeprefix(KG) in OF_SOURCES:
            named = iris([value])
            told[prop].append(known.label(named[0]) if named else value.value)
    wanted = [f"{KG}{name}" for name in OF_SOURCES if f"{KG}{name}" in told]
    return {known.label(prop): ", ".join(sorted(told[prop])) for prop in wanted}


def _marks(shown: list[Card]) -> Iterator[Mark]:
    """Yield the passages in the first lane that is free where they begin; few lanes are enough."""
    ends: list[int] = []
    for card in sorted(shown, key=lambda card: (card.left, -card.width)):
        if card.left < 0:
            continue
        free = (lane for lane, end in enumerate(ends) if end <= card.left)
        lane = next(free, len(ends) if len(ends) < _MOST_LANES else _MOST_LANES - 1)
        if lane == len(ends):
            ends.append(0)
        ends[lane] = min(card.left + card.width + 1, WIDE)
        yield Mark(card, lane)


def _paragraphs(shown: list[Card]) -> Iterator[Paragraph]:
    by_number: dict[int, list[Shown]] = defaultdict(list)
    for place, card in enumerate(shown):
        by_number[card.claim.passage.paragraph].append(Shown(card, place < _MOST_CARDS))
    for number, claims in sorted(by_number.items()):
        yield Paragraph(number, tuple(claims))


def _voices(shown: list[Card]) -> Iterator[Voice]:
    """Yield everyone whose words the article passes on, those it leans on most first."""
    claims: Counter[Link] = Counter()
    original: Counter[Link] = Counter()
    through: dict[Link, set[Link]] = defaultdict(set)
    for card in shown:
        passed = card.chain[:-1]
        for who in {who for step in passed for who in step.who}:
            claims[who] += 1
        for who in passed[0].who if passed else ():
            original[who] += 1
        for step in passed:
            for who in step.who:
                through[who] |= {step.through} if step.through else set()
    for who, count in sorted(claims.items(), key=lambda item: (-item[1], item[0])):
        yield Voice(who, count, original[who], tuple(sorted(through[who])))


def _present(known: Material, source: str) -> Iterator[tuple[str, tuple[Present, ...]]]:
    by_kind: dict[str, list[Present]] = defaultdict(list)
    for thing in known.things_of.get(source, ()):
        sources = known.present[thing]
        link = Link(known.label(thing), known.places.href(thing))
        alone = known.alone(thing, source)
        by_kind[known.read.words.type(thing)].append(Present(link, len(sources[source]), alone))
    for kind in known.kinds:
        found = by_kind.get(kind, [])
        if found:
            ordered = sorted(found, key=lambda one: (-one.claims, one.thing))
            yield known.plural(kind), tuple(ordered)
