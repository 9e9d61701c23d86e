"""What a row stands on, as far as it is known while a query is being explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Fact(NamedTuple):
    """A triple by its terms as text, and the named graph it was found in (empty: the default)."""

    subject: str
    prop: str
    object: str
    graph: str


class Place(NamedTuple):
    """A node, and the graph in which it stands (empty: the default); no node: the graph itself."""

    node: str
    graph: str


class Want(NamedTuple):
    """Something that a solution rests on and that must be asked for: a node of the plan by its id.

    `row` holds a sub-select's values, those that a group behind EXISTS sees, or a way's ends.
    """

    node: int
    graph: str
    row: tuple[str, ...]


@dataclass
class Support:
    """What one row stands on.

    `places` must be in the graph, whatever it says of them. `absent` are the parts of the query
    that had no match and on whose having none the row rests; `gaps` says what could not be
    explained.
    """

    facts: set[Fact] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    gaps: set[str] = field(default_factory=set)
    wants: set[Want] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    missed: dict[str, str] = field(default_factory=dict)

    def add(self, other: Support) -> None:
        """Take in what is known of a part."""
        self.facts |= other.facts
        self.places |= other.places
        self.absent |= other.absent
        self.gaps |= other.gaps
