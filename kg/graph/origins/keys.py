"""What ties a claim to its origin, read from a store: of all claims at once, or claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_OF_CLAIMS: Final = {
    ox.NamedNode(f"{KG}kind"),
    *(_LINKS[n] for n in ("assertedBy", "attribution", "passage", "publishedIn", "restates")),
}
# What is said of a claim's steps, passages and source, and the link that leads there from it.
_BEHIND: Final = {
    _LINKS["agent"]: "attribution", _LINKS["through"]: "attribution",
    _LINKS["digest"]: "passage", _LINKS["publisher"]: "publishedIn",
}  # fmt: skip
_NONE: Final[frozenset[Tie]] = frozenset()
_ASKS: Final = (ox.NamedNode(f"{KG}kind"), ox.NamedNode(f"{ROOT}kind#question"))


def all_ties(store: ox.Store) -> dict[str, frozenset[Tie]]:
    """Return the ties of every claim, by its IRI; claims with the same ties share one set."""
    found: dict[str, frozenset[Tie]] = {}
    known: dict[frozenset[Tie], frozenset[Tie]] = {}
    carried: dict[str, list[Tie]] = {}
    for quad in store.quads_for_pattern(None, _LINKS["publisher"], None, _DEFAULT):
        carried.setdefault(_text(quad.subject), []).append(("carries", _text(quad.object)))
    rows = cast("ox.QuerySolutions", store.query(_ALL, prefixes=PREFIXES))
    for claim, how, key in rows:
        others = carried.get(key.value, ()) if how.value == "carries" else ()
        mine = found.get(claim.value, _NONE).union([(how.value, key.value)], others)
        found[claim.value] = known.setdefault(mine, mine)
    return found


def ties(store: ox.Store, name: str) -> frozenset[Tie]:
    """Return the ties of one claim (IRI), as `all_ties` holds them.

    But words count wherever they stand: by that, two claims share neither more nor less.
    """
    return frozenset(_ties(store, ox.NamedNode(name)))


def tied_anew(store: ox.Store, changed: Iterable[ox.Quad]) -> Iterator[ox.NamedNode]:
    """Yield the claims of which a changed quad says what ties them; not those that restate them."""
    for quad in changed:
        if quad.graph_name != _DEFAULT or not isinstance(quad.subject, ox.NamedNode):
            continue
        if quad.predicate in _OF_CLAIMS:
            yield quad.subject
        elif quad.predicate in _BEHIND:
            way = _LINKS[_BEHIND[quad.predicate]]
            for link in store.quads_for_pattern(None, way, quad.subject, _DEFAULT):
                if isinstance(link.subject, ox.NamedNode):
                    yield link.subject


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
