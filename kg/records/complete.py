"""Completing records: what people need not write (ids, steps, defaults, labels, short cuts)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.records.document import Document, Node, Route, Value, many
from kg.records.identity import claim_id, is_id
from kg.records.index import Known
from kg.records.labels import Labels
from kg.records.statements import Statements, bounds
from kg.records.told import named
from kg.records.vocabulary import Vocabulary

_SILENT = {"superseded", "retracted"}


class Place(NamedTuple):
    """Where a node was written."""

    document: Document
    route: Route


@dataclass
class Completed:
    """Whole records, ready to become triples, and where each of their nodes was written.

    `sound` are the ids in records without findings, `spoilt` those in records with some.
    """

    records: list[Node] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)


def complete(document: Document, known: Known, vocabulary: Vocabulary) -> Completed:
    """Return every sound record of a document completed."""
    done = Completed()
    labels = Labels(vocabulary, known.labels)
    completion = _Completion(document, done, vocabulary, labels, known)
    for route, record in document.records():
        if not document.is_faulty(route):
            done.records.append(completion.record(route, record))
    if document.faulty:
        _sort(document, done, vocabulary)
    return done


def _sort(document: Document, done: Completed, vocabulary: Vocabulary) -> None:
    for route, node in named(document, vocabulary):
        name = node.get("id")
        if isinstance(name, str) and is_id(name):
            (done.spoilt if document.is_faulty(route) else done.sound).add(name)


def outlines(names: Iterable[str], known: Known, vocabulary: Vocabulary) -> Iterator[Node]:
    """Yield the class and label of ids that are known from faulty records only."""
    for name in sorted(names):
        if known.types.get(name) in vocabulary.classes:
            yield {"id": name, "type": known.types[name], "label": known.labels.get(name)}


@dataclass
class _Completion:
    document: Document
    done: Completed
    vocabulary: Vocabulary
    labels: Labels
    known: Known

    def record(self, route: Route, record: Node) -> Node:
        if record.get("type") == "Claim":
            source = str(record.get("publishedIn"))
            return self.claim(route, record, source, self.known.sources.get(source, {}))
        whole = dict(record)
        self._parts(whole, route, "names", "name", "Name")
        names = [name for name in many(whole.get("names")) if isinstance(name, dict)]
        forms = [form for name in names if isinstance(form := name.get("form"), str)]
        if forms:
            whole["altLabel"] = [*many(whole.get("altLabel")), *forms]
        if self.vocabulary.is_a(str(record.get("type")), "Source"):
            self._source(route, whole)
        return whole

    def _source(self, route: Route, source: Node) -> None:
        name = str(source["id"])
        self._parts(source, route, "published", "published", "Dating")
        self._parts(source, route, "boilerplate", "boilerplate", "Passage", passageOf=name)
        for dating in many(source.get("published")):
            if isinstance(dating, dict):
                bounds(dating)
        source["claims"] = [
            self.claim((*route, "claims", place), claim, name, source)
            for place, claim in enumerate(many(source.get("claims")))
            if isinstance(claim, dict) and not self.document.is_faulty((*route, "claims", place))
        ]

    def claim(self, route: Route, written: Node, source: str, article: Mapping[str, Value]) -> Node:
        """Return a claim with its steps, its short cuts, and what it states, completed."""
        claim = {"type": "Claim", "claimStatus": "active", **written}
        if "id" not in claim:
            claim["id"] = claim_id(source, written)
        name = str(claim["id"])
        self.done.places.setdefault(name, Place(self.document, route))
        self._parts(claim, route, "passage", "passage", "Passage", passageOf=source)
        self._parts(claim, route, "corrections", "correction", "Correction")
        self._steps(route, claim, article)
        steps = many(claim["attribution"])
        last = steps[-1]
        speakers = last.get("agent") if isinstance(last, dict) else None
        claim["assertedBy"] = speakers
        claim["publishedIn"] = source
        statements = Statements(self.vocabulary, self.labels, name, speakers)
        states = [
            statements.node((*route, "states", place), node)
            for place, node in enumerate(many(written.get("states")))
            if isinstance(node, dict)
        ]
        for made, place in statements.made.items():
            self.done.places.setdefault(made, Place(self.document, place))
        about = set(map(str, many(written.get("about"))))
        for node in states:
            self._mention(node, about)
        silent = claim["claimStatus"] in _SILENT
        claim["about"], claim["wasAbout"] = [], []
        claim["wasAbout" if silent else "about"] = [*sorted(about)]
        claim["states"] = [] if silent else [*states]
        return {key: value for key, value in claim.items() if value or value != []}

    def _steps(self, route: Route, claim: Node, article: Mapping[str, Value]) -> None:
        first: Node = {"agent": article.get("publisher"), "cue": "publishes"}
        first["basis"] = article.get("publisherBasis", "printed")
        written = many(claim.get("attribution"))
        claim["attribution"] = [first, *(dict(s) for s in written if isinstance(s, dict))]
        for position, step in enumerate(many(claim["attribution"])):
            if isinstance(step, dict):
                name = f"{claim['id']}/step/{position}"
                step["id"] = name
                step["type"] = "AttributionStep"
                step["position"] = position
                step.setdefault("basis", "printed")
                written_at = (*route, "attribution", position - 1) if position else route
                self.done.places.setdefault(name, Place(self.document, written_at))

    def _parts(
        self, owner: Node, route: Route, key: str, name: str, kind: str, **extra: str
    ) -> None:
        """Give every part of a record (a name, a passage …) its id, its class and its owner."""
        whole: list[Value] = []
        for place, part in enumerate(many(owner.get(key))):
            if not isinstance(part, dict):
                whole.append(part)
                continue
            number = f"/{place + 1}" if isinstance(owner[key], list) else ""
            made = str(part.get("id", f"{owner['id']}/{name}{number}"))
            inside = (*route, key, place) if number else (*route, key)
            self.done.places.setdefault(made, Place(self.document, inside))
            whole.append({**part, "id": made, "type": kind, **extra})
        if whole:
            owner[key] = whole

    def _mention(self, node: Node, found: set[str]) -> None:
        """Add every id in a node of a claim, but for those of datings."""
        dating = node.get("type") == "Dating"
        for key, value in node.items():
            if key not in self.vocabulary.links:
                continue
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, dict):
                    self._mention(item, found)
                elif isinstance(item, str) and not dating:
                    found.add(item)
