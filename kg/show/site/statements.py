"""What claims state, as it is read: each node once, its values with the claims behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.ask import iris
from kg.graph.engine import Term
from kg.query.results.cells import grouped, is_number
from kg.show.site.origins import Origins
from kg.show.site.places import Places, fragment
from kg.show.site.read import Read, Stated
from kg.words import KG, LABEL, TYPE

_USUAL: Final = frozenset({("approximation", "exact"), ("modality", "observed")})
_DATING: Final = f"{KG}Dating"


class Value(NamedTuple):
    """One value of a property: its text, its page if it has one, the claims that give it.

    `origins` is how many independent origins give it, where that is two or more.
    """

    text: str
    href: str
    claims: tuple[str, ...]
    origins: int = 0


@dataclass(frozen=True)
class Row:
    """One property of a node with its values; `differ` where claims contradict each other in it."""

    label: str
    values: tuple[Value, ...]
    differ: bool = False


@dataclass(frozen=True)
class Statement:
    """A node that claims state something of; `claims` are those claims in reading order."""

    iri: str
    label: str
    href: str
    family: str
    rows: tuple[Row, ...]
    claims: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Return the name of its place on a page."""
        return fragment(self.iri)


class Statements:
    """Every node that claims state something of, and which of them touch a thing."""

    def __init__(self, found: Read, places: Places, origins: Origins) -> None:
        """Put the triples that were read in order; no query is asked."""
        self._read = found
        self._words = found.words
        self._places = places
        self._origins = origins
        self._reading = {iri: place for place, iri in enumerate(found.claims)}
        self._pages = frozenset(found.things)
        self._all = {row for rows in found.stated.values() for row in rows}
        self._touching: dict[str, set[str]] = defaultdict(set)
        self._stating: dict[str, list[str]] = defaultdict(list)
        for subject, rows in found.stated.items():
            for iri in {subject, *(iri for row in rows for iri in iris([row.object]))}:
                self._touching[iri].add(subject)
            for claim in {row.claim for row in rows}:
                self._stating[claim].append(subject)
        self.by_node = {
            subject: self._statement(subject, rows)
            for subject, rows in found.stated.items()
            if _DATING not in self._words.types(subject)
        }

    def of(self, thing: str) -> Statement | None:
        """Return what is stated of a thing itself."""
        return self.by_node.get(thing)

    def about(self, thing: str) -> Iterator[Statement]:
        """Yield the statements that a thing has a part in, and what others have it as a value of.

        Of another thing only what it says of this one is given.
        """
        for subject in sorted(self._touching.get(thing, ())):
            found = self.by_node.get(subject)
            if found is None or subject == thing:
                continue
            if found.family == "Property":
                yield from self._pointing(found, thing)
            else:
                yield found

    def states(self, claim: str, triple: tuple[str, str, Term]) -> bool:
        """Tell whether a claim states a triple."""
        return Stated(claim, *triple) in self._all

    def made(self, claims: Iterable[str]) -> list[Statement]:
        """Return every statement that some of the claims make."""
        subjects = {subject for claim in claims for subject in self._stating.get(claim, ())}
        return [self.by_node[subject] for subject in sorted(subjects) if subject in self.by_node]

    def triples(self, claim: str) -> list[tuple[str, str, Term]]:
        """Return every triple that a claim states."""
        return [
            (row.subject, row.property, row.object)
            for subject in self._stating.get(claim, ())
            for row in self._read.stated[subject]
            if row.claim == claim
        ]

    def by(self, claim: str) -> list[Statement]:
        """Return what one claim states: its nodes with the values that it gives."""
        return [
            self._only(self.by_node[subject], claim)
            for subject in self._stating.get(claim, ())
            if subject in self.by_node
        ]

    def neighbours(self, thing: str) -> list[tuple[str, int]]:
        """Return the things it meets in statements, each with the number of claims, most first."""
        met: Counter[str] = Counter()
        for subject in self._touching.get(thing, ()):
            rows = self._read.stated[subject]
            others: dict[str, set[str]] = defaultdict(set)
            for row in rows:
                for iri in {subject, *iris([row.object])} & self._pages:
                    others[iri].add(row.claim)
            mine = others.pop(thing, set())
            for other, claims in others.items():
                met[other] += len(claims & mine)
        found = [(other, count) for other, count in met.items() if count]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def in_order(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return claims in reading order, each once."""
        known = {claim for claim in claims if claim in self._reading}
        return tuple(sorted(known, key=self._reading.__getitem__))

    def _pointing(self, found: Statement, thing: str) -> Iterator[Statement]:
        href = self._places.href(thing)
        rows = [
            replace(row, values=tuple(v for v in row.values if v.href == href), differ=False)
            for row in found.rows
        ]
        kept = tuple(row for row in rows if row.values)
        if kept and href:
            claims = self.in_order(c for row in kept for v in row.values for c in v.claims)
            yield replace(found, rows=kept, claims=claims, family="Pointing")

    def _only(self, found: Statement, claim: str) -> Statement:
        rows = (
            replace(row, values=tuple(value for value in row.values if claim in value.claims))
            for row in found.rows
        )
        return replace(found, rows=tuple(row for row in rows if row.values))

    def _statement(self, subject: str, rows: list[Stated]) -> Statement:
        family = self._family(subject)
        by_property: dict[str, list[Stated]] = defaultdict(list)
        for row in rows:
            by_property[row.property].append(row)
        hidden = {TYPE, LABEL}
        if f"{KG}date" in by_property:
            hidden |= {f"{KG}earliest", f"{KG}latest"}
        made = (
            self._row(subject, prop, stated)
            for prop, stated in by_property.items()
            if prop not in hidden
        )
        return Statement(
            iri=subject,
            label=self._words.label(subject),
            href=self._places.href(subject),
            family=family,
            rows=tuple(row for row in made if row.values),
            claims=self.in_order(row.claim for row in rows),
        )

    def _family(self, subject: str) -> str:
        names = sorted(kind.removeprefix(KG) for kind in self._words.types(subject))
        if subject in self._pages:
            return "Pledge" if "Pledge" in names else "Property"
        return names[0] if names else "Property"

    def _row(self, subject: str, prop: str, stated: list[Stated]) -> Row:
        claims: dict[Term, list[str]] = defaultdict(list)
        for row in stated:
            claims[row.object].append(row.claim)
        label = self._words.label(prop)
        values = []
        for term, by in claims.items():
            text, plain = self._text(term), self._plain(term)
            if text and (prop.removeprefix(KG), text) not in _USUAL:
                origins = self._origins.of(subject, label, plain)
                href = self._places.href(term.value) if isinstance(term, ox.NamedNode) else ""
                values.append(Value(text, href, self.in_order(by), origins))
        return Row(label, tuple(values), self._origins.differ(label, [v.claims for v in values]))

    def _plain(self, term: Term) -> str:
        return self._words.label(term.value) if isinstance(term, ox.NamedNode) else term.value

    def _text(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode) and _DATING in self._words.types(term.value):
            return self._dating(term.value)
        return grouped(term.value) if is_number(term) else self._plain(term)

    def _dating(self, iri: str) -> str:
        """Return how a date was printed and found; nothing where its day says it all."""
        told = {row.property.removeprefix(KG): self._plain(row.object)
                for row in self._read.stated.get(iri, ())}  # fmt: skip
        basis = told.get("dateBasis", "")
        printed = f"printed “{told['printed']}”" if "printed" in told else ""
        return ", ".join(part for part in (printed, basis) if part)
