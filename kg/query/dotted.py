"""Prefixed names with several dots, which SPARQL allows and Oxigraph 0.5 cannot read.

`ec:1.1.1.353` is a name (SPARQL 1.1, PN_LOCAL); the engine ends it at its second dot. So it is
given to the engine as the IRI that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.query.declared import prefixes
from kg.sparql import Token, tokens

_TOO_MANY = 2
_DOTS = re.compile(r":[\w:%\-]*\.[\w:%\-]*\.")


def dotted(query: str, known: Mapping[str, str]) -> str:
    """Return a query with such names written out, as far as their prefixes are known."""
    if not _DOTS.search(query):
        return query
    found = list(tokens(query))
    if not any(_too_many(token) for token in found):
        return query
    spaces = {**known, **prefixes(found)}
    return "".join(_written(token, spaces) for token in found)


def _too_many(token: Token) -> bool:
    local = token.text.partition(":")[2]
    return token.kind == "name" and local.count(".") >= _TOO_MANY and "\\" not in local


def _written(token: Token, spaces: Mapping[str, str]) -> str:
    prefix, _, local = token.text.partition(":")
    if not _too_many(token) or prefix not in spaces:
        return token.text
    try:
        return str(ox.NamedNode(f"{spaces[prefix]}{local}"))
    except ValueError:
        return token.text
