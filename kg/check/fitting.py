"""What may stand on each class, and which values are fine there: worked out once, asked often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

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
    "Source": ("publisher",),
}

# Something true of one value that is to be looked into, since it may have a fault, or hold nodes.
Doubt = Callable[[Value], object]


class Fit(NamedTuple):
    """The keys that may stand on a class, and those that the tool itself cannot do without."""

    doubts: Mapping[str, Doubt]
    needed: tuple[str, ...]


@dataclass
class Fitting:
    """What fits on each class."""

    vocabulary: Vocabulary
    _known: dict[tuple[str, bool], Fit] = field(default_factory=dict)

    def on(self, kind: str, *, states: bool) -> Fit:
        """Return what fits on a class; no key does on one that is not known."""
        found = self._known.get((kind, states))
        if found is None:
            terms = self.vocabulary.terms.values() if kind in self.vocabulary.classes else ()
            fitting = [term for term in terms if self._fits(kind, term, states=states)]
            doubts = {term.name: self._doubt(term) for term in fitting}
            needed = _NEEDED.get("Source" if self.vocabulary.is_a(kind, "Source") else kind, ())
            found = self._known[kind, states] = Fit(doubts, needed)
        return found

    def _fits(self, kind: str, term: TermInfo, *, states: bool) -> bool:
        if term.name == "states" and (states or kind != "Claim"):
            return False
        unfit = "record" if states else "world"
        belongs = term.layer != unfit or (states and term.name in _ANYWHERE)
        return belongs and self.vocabulary.fits(kind, term)

    def _doubt(self, term: TermInfo) -> Doubt:
        """Return the doubt of a key's values, as quick as their kind allows."""
        if term.kind == "concept":
            known = self.vocabulary.concepts.get(term.scheme, {})
            return lambda item: not isinstance(item, str) or item not in known
        if term.kind == "date":
            return lambda item: value_fault(term, item, self.vocabulary)
        if term.name == "states":
            return lambda _: True
        return value_test(term)
