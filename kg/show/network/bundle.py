"""Bundling: all that is said from one thing to another is one line with a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from kg.show.network.links import Link
from kg.show.network.model import Edge, Statement

CLAIMS_EACH: Final = 60


class _Key(NamedTuple):
    label: str
    family: str
    tone: str
    firm: bool
    via: str


def bundled(links: Iterable[Link], shown: set[str]) -> tuple[Edge, ...]:
    """Return one edge for each ordered pair of shown things, with everything said along it.

    Claims that say the same in the same words are one statement; the most stated comes first.
    """
    pairs: dict[tuple[str, str], dict[_Key, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        if link.source in shown and link.target in shown and link.source != link.target:
            on_it = link.wording
            key = _Key(on_it.label, link.family, on_it.tone, on_it.firm, link.via)
            pairs[link.source, link.target][key].append(link)
    return tuple(
        Edge(source, target, _statements(found))
        for (source, target), found in sorted(pairs.items())
    )


def _statements(found: dict[_Key, list[Link]]) -> tuple[Statement, ...]:
    made = [_statement(key, links) for key, links in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.label, one.family, one.via)))


def _statement(key: _Key, links: list[Link]) -> Statement:
    claims = sorted({link.claim for link in links if link.claim})
    details = sorted({pair for link in links for pair in link.wording.details})
    facets = sorted({pair for link in links for pair in link.wording.facets})
    return Statement(
        label=key.label,
        family=key.family,
        claims=tuple(claims[:CLAIMS_EACH]),
        count=len(claims),
        tone=key.tone,
        firm=key.firm,
        details=tuple(details),
        via=key.via,
        facets=tuple(facets),
        subjects=tuple(sorted({link.subject for link in links if link.subject})),
    )
