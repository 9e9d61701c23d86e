"""What one writes out of habit: of SQL, of other languages, of Turtle, of a word processor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.query.slip import Slip, at
from kg.sparql import Token

_QUOTES: Final = frozenset("“”„‟‘’‚«»‹›`")
_SQL: Final = {
    "AND": ("SPARQL has no AND", "in a FILTER write &&; between patterns write a dot"),
    "OR": ("SPARQL has no OR", "in a FILTER write ||; between patterns { … } UNION { … }"),
    "LIKE": ("SPARQL has no LIKE", "write FILTER(CONTAINS(LCASE(?text), 'word'))"),
    "JOIN": ("SPARQL has no JOIN", "patterns with a variable in common are joined by it"),
    "TOP": ("SPARQL has no TOP", "write LIMIT 5 behind the last }"),
    "NULL": ("SPARQL has no NULL", "write FILTER(!BOUND(?value)), with ?value in an OPTIONAL"),
}
_TABLE: Final = "put what you look for into braces: SELECT * WHERE { ?thing a kg:Pledge }"
_OPERANDS: Final = {"variable", "number", "string"}


def habits(found: Sequence[Token], known: Collection[str]) -> Iterator[Slip]:
    """Yield each word or sign that is right elsewhere and not in SPARQL, from the front.

    `found` are the tokens that are neither space nor comment, `known` the prefixes.
    """
    for place, token in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        slip = _word(token, before, after, known) if token.kind == "word" else None
        slip = slip or _sign(token, before, after)
        if slip is not None:
            yield slip


def _word(
    token: Token, before: Token | None, after: Token | None, known: Collection[str]
) -> Slip | None:
    word = token.text.upper()
    if before is not None and before.text.upper() == "FROM" and word != "NAMED":
        return at(token, "FROM names a graph by its IRI, and SPARQL has no tables", _TABLE)
    if word in _SQL:
        return at(token, *_SQL[word])
    if word == "@PREFIX":
        return at(token, "this is Turtle", "in SPARQL: PREFIX kg: <…> without a dot behind it")
    if before is not None and before.text.upper() == "PREFIX":
        return at(token, "the prefix has no colon", f"write PREFIX {token.text}: <…>")
    return _glued(token, before, after, known)


def _glued(
    token: Token, before: Token | None, after: Token | None, known: Collection[str]
) -> Slip | None:
    """Return what is wrong with a word by the sign that it is glued to."""
    dotted = after is not None and after.text.startswith(".") and _touch(token, after)
    if dotted and token.text in known:
        return at(token, "a prefix ends with a colon, not a dot", f"write {token.text}:Name")
    if before is not None and before.text == "-" and _touch(before, token):
        return at(token, "a variable's name has no -", "write _ for it")
    return None


def _sign(token: Token, before: Token | None, after: Token | None) -> Slip | None:
    if token.text[:1] in _QUOTES:
        what = "this quotation mark is typographic"
        return at(token, what, "write \" or ' at both ends of a text")
    if before is not None and _touch(before, token) and token.text == before.text == "=":
        return at(token, "SPARQL compares with one =", "take one out")
    compared = before is not None and before.kind in _OPERANDS
    if token.text == "<>" and compared and after is not None and after.kind in _OPERANDS:
        return at(token, "SPARQL has no <>", "write != for: is not")
    if token.kind == "number" and before is not None and before.text == "-" and after is not None:
        return _day(token, after)
    return None


def _day(token: Token, after: Token) -> Slip | None:
    if after.text == "-" and _touch(token, after):
        return at(token, "a day is a text with a type", 'write "2025-03-20"^^xsd:date')
    return None


def _touch(one: Token, other: Token) -> bool:
    return one.start + len(one.text) == other.start
