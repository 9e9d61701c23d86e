"""Statements about triples (RDF reification): how much a link of a network weighs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.words import RDF

Triple = tuple[object, object, object]

# RDF Schema 1.1, section 5.3.
_PARTS: Final = tuple(f"{RDF}{part}" for part in ("subject", "predicate", "object"))
_VALUE: Final = f"{RDF}value"


def weights(triples: Iterable[ox.Triple]) -> tuple[dict[Triple, ox.Literal], set[object]]:
    """Return the `rdf:value` that statements give to triples, and the nodes of those statements."""
    said: dict[object, dict[str, object]] = {}
    for triple in triples:
        if triple.predicate.value in {*_PARTS, _VALUE}:
            said.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    whole = {node: parts for node, parts in said.items() if parts.keys() >= set(_PARTS)}
    found: dict[Triple, ox.Literal] = {}
    for parts in whole.values():
        value = parts.get(_VALUE)
        if isinstance(value, ox.Literal):
            subject, prop, end = (parts[part] for part in _PARTS)
            found[subject, prop, end] = value
    return found, set(whole)
