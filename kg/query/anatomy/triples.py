"""The triple patterns of a block as written: in their order, every term with its place.

Grammar rules 75-107 of SPARQL 1.1. A blank node is a variable that nobody can ask for; a
collection stays one term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.query.anatomy.pattern import HIDDEN, Pattern, Word
from kg.sparql import Token

__all__ = ["HIDDEN", "Pattern", "Word", "triples"]

_LITERALS: Final = {"string", "number"}


@dataclass
class _Block:
    query: str
    tokens: Sequence[Token]
    at: int = 0
    found: list[Pattern] = field(default_factory=list)

    def read(self) -> list[Pattern]:
        while self.at < len(self.tokens):
            if self.sign("."):
                continue
            subject = self.node()
            if self.at < len(self.tokens) and self.tokens[self.at].text != ".":
                self.properties(subject)
        return self.found

    def peek(self) -> Token:
        if self.at >= len(self.tokens):
            raise ValueError("a triple pattern is not complete")
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def sign(self, text: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at].text == text:
            self.at += 1
            return True
        return False

    def slice(self, first: int) -> tuple[str, int]:
        """Return the text from a token to the last one taken, and where it starts."""
        start, last = self.tokens[first].start, self.tokens[self.at - 1]
        return self.query[start : last.start + len(last.text)], start

    def properties(self, subject: Word) -> None:
        while True:
            verb = self.verb()
            while True:
                place = len(self.found)
                value = self.node()
                # What stands inside the brackets of a value was found first, and belongs behind.
                self.found.insert(place, Pattern(subject, verb, value))
                if not self.sign(","):
                    break
            if not self.sign(";"):
                return
            while self.sign(";"):
                pass
            if self.at >= len(self.tokens) or self.peek().text in {".", "]"}:
                return

    def node(self) -> Word:
        first, token = self.at, self.take()
        if token.text == "[" and token.kind == "sign":
            return self.anonymous(first)
        if token.text == "(" and token.kind == "sign":
            return self.collection(first)
        if token.kind == "variable":
            return Word("variable", token.text, token.start, f"?{token.text[1:]}")
        if token.text.startswith("_:"):
            made = f"?{HIDDEN}l_{''.join(c if c.isalnum() else '_' for c in token.text[2:])}"
            return Word("blank", token.text, token.start, made)
        if token.kind in {"iri", "name"}:
            return Word(token.kind, token.text, token.start, token.text)
        return self.literal(first, token)

    def literal(self, first: int, token: Token) -> Word:
        if token.text in {"+", "-"} and self.peek().kind == "number":
            self.take()
        elif token.kind == "string" and self.at < len(self.tokens):
            if self.tokens[self.at].text.startswith("@"):
                self.take()
            elif self.sign("^"):
                self.sign("^")
                self.take()
        elif token.kind not in _LITERALS and token.text.lower() not in {"true", "false"}:
            raise ValueError(f"{token.text} cannot stand in a triple pattern")
        text, start = self.slice(first)
        return Word("literal", text, start, text)

    def anonymous(self, first: int) -> Word:
        made = f"?{HIDDEN}b{self.tokens[first].start}"
        blank = Word("blank", "[", self.tokens[first].start, made)
        if not self.sign("]"):
            self.properties(blank)
            if not self.sign("]"):
                raise ValueError("a bracket is not closed")
        return Word("blank", *self.slice(first), made)

    def collection(self, first: int) -> Word:
        inside: set[str] = set()
        while not self.sign(")"):
            word = self.node()
            inside |= {word.variable} if word.variable else word.inside
        text, start = self.slice(first)
        return Word("list", text, start, text, frozenset(inside))

    def verb(self) -> Word:
        first, token = self.at, self.peek()
        if token.kind == "variable":
            return self.node()
        while True:
            while self.sign("^") or self.sign("!"):
                pass
            self.primary()
            self.repeated()
            if not (self.sign("/") or self.sign("|")):
                break
        text, start = self.slice(first)
        kind = "path" if self.at - first > 1 else "a" if token.text == "a" else token.kind
        return Word(kind, text, start, text)

    def primary(self) -> None:
        depth = 0
        while True:
            token = self.take()
            depth += (token.text == "(") - (token.text == ")") if token.kind == "sign" else 0
            if depth == 0:
                return

    def repeated(self) -> None:
        """Take the sign behind a path that says how often, and not the sign of a number."""
        token = self.peek()
        if token.kind == "sign" and token.text in {"*", "+", "?"}:
            after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            number = after is not None and after.kind == "number"
            if not (number and after is not None and after.start == token.start + 1):
                self.at += 1


def triples(query: str, tokens: Sequence[Token]) -> list[Pattern]:
    """Return the patterns of a block of triples, given by the query and the block's tokens.

    Raises:
        ValueError: this is no such block.
    """
    return _Block(query, tokens).read()
