"""Components that look at one value at a time, each as a SPARQL test that is true or false.

A test is never an error: what cannot be compared, or has no language, does not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from kg.check.shacl.asked import Asked, is_a
from kg.check.shacl.graph import SH
from kg.check.shacl.template import Part, all_of, any_of, fill
from kg.words import RDF, XSD

# Each function of a value reads it from the store anew, so none is asked twice: what has no
# datatype, or no text, makes an error, and COALESCE an answer of it.
_DATATYPE = "COALESCE(DATATYPE($value) = $given, false)"
_FORM = "REGEX(STR($value), $form)"
_IS_DAY = "COALESCE($given(STR($value)) = $given(STR($value)), false)"
_PATTERN = "COALESCE(REGEX(STR($value), $given, $flags), false)"
# An expression that the engine cannot read is an error in every row, and so would find nothing.
_TRIED = "ASK { BIND(REGEX('', $given, $flags) AS $value) FILTER(BOUND($value)) }"
_SAME = "sameTerm($value, $given)"
_NOT = "(!$test)"

_SIMPLE: Final = {
    "hasValue": _SAME,
    # SPARQL 1.1 has no order for texts in a language, though Oxigraph gives them one.
    "minInclusive": "COALESCE(LANG($value) = '' && $value >= $given, false)",
    "minExclusive": "COALESCE(LANG($value) = '' && $value > $given, false)",
    "maxInclusive": "COALESCE(LANG($value) = '' && $value <= $given, false)",
    "maxExclusive": "COALESCE(LANG($value) = '' && $value < $given, false)",
}
_LENGTHS: Final = {
    "minLength": "COALESCE(STRLEN(STR($value)) >= $given, false)",
    "maxLength": "COALESCE(STRLEN(STR($value)) <= $given, false)",
}
_KINDS: Final = {
    "IRI": "isIRI($value)",
    "BlankNode": "isBlank($value)",
    "Literal": "isLiteral($value)",
    "BlankNodeOrIRI": "(isBlank($value) || isIRI($value))",
    "BlankNodeOrLiteral": "(isBlank($value) || isLiteral($value))",
    "IRIOrLiteral": "(isIRI($value) || isLiteral($value))",
}
# The lexical forms of XSD 1.1; of a day, its calendar is asked as well.
_FORMS: Final = {
    f"{XSD}string": "",
    f"{XSD}anyURI": "",
    f"{RDF}langString": "",
    f"{XSD}boolean": "^(true|false|0|1)$",
    f"{XSD}integer": "^[+-]?[0-9]+$",
    f"{XSD}decimal": r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
    f"{XSD}date": r"^-?([1-9][0-9]{3,}|0[0-9]{3})-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?$",
}


def _simple(asked: Asked, value: ox.Variable) -> Part:
    return fill(_SIMPLE[asked.name], value=value, given=asked.term)


def _class(asked: Asked, value: ox.Variable) -> Part:
    return is_a(value, asked.term, asked.below, asked.fresh())


def _datatype(asked: Asked, value: ox.Variable) -> Part:
    given = asked.term
    if given.value not in _FORMS:
        raise asked.fault(f"knows no form for {given.value}")
    tests = [fill(_DATATYPE, value=value, given=given)]
    if _FORMS[given.value]:
        tests.append(fill(_FORM, value=value, form=ox.Literal(_FORMS[given.value])))
    if given.value == f"{XSD}date":
        tests.append(fill(_IS_DAY, value=value, given=given))
    return all_of(tests)


def _node_kind(asked: Asked, value: ox.Variable) -> Part:
    kind = asked.term.value.removeprefix(SH)
    if kind not in _KINDS:
        raise asked.fault(f"knows no kind {kind}")
    return fill(_KINDS[kind], value=value)


def _length(asked: Asked, value: ox.Variable) -> Part:
    number = ox.Literal(asked.number)
    return fill(_LENGTHS[asked.name], value=value, given=number)


def _pattern(asked: Asked, value: ox.Variable) -> Part:
    flags = ox.Literal(asked.graph.text(asked.shape, "flags"))
    if not ox.Store().query(fill(_TRIED, value=value, given=asked.term, flags=flags)):
        raise asked.fault(f"is no regular expression that the engine knows: {asked.term.value}")
    return fill(_PATTERN, value=value, given=asked.term, flags=flags)


def _in(asked: Asked, value: ox.Variable) -> Part:
    return any_of(fill(_SAME, value=value, given=member) for member in asked.members())


def _node(asked: Asked, value: ox.Variable) -> Part:
    return asked.conforms(asked.graph.node(asked.shape, asked.given), value)


def _not(asked: Asked, value: ox.Variable) -> Part:
    return fill(_NOT, test=_node(asked, value))


def _and(asked: Asked, value: ox.Variable) -> Part:
    return all_of(asked.conforms(shape, value) for shape in asked.shapes())


def _or(asked: Asked, value: ox.Variable) -> Part:
    return any_of(asked.conforms(shape, value) for shape in asked.shapes())


VALUE_TESTS: Final[dict[str, Callable[[Asked, ox.Variable], Part]]] = {
    **dict.fromkeys(_SIMPLE, _simple),
    **dict.fromkeys(_LENGTHS, _length),
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "in": _in,
    "node": _node,
    "not": _not,
    "and": _and,
    "or": _or,
}
