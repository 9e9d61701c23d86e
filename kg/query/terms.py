"""The term of a value given for a parameter: checked, typed, or refused with an example."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.query.declared import Parameter
from kg.sparql import bind
from kg.words import XSD

Given: TypeAlias = "str | int | float | Decimal | dt.date | ox.NamedNode | ox.Literal"

_EXISTS: Final = """
ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing } UNION { GRAPH ?thing { ?x ?y ?z } } }
"""
_WANTED: Final = {
    "iri": ("an IRI or a prefixed name", "kg:Pledge"),
    "id": ("the id or the label of something in this graph", ""),
    "string": ("a text", "'air defence'"),
    "langstring": ("a text", "'air defence'"),
    "integer": ("a whole number", "25"),
    "decimal": ("a number", "2.5"),
    "date": ("a day", "2025-03-20"),
}


def term(
    parameter: Parameter, value: Given, graph: Graph, known: Mapping[str, str]
) -> ox.NamedNode | ox.Literal:
    """Return the term of a value; `known` are the prefixes its datatype may be written with.

    Raises:
        UsageError: the value is not of the parameter's type.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    text = format(value, "f") if isinstance(value, float | Decimal) else str(value)
    try:
        text.encode()
        if parameter.datatype:
            return ox.Literal(text, datatype=_datatype(parameter.datatype, known))
        if parameter.type == "langstring":
            return ox.Literal(text, language=parameter.language or graph.manifest.language)
        if parameter.type in {"iri", "id"}:
            return _thing(parameter, text, graph)
        return _LITERALS[parameter.type](text)
    except ValueError:
        raise _wrong(parameter, text) from None


def describe(parameter: Parameter, example: str = "") -> str:
    """Return a parameter in words: its name, what it wants, and an example."""
    kind, usual = _WANTED[parameter.type]
    if isinstance(parameter.choices, tuple) and parameter.choices:
        usual = parameter.choices[0]
    example = example or usual
    label = f"{parameter.label} ({kind})" if parameter.label else kind
    default = f", if not given: {parameter.default}" if parameter.default is not None else ""
    freely = ", may be left out" if parameter.optional and not default else ""
    such = f", such as {example}" if example else "; kg search finds it"
    return f"{parameter.name}: {label}{such}{default}{freely}"


def _thing(parameter: Parameter, text: str, graph: Graph) -> ox.NamedNode:
    """Return an IRI; one that is wanted as a thing of the graph must be in it, by id or label."""
    if parameter.type == "iri":
        try:
            return graph.iri(text)
        except UsageError:
            raise _wrong(parameter, text) from None
    try:
        iri = graph.iri(text)
    except UsageError:
        iri = None
    if iri is not None and graph.engine.query(bind(_EXISTS, {"thing": iri})) is True:
        return iri
    try:
        return ox.NamedNode(resolve(graph, text))
    except UsageError as fault:
        raise UsageError(f"{parameter.name}: {fault.what}", fault.cure) from None


def _wrong(parameter: Parameter, text: str) -> UsageError:
    kind, example = _WANTED[parameter.type]
    wanted = parameter.datatype or f"{kind} ({parameter.type})"
    return UsageError(
        f"{parameter.name} must be {wanted}, not {text!r}",
        f"for example: {parameter.name}={example}",
    )


def _datatype(name: str, known: Mapping[str, str]) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(known[prefix] + local if prefix in known else name)


def _integer(text: str) -> ox.Literal:
    text = text.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,400}", text):
        raise ValueError
    return ox.Literal(str(int(text)), datatype=ox.NamedNode(f"{XSD}integer"))


def _decimal(text: str) -> ox.Literal:
    text = text.strip()
    if not re.fullmatch(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})", text):
        raise ValueError
    return ox.Literal(format(Decimal(text), "f"), datatype=ox.NamedNode(f"{XSD}decimal"))


def _date(text: str) -> ox.Literal:
    text = text.strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    dt.date.fromisoformat(text)
    return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}date"))


_LITERALS: Final[Mapping[str, Callable[[str], ox.Literal]]] = {
    "string": ox.Literal, "integer": _integer, "decimal": _decimal, "date": _date,
}  # fmt: skip
