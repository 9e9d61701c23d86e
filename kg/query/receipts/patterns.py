"""The triple patterns of a query, taken from rdflib's algebra, with values put into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.graph.engine import Term

# Subject, predicate (or property path) and object, as rdflib has them.
Pattern: TypeAlias = tuple[Any, Any, Any]
Solution = Mapping[str, Term | None]
HIDDEN = "__kg_"


def patterns(prologue: str, block: str, prefixes: Mapping[str, str]) -> list[Pattern]:
    """Return the triple patterns of a triples block; blank nodes are variables of their own."""
    import rdflib
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    normal, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        text = f"{prologue}\nSELECT * WHERE {{ {block} }}"
        algebra = translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    finally:
        rdflib.NORMALIZE_LITERALS = normal
    found = [triple for part in _blocks(algebra) for triple in part.triples]
    names: dict[str, str] = {}
    return [tuple(_named(term, names, block) for term in triple) for triple in found]


def _blocks(part: Any) -> Iterator[Any]:  # noqa: ANN401
    if getattr(part, "name", "") == "BGP":
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _blocks(value)


def _named(term: Any, names: dict[str, str], block: str) -> Any:  # noqa: ANN401
    """Return a term, a blank node as a variable that no query uses."""
    import rdflib

    if not isinstance(term, rdflib.BNode):
        return term
    import hashlib

    made = hashlib.sha256(block.encode()).hexdigest()[:8]
    return rdflib.Variable(names.setdefault(str(term), f"{HIDDEN}b{made}_{len(names)}"))


def written(found: list[Pattern]) -> str:
    """Return triple patterns as SPARQL."""
    return " ".join(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in found)


def filled(term: Any, solution: Solution) -> Term | None:  # noqa: ANN401
    """Return the term of a pattern's place in a solution; nothing when it is unbound there."""
    import rdflib

    if isinstance(term, rdflib.Variable):
        return solution.get(str(term))
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), datatype=datatype)
    return None
