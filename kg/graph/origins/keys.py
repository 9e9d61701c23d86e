"""What ties a claim to its origin, read from a store: of all claims at once, or claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from kg.words import KG, PREFIXES, ROOT

# How a key ties a claim, and the key: an IRI, or the digest of its words. See `keys.rq`.
Tie = tuple[str, str]
_Node = ox.NamedNode | ox.Literal
_ALL: Final = (Path(__file__).parent / "keys.rq").read_text(encoding="utf-8")
_SHORT: Final = 2  # steps: the outlet and the speaker
_DEFAULT: Final = ox.DefaultGraph()
_LINKS: Final = {
    name: ox.NamedNode(KG + name)
    for name in (
        "agent", "assertedBy", "attribution", "digest", "passage", "publishedIn", "publisher",
        "restates", "through",
    )
}  # fmt: skip
_ASKS: Final = (ox.NamedNode(f"{KG}kind"), ox.NamedNode(f"{ROOT}kind#question"))


def all_ties(store: ox.Store) -> dict[str, list[Tie]]:
    """Return the ties of every claim, by its IRI."""
    found: dict[str, list[Tie]] = {}
    known: dict[Tie, Tie] = {}
    carried: dict[str, list[Tie]] = {}
    for quad in store.quads_for_pattern(None, _LINKS["publisher"], None, _DEFAULT):
        carried.setdefault(_text(quad.subject), []).append(("carries", _text(quad.object)))
    rows = cast("ox.QuerySolutions", store.query(_ALL, prefixes=PREFIXES))
    for claim, how, key in rows:
        tie = (how.value, key.value)
        mine = found.setdefault(claim.value, [])
        mine.append(known.setdefault(tie, tie))
        if how.value == "carries":
            mine += carried.get(key.value, ())
    return found


def ties(store: ox.Store, name: str) -> list[Tie]:
    """Return the ties of one claim (IRI), as `all_ties` holds them.

    But words count wherever they stand: by that, two claims share neither more nor less.
    """
    return list(_ties(store, ox.NamedNode(name)))


def _ties(store: ox.Store, node: ox.NamedNode) -> Iterator[Tie]:
    yield from (("speaks", key.value) for key in _objects(store, node, "assertedBy"))
    for source in _objects(store, node, "publishedIn"):
        yield ("carries", source.value)
        yield from (("carries", key.value) for key in _objects(store, source, "publisher"))
    steps = list(_objects(store, node, "attribution"))
    for step in steps if len(steps) > 1 else ():
        yield from (("speaks", key.value) for key in _objects(store, step, "through"))
    for step in steps if len(steps) > _SHORT else ():
        yield from (("passes on", key.value) for key in _objects(store, step, "agent"))
    for passage in _objects(store, node, "passage"):
        yield from (("speaks", key.value) for key in _objects(store, passage, "digest"))
    yield from (("restates", key.value) for key in _objects(store, node, "restates"))
    for claim in _behind(store, node):
        yield from (("speaks", key.value) for key in _objects(store, claim, "assertedBy"))
    if ox.Quad(node, *_ASKS) in store:
        yield ("asks", _ASKS[1].value)


def _behind(store: ox.Store, claim: _Node) -> set[_Node]:
    """Return the claims that a claim restates, directly or through others."""
    found: set[_Node] = set()
    edge = {claim}
    while edge:
        edge = {told for one in edge for told in _objects(store, one, "restates")} - found
        found |= edge
    return found


def _objects(store: ox.Store, node: _Node, name: str) -> Iterator[_Node]:
    if isinstance(node, ox.NamedNode):
        for quad in store.quads_for_pattern(node, _LINKS[name], None, _DEFAULT):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.object


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
