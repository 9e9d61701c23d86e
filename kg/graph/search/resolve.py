"""What a person means by an id, an IRI, a label or another name; or else, what may be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.alike import containing, things_like
from kg.graph.search.named import bearers, bearing, folded
from kg.graph.search.texts import described
from kg.words import KG, TYPE, asked_back, suggestion

_QUERIES: Final = Path(__file__).parent / "queries"
_SHOWN: Final = 20
_FEW: Final = 3
_LONG: Final = 300
_LISTED: Final = "kg query actors shows who is in it"


def resolve(graph: Graph, name: str) -> str:
    """Return the IRI of what a person calls by id, IRI, label or another name.

    Where the graph has no index to tell, every name in it is read.

    Raises:
        UsageError: nothing is called so, or more than one thing.
    """
    iri = _iri(graph, name)
    if iri and any(_named(graph, "has_name", thing=[iri])):
        return iri
    things = bearers(graph, name)
    if things is None:
        every = [*_named(graph, "known")]
        things = bearing(name, ((thing, other) for thing, other in every if thing != other))
    else:
        every = [] if things else things_like(graph, name)
    if len(things) == 1:
        return next(iter(things))
    if things:
        which = _which(graph, things)
        raise UsageError(f"{name!r} names more than one thing", f"say which: {which}")
    raise UsageError(f"nothing in this graph is called {name!r}", _meant(graph, name, every))


def _iri(graph: Graph, name: str) -> str:
    try:
        return graph.iri(name).value
    except UsageError:
        return ""


def _named(graph: Graph, query: str, **values: list[str]) -> Iterator[tuple[str, str]]:
    """Yield things (IRIs) and their names, as a query gives them."""
    for thing, name in ask(graph, _QUERIES / f"{query}.rq", **values):
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            yield thing.value, name.value


def _which(graph: Graph, things: Collection[str]) -> str:
    """Return the ids of things, each with its class."""
    shown = sorted(things, key=graph.id)[:_SHOWN]
    about = described(graph, shown)
    told = []
    for thing in shown:
        classes = (term.value for term in about.get(thing, {}).get(TYPE, []))
        kind = next((name.removeprefix(KG) for name in classes if name.startswith(KG)), "")
        told.append(f"{graph.id(thing)} ({kind})" if kind else graph.id(thing))
    more = f" … ({len(things):,} in all)" if len(things) > _SHOWN else ""
    return ", ".join(told) + more


def _meant(graph: Graph, name: str, named: Collection[tuple[str, str]]) -> str:
    """Return "did you mean …?" for a name that nothing bears: what is like it, or holds it."""
    if len(name) > _LONG:
        return _LISTED
    ids = {graph.id(thing) for thing, _ in named}
    known = {folded(other) for _, other in named if "://" not in other}
    told = suggestion(name, ids | known)
    if not told:
        held = dict.fromkeys(graph.id(thing) for thing, _ in containing(name, named))
        told = asked_back([*held][:_FEW])
    return told or _LISTED
