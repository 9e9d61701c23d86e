"""SPARQL as tokens: what a query is made of, and values put in as terms, never as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import pyoxigraph as ox

# SPARQL 1.1 section 19.8: IRIREF, strings, comments and variables; everything else is a word or a
# sign. An IRIREF may hold no space, so `?a < ?b` is not one.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"\"\"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
                |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>[^\W\d]?[\w.\-]{0,99}(?<!\.):(?:[\w:%.\-]|\\.)*(?<!\.)|_:[\w.\-]+)
    | (?P<word>@?[^\W\d][\w\-]*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

# Of texts up to this length it is remembered what was found in them.
SHORT: Final = 10_000


class Token(NamedTuple):
    """One token: its kind, its text as written, and where it starts (code points)."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield every token of a query, comments and white space included, so that they join to it."""
    return iter(_cut(query)) if len(query) <= SHORT else _tokens(query)


def _tokens(query: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "sign", match.group(), match.start())


@lru_cache(maxsize=64)
def _cut(query: str) -> tuple[Token, ...]:
    """Return the tokens of a query: what looks at one looks at it several times."""
    return tuple(_tokens(query))


def bind(query: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """Return the query with each variable that has a value replaced by that term.

    The replacement is token by token: no value can change the query's shape. A variable that
    the query projects is given as `(term AS ?variable)`.
    """
    out = []
    projecting = False
    depth = 0
    for token in tokens(query):
        kind, text, _ = token
        if kind == "word":
            upper = text.upper()
            if upper == "SELECT":
                projecting, depth = True, 0
            elif upper in {"WHERE", "FROM"}:
                projecting = False
        elif kind == "sign":
            depth += (text == "(") - (text == ")")
            projecting = projecting and text != "{"
        elif kind == "variable":
            text = _bound(token, values, projected=projecting and depth == 0)
        out.append(text)
    return "".join(out)


def _bound(
    token: Token, values: Mapping[str, ox.NamedNode | ox.Literal], *, projected: bool
) -> str:
    term = values.get(token.text[1:])
    if term is None:
        return token.text
    return f"({term} AS {token.text})" if projected else str(term)
