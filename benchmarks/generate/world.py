"""Who and what there is to claim something about: entities, their numbers, ids and labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.generate.draw import mixed
from benchmarks.generate.names import name, script

Record = dict[str, Any]

_ACTORS: Final = (
    ("Person", "person"), ("Person", "person"), ("Organization", "state"),
    ("Organization", "company"), ("Organization", "government-body"),
    ("Organization", "think-tank"), ("Organization", "armed-forces"), ("Person", "person"),
    ("Group", "collective"), ("Group", "unnamed-source"),
)  # fmt: skip
_UNITS: Final = ("EUR", "USD", "persons", "items", "items-per-year", "percent", "km", "ratio")
_WORKS: Final = ("report", "official-document", "interview", "news-report", "article")
_ITEMS: Final = ("equipment", "technology", "service", "facility", "drone", "ammunition")
_PLANS: Final = ("strategy", "programme", "fund", "agreement", "mission", "proposal", "policy")
PARTS: Final = 5
"""A pledge whose number is a multiple of this is a package; the next ones are its parts."""


@dataclass(frozen=True)
class World:
    """How many of each kind of thing there are, as a study of so many claims would have them.

    Actors grow more slowly than claims, as words do in texts (Heaps' law, exponent 0.7); what is
    told of (initiatives, meetings, pledges, figures) grows with them.
    """

    claims: int

    @property
    def actors(self) -> int:
        """Return the number of actors."""
        return 20 + int(2 * self.claims**0.7)

    @property
    def outlets(self) -> int:
        """Return the number of outlets that publish sources."""
        return 4 + int(self.claims**0.35)

    @property
    def initiatives(self) -> int:
        """Return the number of initiatives."""
        return 8 + self.claims // 40

    @property
    def meetings(self) -> int:
        """Return the number of meetings."""
        return 4 + self.claims // 60

    @property
    def pledges(self) -> int:
        """Return the number of pledges, packages and parts."""
        return 2 * PARTS + self.claims // 25

    @property
    def figures(self) -> int:
        """Return the number of things measured, each at one time."""
        return 10 + self.claims // 12

    @property
    def places(self) -> int:
        """Return the number of places."""
        return 10 + int(self.claims**0.5)

    @property
    def items(self) -> int:
        """Return the number of items."""
        return 10 + int(self.claims**0.5)

    @property
    def works(self) -> int:
        """Return the number of works cited."""
        return 4 + self.claims // 100

    @property
    def scenarios(self) -> int:
        """Return the number of scenarios."""
        return 4 + self.claims // 200

    @property
    def indicators(self) -> int:
        """Return the number of indicators."""
        return len(_UNITS) * 6

    def entities(self) -> Iterator[Record]:
        """Yield the record of every entity."""
        for number in range(self.outlets):
            yield _entity("Organization", outlet(number), number, actorType="outlet")
        for number in range(self.actors):
            yield self._actor(number)
        for number in range(self.places):
            yield _entity("Place", f"place-{number}", number)
        for number in range(self.items):
            yield _entity("Item", f"item-{number}", number, itemType=_ITEMS[number % len(_ITEMS)])
        for number in range(self.initiatives):
            kind = _PLANS[number % len(_PLANS)]
            yield _entity("Initiative", initiative(number), number, initiativeType=kind)
        for number in range(self.meetings):
            yield _entity("Meeting", f"meeting-{number}", number)
        for number in range(self.works):
            yield _entity("Work", f"work-{number}", number, workType=_WORKS[number % len(_WORKS)])
        for number in range(self.scenarios):
            yield _entity("Scenario", f"scenario-{number}", number)
        for number in range(self.indicators):
            yield _entity("Indicator", f"indicator-{number}", number)

    def _actor(self, number: int) -> Record:
        kind, sort = _ACTORS[number % len(_ACTORS)]
        record = _entity(kind, actor(number), number, actorType=sort)
        if script(number) != "latin":
            record["names"] = [{"form": name(number, "latin"), "printedIn": source(0)}]
        elif number % 4 == 0:
            record["altLabel"] = [name(number, "cyrillic"), name(number, "greek")]
        return record


def _entity(kind: str, made: str, number: int, **more: str) -> Record:
    label = name(number) if kind in {"Person", "Place"} else f"{name(number)} ({kind.lower()})"
    return {"id": made, "type": kind, "label": label, **more}


def actor(number: int) -> str:
    """Return the id of an actor."""
    return f"actor-{number}"


def unnamed(number: int) -> str:
    """Return the id of the unnamed source next to an actor."""
    return actor(number - number % len(_ACTORS) + len(_ACTORS) - 1)


def outlet(number: int) -> str:
    """Return the id of an outlet."""
    return f"outlet-{number}"


def initiative(number: int) -> str:
    """Return the id of an initiative."""
    return f"plan-{number}"


def source(number: int) -> str:
    """Return the id of a source."""
    return f"article-{number}"


def unit(indicator: int) -> str:
    """Return the unit in which an indicator is counted."""
    return _UNITS[indicator % len(_UNITS)]


def size(number: int, salt: int) -> int:
    """Return a round figure for something, of any order of magnitude up to billions."""
    value = mixed(number, salt)
    return (1 + value % 99) * int(10 ** (value // 99 % 9))
