"""What is wrong with one node: with its class, its place, its keys and its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.check.values import value_fault
from kg.records.document import Document, Node, Route, Value, many, shown
from kg.records.identity import IDENTITY, is_id
from kg.records.index import Known
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.words import one, suggestion

# The keys that hold parts, and the class of those.
PARTS: Final = {
    "claims": "Claim", "passage": "Passage", "boilerplate": "Passage", "names": "Name",
    "attribution": "AttributionStep", "corrections": "Correction", "published": "Dating",
    "dated": "Dating",
}  # fmt: skip
# What the tool itself works with must be one value; for the rest the shapes say how many.
SINGLE: Final = frozenset({
    "id", "claimStatus", "publishedIn", "passage", "paragraph", "first", "last", "start", "end",
    "digest", "length", "paragraphs",
})  # fmt: skip
_RECORDS: Final = ("Entity", "Source", "Claim")
_STATED: Final = ("Entity", "Statement", "Dating")
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "Claim": ("paraphrase", "kind", "certainty", "passage"),
    "AttributionStep": ("agent", "cue"),
    "Passage": ("paragraph", "first", "last"),
    "Source": ("publisher",),
}
# The keys that some node cannot do without.
NEEDED: Final = frozenset({"id", "type", "publishedIn"}.union(*_NEEDED.values()))


def type_of(node: Node) -> str:
    """Return the class that a node is given, or an empty string."""
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def holds_nodes(term: TermInfo, *, states: bool) -> bool:
    """Tell whether mappings below a key are nodes; `states`: of what a claim states."""
    return term.name in PARTS or term.name == "states" or (states and term.kind == "id")


def related(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether one of two classes is the other, or below it."""
    return vocabulary.is_a(one, other) or vocabulary.is_a(other, one)


@dataclass
class Nodes:
    """Reports what is wrong with the nodes of a document.

    A node is a record, or a `part` of that class in a record, or among what a claim `states`.
    """

    document: Document
    known: Known
    vocabulary: Vocabulary

    def node(self, route: Route, node: Node, kind: str, part: str = "", *, states: bool) -> None:
        """Report what is wrong with a node and with all that is in it."""
        self.outline(route, node, kind, part, states=states)
        for key, value in node.items():
            term = self.vocabulary.terms.get(key)
            if term is not None:
                self._values((*route, key), term, value, states=states)

    def outline(self, route: Route, node: Node, kind: str, part: str, *, states: bool) -> None:
        """Report what is wrong with the class, the place and the keys of a node."""
        self._stands(route, kind, part, states=states)
        self._class(route, node, kind)
        for key in self.needed(route, kind, part, states=states):
            self._required(route, node, key)
        for key, value in node.items():
            term = self.vocabulary.terms.get(key)
            if term is None:
                what = f"unknown key {shown(key)}"
                cure = self._known(key, value, kind, states=states)
                self.document.report((*route, key), "unknown-key", what, cure, key=True)
            else:
                self._layer(route, term, kind, states=states)
                self._domain(route, node, term, kind)

    def needed(self, route: Route, kind: str, part: str, *, states: bool) -> Iterator[str]:
        """Yield the keys that the tool cannot do without on a node."""
        if not part and not states:
            yield from ("id", "type")
        elif not part and kind not in IDENTITY:
            yield "id"
        yield from _NEEDED.get("Source" if self.vocabulary.is_a(kind, "Source") else kind, ())
        if kind == "Claim" and "claims" not in route:
            yield "publishedIn"

    def _required(self, route: Route, node: Node, key: str) -> None:
        if not node.get(key) and node.get(key) in (None, [], ""):
            name = node.get("id")
            told = name if isinstance(name, str) and is_id(name) else "this record"
            what = f"{told} has no {key}"
            self.document.report(route, "missing", what, self.document.lacking(key))

    def _stands(self, route: Route, kind: str, part: str, *, states: bool) -> None:
        """Report a node of a class that does not belong where it stands."""
        fitting: tuple[str, ...] = (part,)
        cure = f"leave the type out: it is {one(part)}"
        if not part and states:
            fitting = _STATED
            cure = "what a claim states is about the world: give this a record of its own"
        elif not part:
            fitting = _RECORDS
            cure = "only a claim can say so: write it in the `states` of a claim"
        above = self.vocabulary.classes.get(kind)
        if above is not None and kind not in fitting and above.isdisjoint(fitting):
            what = f"{one(kind)} does not belong here"
            self.document.report((*route, "type"), "wrong-layer", what, cure)

    def _known(self, key: str, value: Value, kind: str, *, states: bool) -> str:
        close = suggestion(key, self._keys(kind, states=states))
        tail = "put quotes around the text, or leave the commas of the number out"
        return close or (tail if value is None else "docs/terms.md lists the keys")

    def _keys(self, kind: str, *, states: bool) -> list[str]:
        unfit = "record" if states else "world"
        terms = self.vocabulary.terms.values()
        return [
            term.name for term in terms if term.layer != unfit and self.vocabulary.fits(kind, term)
        ]

    def _class(self, route: Route, node: Node, kind: str) -> None:
        if "id" not in node and "type" not in node:
            return
        written = node.get("type")
        if "type" in node and not isinstance(written, str):
            self.document.report((*route, "type"), "wrong-type", "type must be one class name")
        elif isinstance(written, str) and written not in self.vocabulary.classes:
            cure = suggestion(written, self.vocabulary.classes)
            what = f"unknown class {shown(kind)}"
            self.document.report((*route, "type"), "unknown-class", what, cure)
        known = self.known.types.get(str(node.get("id")), kind)
        if kind and known in self.vocabulary.classes and not related(known, kind, self.vocabulary):
            what = f"{shown(node.get('id'))} is {one(known)} elsewhere, and {one(kind)} here"
            cure = "one id names one thing: give the other an id of its own"
            self.document.report((*route, "type"), "two-classes", what, cure)

    def _layer(self, route: Route, term: TermInfo, kind: str, *, states: bool) -> None:
        place = (*route, term.name)
        if states and term.layer == "record" and term.name not in {"label", "note"}:
            what = f"{term.name!r} does not belong into what a claim states"
            cure = "write it on the claim, or in the entity's own record"
            self.document.report(place, "wrong-layer", what, cure, key=True)
        if not states and term.layer == "world":
            what = f"{term.name!r} says something about the world"
            cure = "only a claim can say it: write it in the `states` of a claim"
            self.document.report(place, "wrong-layer", what, cure, key=True)
        if term.name == "states" and (states or kind != "Claim"):
            what, cure = "only a claim has `states`", "write a claim, with its passage"
            self.document.report(place, "wrong-layer", what, cure, key=True)

    def _domain(self, route: Route, node: Node, term: TermInfo, kind: str) -> None:
        known = kind or self.known.types.get(str(node.get("id")), "")
        fits = self.vocabulary.fits(known, term)
        if known in self.vocabulary.classes and not fits:
            owners = " or ".join(map(one, sorted(term.domains)))
            what = f"{term.name!r} belongs to {owners}, not to {one(known)}"
            cure = suggestion(term.name, self._keys(known, states=term.layer == "world"))
            self.document.report((*route, term.name), "wrong-class", what, cure, key=True)

    def _values(self, route: Route, term: TermInfo, value: Value, *, states: bool) -> None:
        if not self._number(route, term, value):
            return
        inside = states or term.name == "states"
        for place, item in enumerate(many(value)):
            at = (*route, place) if isinstance(value, list) else route
            if isinstance(item, dict) and holds_nodes(term, states=states):
                self._inner(at, term, item, states=inside)
                continue
            fault = value_fault(term, item, self.vocabulary)
            if fault:
                self.document.report(at, *fault)

    def _number(self, route: Route, term: TermInfo, value: Value) -> bool:
        """Tell whether there are as many values as there may be; report if not."""
        if value is None:
            cure = "give one, or leave the key out"
            self.document.report(route, "empty", f"{term.name} has no value", cure)
        elif term.name == "claims" and not isinstance(value, list):
            self.document.report(route, "wrong-type", "claims must be a list", "begin each with -")
        elif term.name in SINGLE and isinstance(value, list):
            what, cure = f"{term.name} must be one value, not a list", "keep one"
            self.document.report(route, "wrong-type", what, cure)
        else:
            return True
        return False

    def _inner(self, route: Route, term: TermInfo, item: Node, *, states: bool) -> None:
        part = PARTS.get(term.name, "")
        kind = type_of(item) or part or self.known.types.get(str(item.get("id")), "")
        self.node(route, item, kind, part, states=states)
