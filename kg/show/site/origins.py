"""What independent origins agree and differ on, as the saved queries on that find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import LimitError
from kg.files import resource
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.cells import grouped
from kg.query.run import query
from kg.query.saved import query_file
from kg.show.words import Words

_Row = dict[str, str]


@dataclass(frozen=True)
class Difference:
    """Two claims that give different values of one property of one thing.

    A figure and a bound that excludes it are a pair too; `property` then has both names.
    """

    thing: str
    what: str
    property: str
    value: str
    other_value: str
    claim: str
    other_claim: str


@dataclass(frozen=True)
class Origins:
    """The answers of `corroboration` and `conflicts`.

    `agreed` is (thing, property in words, value in words) → (number of origins, who speaks);
    `of_claim` is claim → its differences, `of_thing` the same by thing; `remarks` say what took too
    long.
    """

    agreed: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    of_claim: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    of_thing: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    _pairs: frozenset[tuple[str, str, str]] = frozenset()

    @classmethod
    def of_both(
        cls,
        agreed: dict[tuple[str, str, str], tuple[int, str]],
        differences: Sequence[Difference],
        remarks: Sequence[str] = (),
    ) -> Origins:
        """Return what follows from what is agreed on and what is not."""
        of_claim: dict[str, list[Difference]] = defaultdict(list)
        of_thing: dict[str, list[Difference]] = defaultdict(list)
        for one in differences:
            of_thing[one.thing].append(one)
            of_claim[one.claim].append(one)
            of_claim[one.other_claim].append(one)
        both = ((one.property, one.claim, one.other_claim) for one in differences)
        pairs = {pair for prop, a, b in both for pair in ((prop, a, b), (prop, b, a))}
        return cls(
            agreed=agreed,
            differences=tuple(differences),
            of_claim={claim: tuple(found) for claim, found in of_claim.items()},
            of_thing={thing: tuple(found) for thing, found in of_thing.items()},
            remarks=tuple(remarks),
            _pairs=frozenset(pairs),
        )

    def of(self, thing: str, prop: str, value: str) -> int:
        """Return how many independent origins say so, where they are two or more; else 0."""
        return self.agreed.get((thing, prop, value), (0, ""))[0]

    def differ(self, prop: str, values: Sequence[Sequence[str]]) -> bool:
        """Tell whether claims behind different values of a property contradict each other."""
        for place, mine in enumerate(values):
            for theirs in values[place + 1 :]:
                if any((prop, a, b) in self._pairs for a in mine for b in theirs):
                    return True
        return False


def origins(graph: Graph, limits: Limits, words: Words) -> Origins:
    """Return what origins agree and differ on: two queries.

    Raises:
        InputError: the graph cannot answer.
    """
    remarks: list[str] = []
    agreed = {
        (row["thing"], row["property"], row["value"]): (int(row["origins"]), row["speakers"])
        for row in _rows(graph, "corroboration", limits, remarks)
    }
    differences = tuple(
        Difference(
            thing=row["thing"],
            what=row["what"],
            property=row["property"],
            value=_told(row["value"], words),
            other_value=_told(row["other_value"], words),
            claim=row["claim"],
            other_claim=row["other_claim"],
        )
        for row in _rows(graph, "conflicts", limits, remarks)
    )
    return Origins.of_both(agreed, differences, remarks)


def _rows(graph: Graph, name: str, limits: Limits, remarks: list[str]) -> list[_Row]:
    """Return the rows of a query of this tool; one that takes too long has none, and a remark."""
    saved = query_file(resource(f"queries/{name}.rq"))
    try:
        with query(graph, saved, None, limits) as result:
            names = result.variables
            return [dict(zip(names, map(_value, row), strict=True)) for row in result.rows()]
    except LimitError as fault:
        remarks.append(f"{saved.about.summary}: {fault.what}")
        return []


def _told(value: str, words: Words) -> str:
    """Return what a concept is called, or a value as it is, its thousands set apart."""
    return words.label(value) if words.exists(value) else grouped(value)


def _value(term: Term | None) -> str:
    return "" if term is None else term.value
