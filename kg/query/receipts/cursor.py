"""The tokens of a query read from left to right, every text as it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from kg.sparql import Token

_SILENT: Final = {"space", "comment"}
_OPENING: Final = {"(", "{", "["}
_CLOSING: Final = {")", "}", "]"}


class Cursor:
    """A place among the tokens of a query, spaces and comments left out."""

    def __init__(self, query: str, found: Iterable[Token]) -> None:
        """Begin at the first token."""
        self.query = query
        self.tokens: Sequence[Token] = [token for token in found if token.kind not in _SILENT]
        self.at = 0

    def peek(self) -> str:
        """Return the next token as written; nothing at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def word(self) -> str:
        """Return the next token in capitals if it can be a keyword; else nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "word":
            return self.tokens[self.at].text.upper()
        return ""

    def variable(self) -> bool:
        """Tell whether the next token is a variable."""
        return self.at < len(self.tokens) and self.tokens[self.at].kind == "variable"

    def take(self) -> str:
        """Return the next token and go on.

        Raises:
            ValueError: there is none.
        """
        if self.at >= len(self.tokens):
            raise ValueError("the query ends too early")
        self.at += 1
        return self.tokens[self.at - 1].text

    def skip(self, *words: str) -> bool:
        """Go on if the next token is one of some keywords; tell whether it was."""
        found = self.word() in words
        self.at += found
        return found

    def over(self) -> None:
        """Go over a token, or over all that its bracket holds."""
        depth = 0
        while True:
            text = self.take()
            if self.tokens[self.at - 1].kind == "sign":
                depth += (text in _OPENING) - (text in _CLOSING)
            if depth <= 0:
                return

    def until(self, words: Collection[str], signs: Collection[str] = ()) -> None:
        """Go to the next keyword or sign of some, outside of all brackets, or to the end."""
        while self.peek() and self.word() not in words and self.peek() not in signs:
            self.over()

    def since(self, first: int) -> str:
        """Return the text from a token to the last one taken."""
        if first >= self.at:
            return ""
        last = self.tokens[self.at - 1]
        return self.query[self.tokens[first].start : last.start + len(last.text)]

    def taken(self, first: int) -> Sequence[Token]:
        """Return the tokens from one to the last one taken."""
        return self.tokens[first : self.at]
