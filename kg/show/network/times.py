"""When: the days that each claim speaks of, else those of its meeting, else of its article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.model import Time
from kg.trace.evidence import Evidence

_TIMES: Final = Path(__file__).parent / "queries" / "times.rq"
BASES: Final = ("stated", "of what it is about", "published")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def times(graph: Graph, claims: Mapping[str, Evidence]) -> dict[str, Time]:
    """Return the time of each claim that has one: one query. Days before the year 1 are left out.

    A claim's own days count; where it states none, those of the meetings and events it is about;
    where these have none, the day on which its article was published, or the window of it.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim, basis, day in ask(graph, _TIMES, claim=claims):
        if claim is not None and basis is not None and day is not None:
            found[claim.value, basis.value] += _DAY.findall(day.value)
    for iri, carried in claims.items():
        found[iri, "published"] += _DAY.findall(carried.source.published)
    return {
        iri: Time(min(days), max(days), basis)
        for iri in claims
        for basis, days in [next(((b, found[iri, b]) for b in BASES if found[iri, b]), ("", []))]
        if days
    }
