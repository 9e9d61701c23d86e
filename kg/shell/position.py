"""What may stand at a place in a query that is being typed: a subject, verb, class or object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.query.anatomy.read import significant
from kg.sparql import Token

_TERMS: Final = {"variable", "iri", "name", "string", "number"}
_TYPE: Final = {"a", "rdf:type"}
_BEFORE_VERB: Final = {";", "/", "|", "^"}


def expected(before: str) -> str:
    """Return subject, verb, class or object; nothing outside of a pattern."""
    found = _pattern(significant(before))
    if found is None:
        return ""
    place = "subject"
    verb = ""
    for token in found:
        if token.text in {".", "{", "}", "["}:
            place = "verb" if token.text == "[" else "subject"
        elif token.text in _BEFORE_VERB:
            place = "verb"
        elif token.kind in _TERMS or token.text in {"a", "]"}:
            verb = token.text if place == "verb" else verb
            place = {"subject": "verb", "verb": "object"}.get(place, "end")
        elif token.text == ",":
            place = "object"
    return "class" if place == "object" and verb in _TYPE else place


def verb_before(before: str) -> str:
    """Return the last verb of a pattern that waits for its object."""
    found = _pattern(significant(before)) or []
    return found[-1].text if found and found[-1].kind in {"name", "word"} else ""


def _pattern(found: Sequence[Token]) -> Sequence[Token] | None:
    """Return the tokens from the last brace or filter on, if they are triple patterns."""
    depth = 0
    first = None
    for place, token in enumerate(found):
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
            if token.text in {"{", "}"}:
                first = place
    if first is None or depth < 1:
        return None
    last = found[first:]
    words = [place for place, token in enumerate(last) if _is_keyword(token)]
    if not words:
        return last
    rest = last[words[-1] + 1 :]
    closed = sum(token.text == "(" for token in rest) <= sum(token.text == ")" for token in rest)
    if last[words[-1]].text.upper() in {"FILTER", "BIND", "VALUES"} and not closed:
        return None
    ends = [place for place, token in enumerate(rest) if token.text == ")"]
    return rest[ends[-1] + 1 :] if ends else rest


def _is_keyword(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 1 and not token.text.startswith("@")
