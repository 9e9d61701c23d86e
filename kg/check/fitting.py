"""What may stand on each class, and which values are fine there: worked out once, asked often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.check.values import value_fault, value_test
from kg.records.document import Value
from kg.records.vocabulary import TermInfo, Vocabulary

# What the tool itself works with must be one value; for the rest the shapes say how many.
SINGLE: Final = frozenset({
    "id", "claimStatus", "publishedIn", "passage", "paragraph", "first", "last", "start", "end",
    "digest", "length", "paragraphs",
})  # fmt: skip
_ANYWHERE: Final = {"label", "note"}
_NEEDED: Final = {
    "Claim": ("paraphrase", "kind", "certainty", "passage"),
    "AttributionStep": ("agent", "cue"),
    "Passage": ("paragraph", "first", "last"),
}

Test = Callable[[Value], bool]


@dataclass
class Fitting:
    """For each class, the keys that may stand on it with a test of their values.

    A value that passes is fine and has no nodes in it. One that does not is to be looked into.
    """

    vocabulary: Vocabulary
    _known: dict[tuple[str, bool], Mapping[str, Test]] = field(default_factory=dict)

    def on(self, kind: str, *, states: bool) -> Mapping[str, Test]:
        """Return the tests by key; none for a class that is not known."""
        found = self._known.get((kind, states))
        if found is None:
            terms = self.vocabulary.terms.values() if kind in self.vocabulary.classes else ()
            found = {
                term.name: self._test(term)
                for term in terms
                if self._fits(kind, term, states=states)
            }
            self._known[kind, states] = found
        return found

    def needed(self, kind: str) -> tuple[str, ...]:
        """Return the keys that the tool itself cannot do without on a class."""
        if self.vocabulary.is_a(kind, "Source"):
            return ("publisher",)
        return _NEEDED.get(kind, ())

    def _fits(self, kind: str, term: TermInfo, *, states: bool) -> bool:
        if term.name == "states" and (states or kind != "Claim"):
            return False
        unfit = "record" if states else "world"
        belongs = term.layer != unfit or (states and term.name in _ANYWHERE)
        return belongs and self.vocabulary.fits(kind, term)

    def _test(self, term: TermInfo) -> Test:
        """Return the test of a key's values."""
        if term.name == "states":
            return lambda _: False
        one = self._one(term)
        if term.name in SINGLE:
            return one
        return lambda value: all(map(one, value)) if isinstance(value, list) else one(value)

    def _one(self, term: TermInfo) -> Test:
        """Return the test of one value, as quick as its kind allows."""
        if term.kind == "concept":
            known = self.vocabulary.concepts.get(term.scheme, {})
            return lambda item: isinstance(item, str) and item in known
        if term.kind == "date":
            return lambda item: value_fault(term, item, self.vocabulary) is None
        wanted = value_test(term)
        if term.kind == "text":
            return lambda item: not wanted(item)
        return lambda item: not isinstance(item, dict) and not wanted(item)
