"""The picture's model: things, the links that claims state between them, and the evidence.

Plain frozen values without SPARQL, layout or HTML; everything else in this floor makes or reads
them. Things and claims are named by their IRIs, and everything is in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from kg.trace.evidence import Evidence


class Agreement(msgspec.Struct, frozen=True):
    """How the claims behind something agree: how many independent origins, and if others differ."""

    origins: int = 0
    contested: bool = False

    @property
    def corroborated(self) -> bool:
        """Tell whether two or more independent origins stand behind it."""
        return self.origins > 1


class Time(msgspec.Struct, frozen=True):
    """The first and the last day that a claim speaks of (ISO 8601), and where they come from.

    `basis` is `stated` (in what the claim states), `of what it is about` (a meeting's or an event's
    day) or `published` (the article's day, or the window it fell into).
    """

    first: str
    last: str
    basis: str


class Fact(msgspec.Struct, frozen=True):
    """Something claims say of one thing that links it to no other: a status, an aim, a date.

    `count` is the number of claims, of which `claims` may hold the first only.
    """

    label: str
    value: str
    claims: tuple[str, ...]
    count: int = 0
    agreement: Agreement = Agreement()


class Statement(msgspec.Struct, frozen=True):
    """One thing said about a pair: its wording, its family, and the claims that state it.

    `firm` is false for what is planned, refused, supposed or the like. `via` names the thing
    (a pledge) that says the same as a node; the link is drawn only where that node is not.
    `count` is the number of claims, of which `claims` may hold the first only. `facets` are what it
    can be filtered by: ("stance", "opposes"), ("stage", "agreed"). `subjects` are the statement
    nodes that say it.
    """

    label: str
    family: str
    claims: tuple[str, ...]
    count: int
    tone: str = ""
    firm: bool = True
    details: tuple[tuple[str, str], ...] = ()
    via: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()
    agreement: Agreement = Agreement()


class Edge(msgspec.Struct, frozen=True):
    """Everything that is said from one thing to another, bundled."""

    source: str
    target: str
    statements: tuple[Statement, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Return every claim behind the bundle, each once."""
        return tuple(sorted({claim for said in self.statements for claim in said.claims}))


class Node(msgspec.Struct, frozen=True):
    """A thing in the picture: what is said about it (`claims`), and what it says itself (`says`).

    `about_count` and `says_count` are whole numbers of claims, of which the tuples may hold the
    first only; `more` counts the neighbours that the network does not hold. A node in `reserve` is
    held back at first, until a reader opens one of its neighbours.
    """

    iri: str
    label: str
    type: str
    sort: str = ""
    names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[str, ...] = ()
    about_count: int = 0
    says: tuple[str, ...] = ()
    says_count: int = 0
    more: int = 0
    reserve: bool = False
    x: int = 0
    y: int = 0


class Network(msgspec.Struct, frozen=True):
    """A whole picture, with the evidence of claims that it names, in the order of the articles.

    `scope` says in words what was asked for, and `left_out` how many things of it did not fit;
    `focus` is the thing it is drawn around, and `asked` the query it shows, if any. `beyond` is the
    number of claims named whose evidence it does not hold.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    claims: Mapping[str, Evidence]
    type_labels: Mapping[str, str]
    scope: str = ""
    focus: str = ""
    asked: str = ""
    left_out: int = 0
    beyond: int = 0
    times: Mapping[str, Time] = {}


def every_claim(nodes: Iterable[Node], edges: Iterable[Edge]) -> set[str]:
    """Return every claim that a node, a fact or a link names."""
    found = {claim for edge in edges for claim in edge.claims}
    for node in nodes:
        found.update(node.claims, node.says, *(fact.claims for fact in node.facts))
    return found
