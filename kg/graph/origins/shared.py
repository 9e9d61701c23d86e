"""Which claims share their origin with one before them that states the same.

Made when all records are in a store, for it hangs on several of them. Of the claims that state one
thing alike, each gets a link to the first that is of one origin with it; so there are never more
links than statements, however many repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from kg.graph.difference import Difference
from kg.graph.origins.keys import Tie, all_ties, tied_anew, ties
from kg.graph.origins.witness import Witnesses, first_of_origin
from kg.records.trig import Lines
from kg.sparql import bind
from kg.words import KG

_ALIKE: Final = (Path(__file__).parent / "alike.rq").read_text(encoding="utf-8")
_SHARES: Final = ox.NamedNode(f"{KG}sharesOriginWith")
_RESTATES: Final = ox.NamedNode(f"{KG}restates")
_DEFAULT: Final = ox.DefaultGraph()
# What one can agree on: not whom something is about, for that only says what it is.
AGREED: Final = tuple(
    ox.NamedNode(KG + name)
    for name in (
        "relation", "stance", "role", "organization", "rating", "value", "valueMin", "valueMax",
        "pledgedBy", "pledgedTo", "amount", "amountMin", "amountMax", "quantity", "quantityMin",
        "quantityMax", "share", "stage", "under", "agreedAt", "date", "status", "place",
        "locatedIn", "concerns", "partOf", "variantOf", "succeeds", "proposedBy", "ledBy",
        "beneficiary", "developedBy", "producedBy", "authoredBy", "publishedBy", "agenda",
        "outcome", "memberOf",
    )
)  # fmt: skip
_AGREED: Final = frozenset(AGREED)
Pair = tuple[str, str]


def share(store: ox.Store) -> None:
    """Add a link from each claim to the first of its origin, wherever several state the same.

    Raises:
        OSError, RuntimeError: the store could not be written.
    """
    every, none = all_ties(store), frozenset[Tie]()
    witnesses = Witnesses(lambda name: every.get(name, none))
    found: set[Pair] = set()
    for link in AGREED:
        rows = cast("ox.QuerySolutions", store.query(bind(_ALIKE, {"link": link})))
        for row in rows:
            found.update(first_of_origin(witnesses.among(row[0].value.split(" "))))
    store.extend(_quads(found))


def share_again(store: ox.Store, change: Difference) -> int:
    """Mend the links after a change, and return by how many quads the store has grown.

    Only what claims whose ties changed, or that state something else, and their restatements state
    or stated can have another first claim.
    """
    return _Mending(store, change).mended()


def shared(store: ox.Store) -> Lines:
    """Return the sum of the SHA-256 of all links, and their number, without lines."""
    links = [str(link) for link in store.quads_for_pattern(None, _SHARES, None, _DEFAULT)]
    total = sum(int.from_bytes(sha256(link.encode()).digest(), "big") for link in links)
    return Lines(b"", b"").with_counts(Lines(b"", b"", total, len(links)))


class _Mending:
    """The facts that changed claims state or stated, and the links that hang on them."""

    def __init__(self, store: ox.Store, change: Difference) -> None:
        self._store = store
        self._witnesses = Witnesses(cache(partial(ties, store)))
        changed = [*change.out, *change.put]
        stating = {_node(quad.graph_name) for quad in changed if _states(quad)}
        self._changed = self._restating(stating.union(tied_anew(store, changed)))
        self._facts = {quad.triple for quad in change.out if _states(quad)}
        self._facts.update(fact for claim in self._changed for fact in self._stated(claim))

    def mended(self) -> int:
        wanted: set[Pair] = set()
        doubtful = {pair for claim in self._changed for pair in self._touching(claim)}
        for fact in self._facts:
            claims = set(self._claims(fact))
            wanted.update(self._pairs(claims))
            doubtful.update(
                (claim, first)
                for claim in claims
                for first in self._firsts(ox.NamedNode(claim))
                if first in claims
            )
        new = [quad for quad in _quads(wanted) if quad not in self._store]
        old = _quads(pair for pair in doubtful - wanted if not self._is_needed(pair))
        old = [quad for quad in old if quad in self._store]
        for quad in old:
            self._store.remove(quad)
        self._store.extend(new)
        return len(new) - len(old)

    def _restating(self, claims: Iterable[ox.NamedNode]) -> set[ox.NamedNode]:
        """Return claims with all that restate them, directly or through others."""
        found, edge = set(claims), set(claims)
        while edge:
            quads = (self._store.quads_for_pattern(None, _RESTATES, c, _DEFAULT) for c in edge)
            edge = {_node(quad.subject) for some in quads for quad in some} - found
            found |= edge
        return found

    def _stated(self, claim: ox.NamedNode) -> Iterator[ox.Triple]:
        quads = self._store.quads_for_pattern(None, None, None, claim)
        return (quad.triple for quad in quads if _states(quad))

    def _claims(self, fact: ox.Triple) -> list[str]:
        quads = self._store.quads_for_pattern(fact.subject, fact.predicate, fact.object, None)
        return [_node(quad.graph_name).value for quad in quads if _states(quad)]

    def _pairs(self, claims: Iterable[str]) -> Iterator[Pair]:
        return first_of_origin(self._witnesses.among(claims))

    def _firsts(self, claim: ox.NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(claim, _SHARES, None, _DEFAULT)
        return [_node(quad.object).value for quad in quads]

    def _touching(self, claim: ox.NamedNode) -> Iterator[Pair]:
        yield from ((claim.value, first) for first in self._firsts(claim))
        for quad in self._store.quads_for_pattern(None, _SHARES, claim, _DEFAULT):
            yield _node(quad.subject).value, claim.value

    def _is_needed(self, pair: Pair) -> bool:
        """Tell whether a link stands for a fact that no changed claim states or stated."""
        one, other = (set(self._stated(ox.NamedNode(claim))) for claim in pair)
        return any(pair in self._pairs(self._claims(fact)) for fact in one & other - self._facts)


def _states(quad: ox.Quad) -> bool:
    return quad.predicate in _AGREED and quad.graph_name != _DEFAULT


def _node(term: object) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise TypeError(term)
    return term


def _quads(pairs: Iterable[Pair]) -> list[ox.Quad]:
    return [ox.Quad(ox.NamedNode(a), _SHARES, ox.NamedNode(b)) for a, b in pairs]
