"""The edges of a property path between two bound ends: those of one shortest way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from kg.graph.engine import Term

Triple = tuple[Term, Term, Term]
Ask = Callable[[str], Iterable[tuple[Term | None, ...]]]


def edges(path: Any, start: Term, end: Term, ask: Ask) -> list[Triple] | None:  # noqa: ANN401
    """Return the triples of one shortest way along a path; None when there is none.

    `path` is an rdflib property path or IRI; `ask` answers a group graph pattern with the rows of
    the variables ?x and ?y in it (SPARQL 1.1, 9.1 and 18.4).
    """
    import rdflib
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

    followers: dict[type, Callable[[Any, Term, Term, Ask], list[Triple] | None]] = {
        rdflib.URIRef: _single,
        InvPath: lambda inverse, one, other, asked: edges(inverse.arg, other, one, asked),
        SequencePath: lambda whole, *ends: _sequence(list(whole.args), *ends),
        AlternativePath: _shortest,
        MulPath: _repeated,
        NegatedPath: _negated,
    }
    return followers[type(path)](path, start, end, ask)


def _single(path: Any, start: Term, end: Term, ask: Ask) -> list[Triple] | None:  # noqa: ANN401
    holds = any(True for _ in ask(f"{start} {path.n3()} {end} BIND(1 AS ?x)"))
    return [(start, ox.NamedNode(str(path)), end)] if holds else None


def _shortest(path: Any, start: Term, end: Term, ask: Ask) -> list[Triple] | None:  # noqa: ANN401
    found = [way for one in path.args if (way := edges(one, start, end, ask)) is not None]
    return min(found, key=len, default=None)


def _sequence(parts: list[Any], start: Term, end: Term, ask: Ask) -> list[Triple] | None:
    if len(parts) == 1:
        return edges(parts[0], start, end, ask)
    rest = "/".join(f"({part.n3()})" for part in parts[1:])
    for middle, *_ in ask(f"{start} ({parts[0].n3()}) ?x . ?x {rest} {end}"):
        if middle is not None:
            first = edges(parts[0], start, middle, ask)
            others = _sequence(parts[1:], middle, end, ask)
            if first is not None and others is not None:
                return [*first, *others]
    return None


def _repeated(path: Any, start: Term, end: Term, ask: Ask) -> list[Triple] | None:  # noqa: ANN401
    if path.zero and start == end:
        return []
    if not path.more:
        return edges(path.path, start, end, ask)
    came: dict[Term, Term] = {}
    frontier: list[Term] = [start]
    while frontier and end not in came:
        frontier = list(_next(path.path, frontier, came, ask))
    return _way_back(path.path, start, end, came, ask) if end in came else None


def _next(path: Any, frontier: list[Term], came: dict[Term, Term], ask: Ask) -> Iterator[Term]:  # noqa: ANN401
    values = " ".join(str(term) for term in frontier if not isinstance(term, ox.BlankNode))
    rows = ask(f"VALUES ?x {{ {values} }} ?x ({path.n3()}) ?y")
    for before, after in sorted(rows, key=str):
        if before is not None and after is not None and after not in came:
            came[after] = before
            yield after


def _way_back(
    path: Any,  # noqa: ANN401
    start: Term,
    end: Term,
    came: dict[Term, Term],
    ask: Ask,
) -> list[Triple]:
    steps, at = [], end
    while True:
        steps.append((came[at], at))
        at = came[at]
        if at == start:
            break
    ways = [edges(path, before, after, ask) or [] for before, after in reversed(steps)]
    return [triple for way in ways for triple in way]


def _negated(path: Any, start: Term, end: Term, ask: Ask) -> list[Triple] | None:  # noqa: ANN401
    import rdflib

    plain = [arg.n3() for arg in path.args if isinstance(arg, rdflib.URIRef)]
    inverse = [arg.arg.n3() for arg in path.args if not isinstance(arg, rdflib.URIRef)]
    for left, right, refused in ((start, end, plain), (end, start, inverse)):
        if refused:
            rows = ask(f"{left} ?x {right} FILTER(?x NOT IN ({', '.join(refused)}))")
            for prop, *_ in rows:
                if prop is not None:
                    return [(left, prop, right)]
    return None
