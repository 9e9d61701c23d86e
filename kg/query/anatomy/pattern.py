"""A triple pattern as it is written, every term with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HIDDEN: Final = "__kg_"
_SPACE: Final = 4


@dataclass(frozen=True)
class Word:
    """A term or path of a pattern: its kind, its text as written, and where that starts.

    Kinds are variable, iri, name, a, path, literal, blank and list; `sparql` is what stands for it
    in a query made from parts of this one.
    """

    kind: str
    text: str
    start: int
    sparql: str
    inside: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        """Return the place behind it."""
        return self.start + len(self.text)

    @property
    def variable(self) -> str:
        """Return the name of the variable that it is, hidden ones included; else nothing."""
        return self.sparql[1:] if self.sparql[:1] in {"?", "$"} else ""


@dataclass(frozen=True)
class Pattern:
    """One triple pattern."""

    subject: Word
    verb: Word
    object: Word

    @property
    def words(self) -> tuple[Word, Word, Word]:
        """Return its three places."""
        return self.subject, self.verb, self.object

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of its variables, hidden ones included."""
        own = frozenset(word.variable for word in self.words if word.variable)
        return own.union(*(word.inside for word in self.words))

    @property
    def sparql(self) -> str:
        """Return it as a pattern that can stand by itself."""
        return " ".join(word.sparql for word in self.words)

    @property
    def text(self) -> str:
        """Return it as people write it, in full and on one line."""
        texts = ("[]" if word.kind == "blank" else word.text for word in self.words)
        return " ".join(" ".join(texts).split())


def place(pattern: Pattern) -> tuple[int, int]:
    """Return where a pattern stands; for one behind `;` or `,` that begins with its verb."""
    subject, verb, value = pattern.words
    near = subject.start < verb.start and value.end - subject.start <= len(pattern.text) + _SPACE
    return (subject if near else verb).start, value.end
