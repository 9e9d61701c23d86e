"""Every id that a project declares: its class, its label, and what is known of sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.records.told import Stated, Told

Source = dict[str, str | int | None]


@dataclass
class Known:
    """What is known of some ids: what a part of the records is checked and completed with.

    `twice` says of an id where it was used before, in another part; `cures` what to do about an id
    that nothing declares; `whole` whether every file could be read. `doubtful` tells whether an id
    may have a fault at all: where none has, they need not be looked at one by one. `plain` is what
    the part told of itself.
    """

    types: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    twice: dict[str, str] = field(default_factory=dict)
    cures: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    doubtful: bool = True
    plain: bool = False


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

    def about(self, name: str) -> tuple[str, Source | None]:
        """Return what is known of an id but for its label: its class, its facts as a source."""
        return self.kind(name), self.sources.get(name)

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
        """Return what is known of some ids, with the labels of those who publish the sources."""
        found = Known()
        records, stated, sources = self.records.get, self.stated.get, self.sources.get
        for name in names:
            kind, label = records(name, _NOTHING)
            said = None if kind and label else stated(name)
            if said is not None:
                kind, label = kind or said.kind, label or said.label
            if kind:
                found.types[name] = kind
            if label:
                found.labels[name] = label
            source = sources(name)
            if source is not None:
                found.sources[name] = source
                self._publisher(source, found)
        return found

    def _publisher(self, source: Source, found: Known) -> None:
        """Add a publisher's label: who speaks in a claim that stands apart from its article."""
        name = source.get("publisher")
        if isinstance(name, str) and (label := self.label(name)):
            found.labels[name] = label


_NOTHING = ("", "")
_CLAIM = ("Claim", "")
