"""What stands behind the links of an answer: the claims that it names, or those of its receipts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.receipts.asking import asking
from kg.query.receipts.constructed import of_triples
from kg.query.receipts.receipt import Receipt, receipts
from kg.query.results.result import Result
from kg.show.network.links import Link

Named = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]

# The family of a link that rests on receipts: its claims carry it together, and none says it alone,
# so that two of them are no two origins for it.
FOUND: Final = "Found"
_FOLDER: Final = Path(__file__).parent / "queries"
# Of so many links receipts are looked for: at 10,000 claims that takes seconds, of all it takes
# minutes. The number is fixed and the time is not, so that the same graph gives the same picture.
_MOST: Final = 200


@dataclass
class Links:
    """The links of an answer, each with what made it: rows, or triples as rows of three.

    `named` are the claims that an answer itself names, or that state the very triple; `receipts`
    gives the receipts of what made links, of rows that are alike one for each.
    """

    graph: Graph
    receipts: Callable[[list[Row]], Mapping[Row, list[Receipt]]]
    made: dict[Link, list[Row]] = field(default_factory=dict)
    named: dict[Link, set[str]] = field(default_factory=dict)

    def add(self, link: Link, made: Row, named: Iterable[str] = ()) -> None:
        """Add a link that a row or a triple makes."""
        self.made.setdefault(link, []).append(made)
        self.named.setdefault(link, set()).update(named)

    def with_claims(self, ranked: Sequence[str]) -> list[Link]:
        """Return each link once for each claim behind it; one with no claim is there all the same.

        A link without named claims rests on its receipts, the links of the first things first.
        Past the number that is looked for, and where a receipt is not to be had, it rests on the
        claims that are about both its ends.
        """
        place = {thing: number for number, thing in enumerate(ranked)}
        loose = [link for link, named in self.named.items() if not named]
        loose.sort(key=lambda link: (max(place[link.source], place[link.target]), link[:4]))
        found = self.receipts([made for link in loose[:_MOST] for made in self.made[link]])
        both = _Both(self.graph, {end for link in loose for end in (link.source, link.target)})
        behind = {link: both.claims(link) for link in loose}
        for link in loose[:_MOST]:
            told = [receipt for made in dict.fromkeys(self.made[link]) for receipt in found[made]]
            claims = {claim for receipt in told for claim in receipt.claims}
            if claims or not any(receipt.gaps for receipt in told):
                behind[link] = claims
        return [
            link._replace(claim=claim, family=link.family if named else FOUND)
            for link, named in self.named.items()
            for claim in sorted(named or behind[link]) or [""]
        ]


def of_rows(graph: Graph, result: Result, limits: Limits) -> Links:
    """Return no links yet, of the rows of a SELECT."""
    names, sparql = result.variables, result.sparql

    def found(rows: list[Row]) -> dict[Row, list[Receipt]]:
        made: dict[Row, list[Receipt]] = {}
        if rows:
            with asking(graph, limits) as asker:
                told = receipts(graph, sparql, names, rows, asker)
            for row, receipt in zip(rows, told, strict=True):
                made.setdefault(row, []).append(receipt)
        return made

    return Links(graph, found)


def of_construct(graph: Graph, result: Result, limits: Limits) -> Links:
    """Return no links yet, of the triples of a CONSTRUCT."""
    sparql = result.sparql

    def found(triples: list[Row]) -> dict[Row, list[Receipt]]:
        told = of_triples(graph, sparql, triples, limits) if triples else {}
        return {triple: [receipt] for triple, receipt in told.items()}

    return Links(graph, found)


def stating(graph: Graph, triples: Collection[Named]) -> dict[Named, set[str]]:
    """Return the claims that state the very triples, where any do: one query."""
    found: dict[Named, set[str]] = {triple: set() for triple in triples}
    subjects = {subject.value for subject, _, _ in triples}
    for claim, subject, prop, value in ask(graph, _FOLDER / "stating.rq", subject=subjects):
        named = (subject, prop, value)
        if named in found and claim is not None:
            found[named].add(claim.value)
    return found


class _Both:
    """The claims that are about both of two things."""

    def __init__(self, graph: Graph, things: Iterable[str]) -> None:
        self.about: dict[str, set[str]] = {}
        for thing, how, claims in ask(graph, _FOLDER / "mentioned.rq", thing=things):
            if thing and claims and how and how.value == "about":
                self.about[thing.value] = set(claims.value.split(" "))

    def claims(self, link: Link) -> set[str]:
        """Return the claims that are about both ends."""
        return self.about.get(link.source, set()) & self.about.get(link.target, set())
