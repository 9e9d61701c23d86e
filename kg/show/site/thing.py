"""The page of a thing: its names, what is claimed of it by kind of statement, and who speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.show.site.cards import Card, Link, Shown
from kg.show.site.material import Material
from kg.show.site.read import Name
from kg.show.site.statements import Row, Statement, Value

# A page shows so many claims as whole cards; those after them are one line each, with a link.
MOST_CARDS: Final = 100
_MOST_NEIGHBOURS: Final = 40
_GROUPS: Final = {
    "Stance": "Stances",
    "Pledge": "Pledges",
    "Participation": "Meetings and who took part",
    "Relation": "Relations",
    "Measurement": "Figures",
    "Assessment": "Assessments",
    "Membership": "Offices and membership",
    "Pointing": "Where it is named in what is said of others",
}


class Told(NamedTuple):
    """A statement with the claims that make it."""

    statement: Statement
    claims: tuple[Shown, ...]


class Group(NamedTuple):
    """Statements of one kind; `anchor` is the name of their place on the page."""

    title: str
    anchor: str
    told: tuple[Told, ...]


class Named(NamedTuple):
    """A printed form, and the articles in which it is printed with how the link was made."""

    form: str
    printed: tuple[tuple[Link, Name], ...]


@dataclass(frozen=True)
class ThingPage:
    """Everything on the page of a thing."""

    iri: str
    id: str
    label: str
    kind: Link
    sort: str
    names: tuple[Named, ...]
    counts: tuple[tuple[Link, int], ...]
    about: int
    speakers: tuple[tuple[Link, int], ...]
    differ: tuple[tuple[Statement, Row], ...]
    own: Statement | None
    own_claims: tuple[Shown, ...]
    groups: tuple[Group, ...]
    says: tuple[Shown, ...]
    other: tuple[Shown, ...]
    silent: tuple[Card, ...]
    neighbours: tuple[tuple[Link, int], ...]
    more_neighbours: int


class Cards:
    """Which claims have been shown whole on a page already."""

    def __init__(self, known: Material) -> None:
        """Begin a page."""
        self._known = known
        self.shown: set[str] = set()

    def of(self, claims: Iterable[str]) -> tuple[Shown, ...]:
        """Return claims as they are shown next: whole where they were not yet."""
        return tuple(self._next(claim) for claim in claims)

    def _next(self, claim: str) -> Shown:
        whole = claim not in self.shown and len(self.shown) < MOST_CARDS
        self.shown.add(claim)
        return Shown(self._known.cards[claim], whole)


def thing_page(known: Material, iri: str) -> ThingPage:
    """Return what stands on the page of a thing; no query is asked."""
    words, page = known.read.words, Cards(known)
    about = list(known.statements.about(iri))
    own = known.statements.of(iri)
    own_claims = page.of(own.claims) if own else ()
    groups = tuple(_groups(about, page))
    says = page.of(known.says.get(iri, ()))
    rest = [claim for claim in known.read.about.get(iri, ()) if claim not in page.shown]
    silent = [claim for claim in known.read.was_about.get(iri, ()) if claim not in page.shown]
    neighbours = known.statements.neighbours(iri)
    kind = words.type(iri)
    everything = [own, *about] if own else about
    return ThingPage(
        iri=iri,
        id=known.read.graph.id(iri),
        label=words.label(iri),
        kind=Link(words.label(kind), known.places.href(kind)),
        sort=words.sort(iri),
        names=tuple(_names(known, iri)),
        counts=tuple(
            (Link(known.label(source), known.places.href(source)), len(claims))
            for source, claims in sorted(known.present[iri].items())
        ),
        about=known.claims_about(iri),
        speakers=tuple(_speakers(known, known.read.about.get(iri, ()))),
        differ=tuple(pair for told in everything for pair in _differing(known, told)),
        own=own,
        own_claims=own_claims,
        groups=groups,
        says=says,
        other=page.of(known.statements.in_order(rest)),
        silent=tuple(known.cards[claim] for claim in known.statements.in_order(silent)),
        neighbours=tuple(
            (Link(known.label(other), known.places.href(other)), count)
            for other, count in neighbours[:_MOST_NEIGHBOURS]
        ),
        more_neighbours=max(0, len(neighbours) - _MOST_NEIGHBOURS),
    )


def _differing(known: Material, told: Statement) -> Iterator[tuple[Statement, Row]]:
    """Yield what claims of a statement differ in; a figure and a bound are told by both names."""
    yield from ((told, row) for row in told.rows if row.differ)
    labels = {row.label for row in told.rows}
    sides: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in known.origins.of_thing.get(told.iri, ()):
        if one.property not in labels:
            names = one.property.partition(", ")
            sides[one.property][f"{names[0]}: {one.value}"].add(one.claim)
            sides[one.property][f"{names[2]}: {one.other_value}"].add(one.other_claim)
    for both, values in sorted(sides.items()):
        found = (Value(text, "", known.statements.in_order(by)) for text, by in values.items())
        yield told, Row(both.replace(", ", " and "), tuple(found), differ=True)


def _speakers(known: Material, claims: Iterable[str]) -> list[tuple[Link, int]]:
    """Return who is the first to say the claims, most claims first."""
    counted = Counter(who for claim in claims for who in known.cards[claim].chain[0].who)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _groups(about: Iterable[Statement], page: Cards) -> Iterator[Group]:
    by_family: dict[str, list[Statement]] = defaultdict(list)
    for told in about:
        by_family[told.family].append(told)
    known = [*_GROUPS, *sorted(by_family.keys() - _GROUPS.keys())]
    for family in known:
        found = sorted(by_family.get(family, ()), key=lambda told: (told.label, told.iri))
        if found:
            told_claims = tuple(Told(told, page.of(told.claims)) for told in found)
            yield Group(_GROUPS.get(family, family), family.lower(), told_claims)


def _names(known: Material, iri: str) -> Iterator[Named]:
    printed: dict[str, list[tuple[Link, Name]]] = defaultdict(list)
    for name in known.read.names.get(iri, ()):
        source = known.label(name.source) if name.source else ""
        printed[name.form].append((Link(source, known.places.href(name.source)), name))
    for form in known.read.words.names(iri):
        printed.setdefault(form, [])
    for form, places in sorted(printed.items()):
        yield Named(form, tuple(places))
