"""The page of a claim: its chain, its passage, what it states, and the claims it belongs with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.show.site.cards import Card
from kg.show.site.material import Material
from kg.show.site.origins import Difference
from kg.show.site.statements import Statement


class Same(NamedTuple):
    """A statement of the claim, and the other claims that make it."""

    statement: Statement
    others: tuple[Card, ...]


@dataclass(frozen=True)
class ClaimPage:
    """Everything on the page of a claim; `before` and `after` are its neighbours in the article."""

    card: Card
    states: tuple[Same, ...]
    differences: tuple[tuple[Difference, Card], ...]
    related: tuple[tuple[str, Card], ...]
    before: Card | None
    after: Card | None


def claim_page(known: Material, iri: str, before: str, after: str) -> ClaimPage:
    """Return what stands on the page of a claim; no query is asked."""
    card = known.cards[iri]
    ties = (*card.ties, *card.back)
    return ClaimPage(
        card=card,
        states=tuple(
            Same(told, tuple(known.cards[other] for other in told.claims if other != iri))
            for told in known.statements.by(iri)
            if told.rows
        ),
        differences=tuple(
            (one, known.cards[one.other_claim if one.claim == iri else one.claim])
            for one in known.origins.of_claim.get(iri, ())
        ),
        related=tuple(
            (tie.how, known.cards[tie.claim]) for tie in ties if tie.claim in known.cards
        ),
        before=known.cards.get(before),
        after=known.cards.get(after),
    )


def creators(known: Material) -> str:
    """Return who made the data set, as kg.toml says."""
    found = known.read.dataset.get("http://purl.org/dc/terms/creator", ())
    return " and ".join(sorted(term.value for term in found))
