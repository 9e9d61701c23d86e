"""Read only: what would reach out of the graph or change it is refused, however it is spelt.

The words are looked for as tokens, so strings, IRIs, prefixed names, variables and comments may
hold them. Engines do not all cut a query into the same tokens: Oxigraph 0.5 takes `SERVICEex:a`
for `SERVICE ex:a`, and `?a<?b)SERVICE#>` for a comparison and a comment where SPARQL's longest
match sees an IRI. Where a query could be cut in two ways, the worse one counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.errors import UsageError
from kg.query.pointing import pointed
from kg.query.readings import Reading, readings
from kg.sparql import SHORT, Token, tokens

_UPDATES = frozenset(
    ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
_SILENT = {"comment", "space"}
_OPERANDS = {"variable", "string", "name", "word", "number", "iri"}
_CHARS = r"A-Za-z0-9_\-\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C-\u200D"
_CHARS += r"\u203F-\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_STRING = re.compile(r"""(?:[^\\]|\\[tbnrf"'\\])*""", re.DOTALL)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)

_OUTWARD = (
    "SERVICE asks another server, and a query here may only read this graph",
    "ask that server by itself, or bring its data into the project",
)
_CHANGE = (
    "{} changes a graph, and a query here may only read",
    "change the project's records and build again: kg build",
)
_TWO_WAYS = (
    "this can be read in two ways, one of which hides what follows",
    "put a space after each < and > that compares, and write IRIs in full or with a prefix",
)
_ESCAPE = (
    r"this string holds a backslash that stands for nothing",
    r"write \\ for a backslash; \t \n \r \b \f \" and \' are the others",
)


def guard(query: str) -> None:
    """Let a query pass that only reads this graph.

    Raises:
        UsageError: it asks another server, changes something, or could be read as if it did; the
            message says what, where (line and column) and why.
    """
    _passed(query) if len(query) <= SHORT else _check(query)


@lru_cache(maxsize=128)
def _passed(query: str) -> None:
    """Check a query once if it passes; one that is refused raises each time."""
    _check(query)


def _check(query: str) -> None:
    for reading in readings(query):
        _Reader(query, reading).check()


@cache
def _one_token() -> re.Pattern[str]:
    """Return what a prefixed name is that every engine reads as one token: at most one dot in it.

    It takes 10 ms to compile, and hardly a query needs it.
    """
    return re.compile(
        rf"(?!\d)(?:[{_CHARS}][{_CHARS}.]*)?:"
        rf"(?:(?:(?!-)[{_CHARS}:]|{_ESCAPED})(?:[{_CHARS}:]|{_ESCAPED})*"
        rf"(?:\.+(?:[{_CHARS}:]|{_ESCAPED})+)?)?"
    )


class _Reader:
    def __init__(self, query: str, reading: Reading) -> None:
        self.query = query
        self.reading = reading
        found = tokens(reading.text)
        self.tokens: Sequence[Token] = [token for token in found if token.kind not in _SILENT]
        self.depth = 0
        self.named = _SERVICE.search(reading.text) is not None

    def check(self) -> None:
        for place, token in enumerate(self.tokens):
            if token.kind == "word" and not token.text.startswith("@"):
                self._word(token)
            elif token.kind == "name":
                self._name(place, token)
            elif token.kind == "iri":
                self._iri(place, token)
            elif token.kind == "string":
                self._string(token)
            elif token.text in {"(", ")"}:
                self.depth += 1 if token.text == "(" else -1

    def _word(self, token: Token) -> None:
        if _SERVICE.search(token.text):
            self._refuse(token, *_OUTWARD)
        if token.text.upper() in _UPDATES:
            self._refuse(token, _CHANGE[0].format(token.text.upper()), _CHANGE[1])

    def _name(self, place: int, token: Token) -> None:
        """Refuse a name that holds the keyword where an engine could cut it off."""
        if not self.named:
            return
        prefix, _, local = token.text.partition(":")
        glued = _SERVICE.search(prefix) is not None
        tail = f".{local}" if not _one_token().fullmatch(token.text) else local
        cut = any(_SERVICE.search(part) for part in tail.split(".")[1:])
        after = [other.text for other in self.tokens[place + 1 : place + 4]]
        before = self.tokens[place - 1].text.upper() if place else ""
        if before != "GRAPH" and ((glued and after[:1] == ["{"]) or (cut and "{" in after)):
            self._refuse(token, *_OUTWARD)

    def _string(self, token: Token) -> None:
        """Refuse an escape that does not exist: an engine may then end the string elsewhere."""
        if self.named and not _STRING.fullmatch(token.text):
            self._refuse(token, *_ESCAPE)

    def _iri(self, place: int, token: Token) -> None:
        """Refuse `?a<…>` inside brackets if, taken as a comparison, it would open a comment."""
        before = self.tokens[place - 1] if place else None
        operand = before is not None and (before.kind in _OPERANDS or before.text == ")")
        opens = "#" in token.text or "'" in token.text
        doubtful = self.named and self.depth > 0 and operand and opens
        if doubtful and not _ABSOLUTE.match(token.text):
            self._refuse(token, *_TWO_WAYS)

    def _refuse(self, token: Token, what: str, cure: str) -> None:
        start = self.reading.origin(token.start)
        end = self.reading.origin(token.start + len(token.text))
        raise UsageError(pointed(self.query, start, end, what), cure)
