"""What a query asks to be told: its parameters, by the names of their variables (BASIL).

`?_who` wants a text, `?_who_iri` an IRI, `?_who_id` a thing of this graph, `?_when_date` a day,
`?_n_integer` and `?_n_decimal` a number, `?_name_en` a text in a language; `?__who` may be left
out. What a decorator declares of a parameter comes first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.sparql import Token, tokens
from kg.words import PREFIXES, XSD

TYPES: Final = ("iri", "id", "string", "langstring", "integer", "decimal", "date")
_ALIASES: Final = {"literal": "string", "number": "decimal"}
_DATATYPES: Final = frozenset(
    (
        "boolean", "dateTime", "double", "float", "int", "long", "nonNegativeInteger",
        "positiveInteger", "time", "gYear", "gYearMonth", "duration", "anyURI",
    )
)  # fmt: skip
_BASIL = re.compile(r"_(?P<optional>_?)(?P<name>[^\W_]\w*?)(?:_(?P<type>[^\W_]+))?")
_CUSTOM = re.compile(r"_(?P<optional>_?)(?P<name>[^\W_]+)_(?P<prefix>[^\W_]+)_(?P<type>[^\W_]+)")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True)
class Parameter:
    """One thing a query asks to be told, and the variable that it takes the place of."""

    name: str
    variable: str
    type: str = "string"
    label: str = ""
    default: str | None = None
    choices: tuple[str, ...] | str = ()
    language: str = ""
    datatype: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Declaration:
    """What a decorator says of a parameter; what it leaves out follows from the variable."""

    name: str
    type: str | None = None
    label: str = ""
    default: str | None = None
    choices: tuple[str, ...] | str = ()
    optional: bool | None = None


def parameters(text: str, declared: Iterable[Declaration] = ()) -> tuple[Parameter, ...]:
    """Return the parameters of a query in the order of their variables' first use."""
    found = list(tokens(text))
    known = {*PREFIXES, *prefixes(found)}
    variables = dict.fromkeys(token.text[1:] for token in found if token.kind == "variable")
    by_name = {variable: _basil(variable, known) for variable in variables}
    taken = {parameter.name for parameter in by_name.values() if parameter is not None}
    said = {declaration.name: declaration for declaration in declared}
    wanted = []
    for variable, parameter in by_name.items():
        if parameter is not None:
            declaration = said.get(variable) or said.get(parameter.name)
            wanted.append(_told(parameter, declaration) if declaration else parameter)
        elif variable in said and variable not in taken:
            wanted.append(_told(Parameter(variable, variable), said[variable]))
    return tuple(wanted)


def prefixes(query: Iterable[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares itself."""
    kept = [token for token in query if token.kind not in {"space", "comment"}]
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(kept, kept[1:], kept[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.text.endswith(":") and iri.kind == "iri"
    }


def _told(parameter: Parameter, declaration: Declaration) -> Parameter:
    """Return a parameter with what was declared of it put first."""
    optional = parameter.optional if declaration.optional is None else declaration.optional
    return replace(
        parameter,
        name=declaration.name,
        type=declaration.type or parameter.type,
        label=declaration.label,
        default=declaration.default,
        choices=declaration.choices,
        optional=optional,
    )


def _basil(variable: str, known: Collection[str]) -> Parameter | None:
    custom = _CUSTOM.fullmatch(variable)
    if custom and custom["prefix"] in known:
        datatype = f"{custom['prefix']}:{custom['type']}"
        optional = bool(custom["optional"])
        return Parameter(custom["name"], variable, datatype=datatype, optional=optional)
    match = _BASIL.fullmatch(variable)
    if match is None:
        return None
    parameter = Parameter(match["name"], variable, optional=bool(match["optional"]))
    suffix = match["type"] or ""
    kind = _ALIASES.get(suffix, suffix)
    if kind in TYPES:
        return replace(parameter, type=kind)
    if suffix in _DATATYPES:
        return replace(parameter, datatype=f"{XSD}{suffix}")
    if _LANGUAGE.fullmatch(suffix):
        return replace(parameter, type="langstring", language=suffix)
    return replace(parameter, name=f"{match['name']}_{suffix}" if suffix else match["name"])
