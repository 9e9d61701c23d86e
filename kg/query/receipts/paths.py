"""Property paths (SPARQL 1.1, 9.1): what is written where a property stands, as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.query.receipts.cursor import Cursor
from kg.sparql import tokens
from kg.words import TYPE

_MODIFIERS: Final = {"?": (True, False), "*": (True, True), "+": (False, True)}


@dataclass(frozen=True)
class Link:
    """One property, as an IRI or prefixed name."""

    prop: str

    def __str__(self) -> str:
        return self.prop


@dataclass(frozen=True)
class Inverse:
    """A path walked backwards."""

    path: Path

    def __str__(self) -> str:
        return f"^({self.path})"


@dataclass(frozen=True)
class Sequence:
    """Paths one after the other."""

    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return "/".join(f"({path})" for path in self.paths)


@dataclass(frozen=True)
class Alternative:
    """Paths of which one is walked."""

    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return "|".join(f"({path})" for path in self.paths)


@dataclass(frozen=True)
class Negated:
    """Any property but these, forwards, or backwards."""

    forwards: tuple[str, ...]
    backwards: tuple[str, ...]

    def __str__(self) -> str:
        return f"!({'|'.join([*self.forwards, *(f'^{prop}' for prop in self.backwards)])})"


@dataclass(frozen=True)
class Repeated:
    """A path walked once or not at all, or as often as one likes: `?`, `*` and `+`."""

    path: Path
    zero: bool
    more: bool

    def __str__(self) -> str:
        sign = next(sign for sign, (*how,) in _MODIFIERS.items() if how == [self.zero, self.more])
        return f"({self.path}){sign}"


Path = Link | Inverse | Sequence | Alternative | Negated | Repeated


def path(text: str) -> Path:
    """Return the path that a text says.

    Raises:
        ValueError: it says none.
    """
    reader = _Reader(text, tokens(text))
    found = reader.alternative()
    if reader.peek():
        raise ValueError(f"{text} is not a property path")
    return found


class _Reader(Cursor):
    def sign(self, text: str) -> bool:
        found = self.peek() == text
        self.at += found
        return found

    def alternative(self) -> Path:
        found = [self.sequence()]
        while self.sign("|"):
            found.append(self.sequence())
        return found[0] if len(found) == 1 else Alternative(tuple(found))

    def sequence(self) -> Path:
        found = [self.element()]
        while self.sign("/"):
            found.append(self.element())
        return found[0] if len(found) == 1 else Sequence(tuple(found))

    def element(self) -> Path:
        inverse = self.sign("^")
        found = self.primary()
        if self.peek() in _MODIFIERS:
            found = Repeated(found, *_MODIFIERS[self.take()])
        return Inverse(found) if inverse else found

    def primary(self) -> Path:
        if self.sign("!"):
            return self.negated()
        if not self.sign("("):
            return Link(self.prop())
        found = self.alternative()
        if not self.sign(")"):
            raise ValueError("a bracket of a property path is not closed")
        return found

    def negated(self) -> Negated:
        forwards: list[str] = []
        backwards: list[str] = []
        many = self.sign("(")
        while not (many and self.sign(")")):
            kept = backwards if self.sign("^") else forwards
            kept.append(self.prop())
            if not many:
                break
            self.sign("|")
        return Negated(tuple(forwards), tuple(backwards))

    def prop(self) -> str:
        kind = self.tokens[self.at].kind if self.at < len(self.tokens) else ""
        text = self.take()
        if kind not in {"iri", "name"} and text != "a":
            raise ValueError(f"{text} is not a property")
        return f"<{TYPE}>" if text == "a" else text
