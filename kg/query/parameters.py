r"""Parameters put into a query: each value becomes a term of its type, and a term is one token.

No value can change the shape of a query, on any engine: what stands in a string is escaped so
that it means the same whether an engine decodes `\u` before it looks for strings or after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.declared import Parameter, prefixes
from kg.query.terms import Given, describe, term
from kg.sparql import SHORT, bind, tokens
from kg.words import suggestion

Bound: TypeAlias = "ox.NamedNode | ox.Literal"
Terms: TypeAlias = "dict[str, Bound]"

_ESCAPE: Final = re.compile(r"\\(\\[uU]|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_LIMITS: Final = {"LIMIT", "OFFSET"}


def bound(query: str, wanted: Iterable[Parameter], given: Mapping[str, Given], graph: Graph) -> str:
    """Return a query with its parameters put in.

    Raises:
        UsageError: a value is missing, unknown, or not of its parameter's type; the message names
            the parameter, its type and an example.
    """
    wanted = tuple(wanted)
    _known(wanted, given)
    _complete(wanted, given)
    typed = any(parameter.datatype for parameter in wanted)
    own = {**graph.prefixes, **prefixes(tokens(query))} if typed else graph.prefixes
    terms: Terms = {}
    for parameter in wanted:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            _chosen(parameter, value)
            terms[parameter.variable] = term(parameter, value, graph, own)
    if not terms:
        return query
    put = _put if len(query) <= SHORT else _put.__wrapped__
    return put(query, tuple(terms.items()))


@lru_cache(maxsize=128)
def _put(query: str, terms: tuple[tuple[str, Bound], ...]) -> str:
    """Put terms into a query; the same ones into the same query once."""
    found = dict(terms)
    return _same_everywhere(bind(_counted(query, found), found))


def _known(wanted: Iterable[Parameter], given: Mapping[str, Given]) -> None:
    names = {parameter.name for parameter in wanted}
    for name in given:
        if name not in names:
            told = f"it takes {', '.join(sorted(names))}" if names else "it takes none"
            cure = suggestion(name, names) or told
            raise UsageError(f"the query has no parameter {name!r}", cure)


def _complete(wanted: Iterable[Parameter], given: Mapping[str, Given]) -> None:
    needed = {p.name: p for p in wanted if p.default is None and not p.optional}
    missing = [parameter for name, parameter in needed.items() if given.get(name) is None]
    if missing:
        names = " and ".join(parameter.name for parameter in missing)
        told = "\n  ".join(describe(parameter) for parameter in missing)
        raise UsageError(f"the query wants to be told {names}", told)


def _chosen(parameter: Parameter, value: Given) -> None:
    choices = parameter.choices
    if isinstance(choices, tuple) and choices and str(value) not in choices:
        cure = suggestion(str(value), choices) or f"one of: {', '.join(choices)}"
        raise UsageError(f"{parameter.name} cannot be {value!r}", cure)


def _counted(query: str, terms: Terms) -> str:
    """Put whole numbers after LIMIT and OFFSET as digits: no other term may stand there."""
    out: list[str] = []
    before = ""
    variables = [f"{sign}{name}" for name in terms for sign in "?$"]
    for token in tokens(query):
        if token.kind == "iri" and any(variable in token.text for variable in variables):
            raise UsageError(f"{token.text} is read as one IRI", "put spaces around < and >")
        number = terms.get(token.text[1:]) if token.kind == "variable" else None
        counts = before in _LIMITS and isinstance(number, ox.Literal) and number.value.isdecimal()
        out.append(number.value if counts and number is not None else token.text)
        if token.kind not in {"space", "comment"}:
            before = token.text.upper()
    return "".join(out)


def _same_everywhere(query: str) -> str:
    r"""Escape the u behind a backslash, so that decoding `\u` first or last gives one text.

    Escapes get eight digits: rdflib 7 takes eight where four are meant and digits follow.
    """
    if "\\" not in query:
        return query
    out: list[str] = []
    for token in tokens(query):
        text = token.text
        if token.kind == "string":
            text = _ESCAPE.sub(_apart, text)
        out.append(text)
    return "".join(out)


def _apart(match: re.Match[str]) -> str:
    escape = match[1]
    if escape in {"\\u", "\\U"}:
        return rf"\\\U{ord(escape[1]):08X}"
    return rf"\U0000{escape[1:]}" if escape[0] == "u" else match[0]
