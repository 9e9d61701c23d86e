"""Every id that a project declares: its class, its label, and what is known of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.records.document import Document, Node, Route, Value, nodes
from kg.records.identity import claim_id
from kg.records.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kg.records.told import Told

Source = dict[str, str | int | None]


class Stated(NamedTuple):
    """What `states` say of an id: its class where its label is the first by the alphabet.

    So the graph does not hang on the order of the files.
    """

    by: str
    kind: str
    label: str

    def met(self, other: Stated) -> Stated:
        """Return what two mentions of an id say together."""
        kinds = [(one.by, one.kind) for one in (self, other) if one.kind]
        labels = [one.label for one in (self, other) if one.label]
        by, kind = min(kinds, key=lambda one: one[0], default=("", ""))
        return Stated(by, kind, min(labels, default=""))


@dataclass
class Known:
    """What is known of some ids: what a part of the records is checked and completed with.

    `twice` says of an id where it was used before, in another part; `cures` what to do about an id
    that nothing declares; `whole` whether every file could be read. `doubtful` tells whether an id
    may have a fault at all: where none has, they need not be looked at one by one.
    """

    types: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    twice: dict[str, str] = field(default_factory=dict)
    cures: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    doubtful: bool = True


class Index:
    """The ids of all parts: what records say of them goes before what is stated of them."""

    def __init__(self) -> None:
        """Begin with no ids."""
        self.records: dict[str, tuple[str, str]] = {}
        self.stated: dict[str, Stated] = {}
        self.sources: dict[str, Source] = {}
        self.twice: set[str] = set()

    def add(self, told: Told) -> None:
        """Note what a part tells; ids that were noted before are `twice`."""
        for name, kind, label in told.records:
            if name in self.records:
                self.twice.add(name)
            else:
                self.records[name] = _CLAIM if (kind, label) == _CLAIM else (kind, label)
        for name, said in told.stated.items():
            before = self.stated.get(name)
            self.stated[name] = said if before is None else before.met(said)
        for name, source in told.sources.items():
            self.sources.setdefault(name, source)

    def only(self, names: Iterable[str]) -> Index:
        """Return an index of its own that holds what is noted of some ids."""
        found = Index()
        for name in names:
            if name in self.records:
                found.records[name] = self.records[name]
            if name in self.stated:
                found.stated[name] = self.stated[name]
            if name in self.sources:
                found.sources[name] = self.sources[name]
        return found

    def about(self, name: str) -> tuple[str, str, Source | None]:
        """Return all that is known of an id: its class, its label, its facts as a source."""
        return self.kind(name), self.label(name), self.sources.get(name)

    def kind(self, name: str) -> str:
        """Return the class of an id, or an empty string."""
        kind, _ = self.records.get(name, _NOTHING)
        stated = self.stated.get(name)
        return kind or (stated.kind if stated else "")

    def label(self, name: str) -> str:
        """Return the label of an id, or an empty string."""
        _, label = self.records.get(name, _NOTHING)
        stated = self.stated.get(name)
        return label or (stated.label if stated else "")

    def known(self, names: Iterable[str]) -> Known:
        """Return what is known of some ids."""
        found = Known()
        for name in names:
            kind, label = self.kind(name), self.label(name)
            if kind:
                found.types[name] = kind
            if label:
                found.labels[name] = label
            if name in self.sources:
                found.sources[name] = self.sources[name]
        return found


_NOTHING = ("", "")
_CLAIM = ("Claim", "")


def named(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[Route, Node]]:
    """Yield every node of a document; a claim that was given no id has the one that is made."""
    sources = dict(document.records())
    for route, node in nodes(document.value, vocabulary):
        if route[-2:-1] == ("claims",) and node.get("id") is None and route[:-2] in sources:
            yield route, {**node, "id": claim_id(str(sources[route[:-2]].get("id")), node)}
        else:
            yield route, node


def english(value: Value) -> str:
    """Return a label as one string: itself, or its English form, or that of the first tag."""
    if isinstance(value, dict):
        value = value.get("en") or next((value[tag] for tag in sorted(value)), "")
    return value if isinstance(value, str) else ""
