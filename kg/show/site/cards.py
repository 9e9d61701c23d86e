"""Claims as cards: what the template shows of each, with links to the pages of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from kg.show.site.places import Places
from kg.show.site.read import Read
from kg.trace.evidence import Evidence, Source, Step

WIDE: Final = 1000
_TIES: Final = {
    "restates": "says again",
    "elaborates": "adds detail to",
    "supports": "gives a reason for",
    "contrasts": "is set against",
    "supersededBy": "is superseded by",
}
_BACK: Final = {
    "restates": "is said again by",
    "elaborates": "is detailed by",
    "supports": "is given a reason by",
    "contrasts": "has set against it",
    "supersededBy": "takes the place of",
}


class Link(NamedTuple):
    """Something named, and the path of its page if it has one."""

    label: str
    href: str


class Tie(NamedTuple):
    """How a claim hangs together with another, which is given by its IRI and its page's path."""

    how: str
    claim: str
    href: str


class Spoken(NamedTuple):
    """One step of a chain: who, the cue, through which work, how it was found."""

    who: tuple[Link, ...]
    cue: str
    through: Link | None
    basis: str
    note: str


@dataclass(frozen=True)
class Card:
    """What a card shows of a claim; `chain` begins with who said it first.

    `left` and `width` are where the passage stands on a strip 1000 wide, -1 where that is unknown.
    """

    iri: str
    href: str
    claim: Evidence
    source: Link
    chain: tuple[Spoken, ...]
    address: str
    left: int
    width: int
    ties: tuple[Tie, ...]
    back: tuple[Tie, ...]

    @property
    def own_voice(self) -> bool:
        """Tell whether the article says it itself."""
        return len(self.chain) == 1


class Shown(NamedTuple):
    """A claim on a page: as a whole card, or as a line."""

    card: Card
    whole: bool


def cards(found: Read, places: Places, by_id: Mapping[str, str]) -> dict[str, Card]:
    """Return the card of each claim, in reading order; `by_id` gives the IRI of an id."""
    back: dict[str, list[Tie]] = {}
    for claim, ties in sorted(found.ties.items()):
        for how, other in ties:
            back.setdefault(other, []).append(Tie(_BACK[how], claim, places.href(claim)))
    return {
        iri: _card(iri, claim, found, places, by_id, back.get(iri, ()))
        for iri, claim in found.claims.items()
    }


def _card(
    iri: str,
    claim: Evidence,
    found: Read,
    places: Places,
    by_id: Mapping[str, str],
    back: Iterable[Tie],
) -> Card:
    source = by_id.get(claim.source.id, "")
    left, width = span(claim)
    return Card(
        iri=iri,
        href=places.href(iri),
        claim=claim,
        source=Link(claim.source.label, places.href(source)),
        chain=tuple(_spoken(step, found, places, by_id) for step in reversed(claim.chain)),
        address=address(claim),
        left=left,
        width=width,
        ties=tuple(
            Tie(_TIES[how], other, places.href(other)) for how, other in found.ties.get(iri, ())
        ),
        back=tuple(back),
    )


def _spoken(step: Step, found: Read, places: Places, by_id: Mapping[str, str]) -> Spoken:
    named = [by_id.get(name, "") for name in step.agent.id.split()]
    who = [Link(found.words.label(iri), places.href(iri)) for iri in named if iri]
    told = tuple(who) or (Link(step.agent.label, ""),)
    work = step.through
    through = Link(work.label, places.href(by_id.get(work.id, ""))) if work else None
    return Spoken(told, step.cue, through, step.basis, step.note)


def span(claim: Evidence) -> tuple[int, int]:
    """Return where a passage begins on a strip 1000 wide and how wide it is there, at least 4."""
    length, place = claim.source.length, claim.passage
    if not length or not 0 <= place.start < place.end <= length:
        return -1, 0
    left = min(WIDE * place.start // length, WIDE - 4)
    return left, max(4, -(-WIDE * (place.end - place.start) // length))


def address(claim: Evidence) -> str:
    """Return the publisher's page, at the passage where the browser can; http and https only."""
    url = web(claim.source)
    if not url or not claim.passage.first:
        return url
    words = [quote(text, safe="").replace("-", "%2D") for text in _ends(claim)]
    return f"{url.partition('#')[0]}#:~:text={','.join(words)}"


def web(source: Source) -> str:
    """Return an article's address if it is one of the web, else nothing."""
    return source.url if source.url.lower().startswith(("https://", "http://")) else ""


def _ends(claim: Evidence) -> list[str]:
    return [text for text in (claim.passage.first, claim.passage.last) if text]
