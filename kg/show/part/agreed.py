"""What independent origins agree and differ on in claims that are at hand.

The same as the saved queries `corroboration` and `conflicts` find in the whole graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import iris
from kg.graph.engine import Term
from kg.graph.origins.shared import AGREED
from kg.query.results.cells import grouped, is_number
from kg.show.site.origins import Difference, Origins
from kg.show.site.read import Read, Stated
from kg.trace import agreement
from kg.trace.evidence import Evidence
from kg.words import KG

_RELATION: Final = f"{KG}relation"
_AGREE: Final = frozenset(link.value for link in AGREED)
_SAME: Final = frozenset(
    KG + name
    for name in (
        "value", "valueMin", "valueMax", "amount", "amountMin", "amountMax", "quantity",
        "quantityMin", "quantityMax", "share", "date", "periodStart", "periodEnd", "currency",
        "unit", "stage", "status", "rating", "mode",
    )
)  # fmt: skip
# A bound conflicts with what it excludes: the first of a pair may not be above the second.
_BOUNDS: Final = tuple(
    (KG + low, KG + high)
    for stem in ("value", "amount", "quantity")
    for low, high in (
        (f"{stem}Min", f"{stem}Max"), (f"{stem}Min", stem), (stem, f"{stem}Max"),
    )
)  # fmt: skip


def origins_of(found: Read) -> Origins:
    """Return what the claims that were read agree and differ on: one query."""
    known = agreement.Origins(found.graph, found.claims)
    agreed = {}
    for thing, prop, value, claims in _alike(found):
        witnesses = known.independent(claims)
        if len(witnesses) > 1:
            speakers = {found.claims[claim].chain[-1].agent.label for claim in witnesses}
            text = found.words.label(value.value) if iris([value]) else value.value
            key = thing, found.words.label(prop), text
            agreed[key] = (len(witnesses), "; ".join(sorted(speakers)))
    differences = sorted(
        _differences(found), key=lambda d: (d.what, d.property, d.claim, d.other_claim)
    )
    return Origins.of_both(agreed, differences)


def _alike(found: Read) -> Iterator[tuple[str, str, Term, list[str]]]:
    """Yield each triple that several claims state; of a relation, only that it is one."""
    for thing, rows in found.stated.items():
        related = {row.object for row in rows if row.property == _RELATION}
        stating: dict[tuple[str, Term], list[str]] = defaultdict(list)
        for row in rows:
            if row.property in _AGREE and (not related or row.object in related):
                stating[row.property, row.object].append(row.claim)
        for (prop, value), claims in stating.items():
            if len(claims) > 1:
                yield thing, prop, value, claims


def _differences(found: Read) -> Iterator[Difference]:
    keys = {claim: _keys(told) for claim, told in found.claims.items() if not _repeats(told)}
    for thing, rows in found.stated.items():
        by_property: dict[str, list[Stated]] = defaultdict(list)
        for row in rows:
            if row.claim in keys:
                by_property[row.property].append(row)
        for one, other in _pairs(by_property):
            if keys[one.claim].isdisjoint(keys[other.claim]):
                yield _difference(found, thing, one, other)


def _pairs(by_property: Mapping[str, list[Stated]]) -> Iterator[tuple[Stated, Stated]]:
    for prop in _SAME & by_property.keys():
        for pair in combinations(by_property[prop], 2):
            one, other = sorted(pair, key=lambda row: row.object.value)
            if one.object.value != other.object.value and not _equal(one.object, other.object):
                yield one, other
    for low, high in _BOUNDS:
        for one in by_property.get(low, ()):
            for other in by_property.get(high, ()):
                if _number(one.object) > _number(other.object):
                    yield one, other


def _equal(one: Term, other: Term) -> bool:
    return is_number(one) and is_number(other) and _number(one) == _number(other)


def _number(term: Term) -> float:
    """Return a number; what is none compares with nothing."""
    return float(term.value) if is_number(term) else float("nan")


def _keys(claim: Evidence) -> frozenset[str]:
    """Return what makes two claims one origin: a speaker, a work, the very words."""
    works = (step.through.id for step in claim.chain if step.through)
    speakers = claim.chain[-1].agent.id.split() if claim.chain else ()
    return frozenset({*works, *speakers, claim.passage.digest} - {""})


def _repeats(claim: Evidence) -> bool:
    return any(how == "restates" for how, _ in claim.related)


def _difference(found: Read, thing: str, one: Stated, other: Stated) -> Difference:
    names = dict.fromkeys(found.words.label(row.property) for row in (one, other))
    return Difference(
        thing=thing,
        what=found.words.label(thing),
        property=", ".join(names),
        value=_told(found, one.object),
        other_value=_told(found, other.object),
        claim=one.claim,
        other_claim=other.claim,
    )


def _told(found: Read, value: Term) -> str:
    return (
        found.words.label(value.value) if isinstance(value, ox.NamedNode) else grouped(value.value)
    )
