"""Are the keys known, do they stand where they may, and are their values of the right kind?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.check.fitting import SINGLE, Fitting
from kg.check.values import value_fault
from kg.records.document import Document, Node, Route, Value, many, shown
from kg.records.identity import IDENTITY, is_id
from kg.records.index import Known
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.words import one, suggestion

_PARTS = {
    "claims": "Claim", "passage": "Passage", "boilerplate": "Passage", "names": "Name",
    "attribution": "AttributionStep", "corrections": "Correction", "published": "Dating",
    "dated": "Dating",
}  # fmt: skip
_RECORDS = ("Entity", "Source", "Claim")
_STATED = ("Entity", "Statement", "Dating")


def check_structure(document: Document, known: Known, fitting: Fitting) -> None:
    """Report in the document every key and value that cannot be read as it is meant."""
    checker = _Structure(document, known, fitting, fitting.vocabulary)
    for route, record in document.records():
        checker.required(route, record, "id", "type")
        cure = "only a claim can say so: write it in the `states` of a claim"
        checker.stands(route, _type(record), _RECORDS, cure)
        checker.node(route, record, _type(record), states=False)


def _type(node: Node) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


@dataclass
class _Structure:
    document: Document
    known: Known
    fitting: Fitting
    vocabulary: Vocabulary

    def required(self, route: Route, node: Node, *keys: str) -> None:
        """Report each of the keys that a node must have and lacks."""
        for key in keys:
            if not node.get(key) and node.get(key) in (None, [], ""):
                name = node.get("id")
                told = name if isinstance(name, str) and is_id(name) else "this record"
                what = f"{told} has no {key}"
                self.document.report(route, "missing", what, self.document.lacking(key))

    def stands(self, route: Route, kind: str, fitting: tuple[str, ...], cure: str) -> None:
        """Report a node of a class that does not belong where it stands."""
        above = self.vocabulary.classes.get(kind)
        if above is not None and kind not in fitting and above.isdisjoint(fitting):
            what = f"{one(kind)} does not belong here"
            self.document.report((*route, "type"), "wrong-layer", what, cure)

    def node(self, route: Route, node: Node, kind: str, *, states: bool) -> None:
        """Check one mapping, its keys, its values, and the mappings inside it."""
        doubts, needed = self.fitting.on(kind, states=states)
        self._class(route, node, kind)
        self._owned(route, node, kind, needed)
        for key, value in node.items():
            doubt = doubts.get(key)
            if doubt is not None:
                several = isinstance(value, list) and key not in SINGLE
                if not (any(map(doubt, many(value))) if several else doubt(value)):
                    continue
            term = self.vocabulary.terms.get(key)
            if term is None:
                what = f"unknown key {shown(key)}"
                cure = self._known(key, value, kind, states=states)
                self.document.report((*route, key), "unknown-key", what, cure, key=True)
                continue
            if doubt is None:
                self._layer(route, term, kind, states=states)
                self._domain(route, node, term, kind)
            self._values((*route, key), term, value, states=states)

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
        if kind and known in self.vocabulary.classes and not self._related(known, kind):
            what = f"{shown(node.get('id'))} is {one(known)} elsewhere, and {one(kind)} here"
            cure = "one id names one thing: give the other an id of its own"
            self.document.report((*route, "type"), "two-classes", what, cure)

    def _related(self, one: str, other: str) -> bool:
        classes = self.vocabulary
        return one == other or classes.is_a(one, other) or classes.is_a(other, one)

    def _owned(self, route: Route, node: Node, kind: str, needed: Iterable[str]) -> None:
        self.required(route, node, *needed)
        if kind == "Claim" and "claims" not in route:
            self.required(route, node, "publishedIn")

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
            if isinstance(item, dict) and self._holds_nodes(term, states=states):
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

    def _holds_nodes(self, term: TermInfo, *, states: bool) -> bool:
        return term.name in _PARTS or term.name == "states" or (states and term.kind == "id")

    def _inner(self, route: Route, term: TermInfo, item: Node, *, states: bool) -> None:
        part = _PARTS.get(term.name, "")
        kind = _type(item) or part or self.known.types.get(str(item.get("id")), "")
        if not part:
            cure = "what a claim states is about the world: give this a record of its own"
            self.stands(route, kind, _STATED, cure)
        elif kind != part:
            self.stands(route, kind, (part,), f"leave the type out: it is {one(part)}")
        if not part and kind not in IDENTITY:
            self.required(route, item, "id")
        self.node(route, item, kind, states=states)
