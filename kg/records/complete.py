"""Completing records: what people need not write (ids, steps, defaults, labels, short cuts)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.records.document import Document, Node, Route, Value, many, nodes
from kg.records.identity import claim_id, is_id
from kg.records.index import Known
from kg.records.labels import Labels
from kg.records.statements import Statements, bounds
from kg.records.told import named
from kg.records.vocabulary import Vocabulary

_SILENT = {"superseded", "retracted"}


@dataclass
class Completed:
    """Whole records, ready to become triples, and what each of their nodes was made from.

    `sound` are the ids in records without findings, `spoilt` those in records with some.
    """

    records: list[Node] = field(default_factory=list)
    written: dict[str, Node] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)


def complete(document: Document, known: Known, vocabulary: Vocabulary) -> Completed:
    """Return every sound record of a document completed."""
    done = Completed()
    statements = Statements(vocabulary, Labels(vocabulary, known.labels), done.written)
    completion = _Completion(document, done, vocabulary, statements, known)
    for route, record in document.records():
        if not document.is_faulty(route):
            done.records.append(completion.record(route, record))
    if document.faulty:
        _sort(document, done, vocabulary)
    return done


class Place(NamedTuple):
    """Where a node was written."""

    document: Document
    route: Route


def places(document: Document, done: Completed, vocabulary: Vocabulary) -> dict[str, Place]:
    """Return where in a document the nodes that were completed are written, by their ids."""
    routes = {id(node): route for route, node in nodes(document.value, vocabulary)}
    return {name: Place(document, routes[id(node)]) for name, node in done.written.items()}


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
    statements: Statements
    known: Known

    def record(self, route: Route, record: Node) -> Node:
        if record.get("type") == "Claim":
            source = str(record.get("publishedIn"))
            return self.claim(record, source, self.known.sources.get(source, {}))
        whole = dict(record)
        self._parts(whole, "names", "name", {"type": "Name"})
        names = [name for name in many(whole.get("names")) if isinstance(name, dict)]
        forms = [form for name in names if isinstance(form := name.get("form"), str)]
        if forms:
            whole["altLabel"] = [*many(whole.get("altLabel")), *forms]
        if self.vocabulary.is_a(str(record.get("type")), "Source"):
            self._source(route, whole)
        return whole

    def _source(self, route: Route, source: Node) -> None:
        name = str(source["id"])
        self._parts(source, "published", "published", {"type": "Dating"})
        self._parts(source, "boilerplate", "boilerplate", {"type": "Passage", "passageOf": name})
        for dating in many(source.get("published")):
            if isinstance(dating, dict):
                bounds(dating)
        faulty, is_faulty = self.document.faulty, self.document.is_faulty
        source["claims"] = [
            self.claim(claim, name, source)
            for place, claim in enumerate(many(source.get("claims")))
            if isinstance(claim, dict) and not (faulty and is_faulty((*route, "claims", place)))
        ]

    def claim(self, written: Node, source: str, article: Mapping[str, Value]) -> Node:
        """Return a claim with its steps, its short cuts, and what it states, completed."""
        claim: Node = {"type": "Claim", "claimStatus": "active", **written, "publishedIn": source}
        name = str(written["id"]) if "id" in written else claim_id(source, written)
        claim["id"] = name
        self.done.written.setdefault(name, written)
        self._parts(claim, "passage", "passage", {"type": "Passage", "passageOf": source})
        self._parts(claim, "corrections", "correction", {"type": "Correction"})
        steps = self._steps(name, written, article)
        claim["attribution"] = [*steps]
        claim["assertedBy"] = speakers = steps[-1].get("agent")
        states, about = self.statements.of(name, speakers, written.get("states"))
        about.update(map(str, many(written.get("about"))))
        for made in ("wasAbout", "sharesOriginWith"):
            claim.pop(made, None)
        if claim["claimStatus"] in _SILENT:
            claim["wasAbout"], claim["about"], claim["states"] = [*sorted(about)], [], []
        else:
            claim["about"], claim["states"] = [*sorted(about)], [*states]
        return claim

    def _steps(self, claim: str, written: Node, article: Mapping[str, Value]) -> list[Node]:
        """Return the steps of a claim; the first is that its article was published."""
        first = f"{claim}/step/0"
        self.done.written.setdefault(first, written)
        steps: list[Node] = [{
            "id": first, "type": "AttributionStep", "position": 0, "cue": "publishes",
            "agent": article.get("publisher"), "basis": article.get("publisherBasis", "printed"),
        }]  # fmt: skip
        for position, step in enumerate(many(written.get("attribution")), 1):
            if isinstance(step, dict):
                name, kind = f"{claim}/step/{position}", "AttributionStep"
                self.done.written.setdefault(name, step)
                made: Node = {"id": name, "type": kind, "position": position}
                steps.append({"basis": "printed", **step, **made})
        return steps

    def _parts(self, owner: Node, key: str, name: str, made: Node) -> None:
        """Give every part of a record (a name, a passage …) its id, its class and its owner."""
        written = owner.get(key)
        if written is None:
            return
        start = f"{owner['id']}/{name}"
        if isinstance(written, dict):
            owner[key] = self._part(written, start, made)
        elif isinstance(written, list):
            owner[key] = [
                self._part(part, f"{start}/{place}", made) if isinstance(part, dict) else part
                for place, part in enumerate(written, 1)
            ]

    def _part(self, written: Node, name: str, made: Node) -> Node:
        name = str(written.get("id", name))
        self.done.written.setdefault(name, written)
        return {**written, "id": name, **made}
