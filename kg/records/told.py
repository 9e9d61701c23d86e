"""What one part of the records tells the others: the ids it declares, and those it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import msgspec

from kg.records.document import Document, Node, Route, Value, many, nodes
from kg.records.identity import claim_id
from kg.records.passages import is_source
from kg.records.vocabulary import Vocabulary

_LARGEST: Final = 2**63
_OF_SOURCES: Final[tuple[str, ...]] = ("type", "publisher", "publisherBasis", "digest", "length")


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


class Told(msgspec.Struct, array_like=True):
    """The ids in a part: of records (class and label, in order), in `states`, of sources.

    `names` are all ids in it, declared or mentioned; `whole` tells whether all of it was read, and
    `plain` whether it can be read again without looking for doubts.
    """

    records: list[tuple[str, str, str]] = []
    stated: dict[str, Stated] = {}
    sources: dict[str, dict[str, str | int | None]] = {}
    names: list[str] = []
    whole: bool = True
    plain: bool = False


def tell(document: Document, vocabulary: Vocabulary) -> Told:
    """Return what a document tells the others."""
    teller = _Teller(vocabulary, Told(whole=document.is_whole(), plain=document.plain))
    for record in many(document.value):
        if isinstance(record, dict):
            teller.record(record)
        elif isinstance(record, list):
            teller.items("", record)
    teller.told.names = sorted(teller.names)
    return teller.told


@dataclass
class _Teller:
    """Notes what the nodes of a document tell, in the order of `nodes`."""

    vocabulary: Vocabulary
    told: Told
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look up what is asked of each key."""
        self._flat = self.vocabulary.flat
        self._links = self.vocabulary.links

    def record(self, record: Node) -> None:
        """Note a record and all that is in it."""
        name = record.get("id")
        if isinstance(name, str) and (is_source(record) or "publisher" in record):
            self.told.sources[name] = _source(record)
        self._declared(name, record, _type(record))
        self._inside(record, str(name), states=False)

    def _inside(self, node: Node, source: str | None, *, states: bool) -> None:
        """Note what is in a node; `source` is the id of a record, for the claims in it."""
        flat = self._flat
        for key, value in node.items():
            if key in flat:
                continue
            if isinstance(value, str):
                if key in self._links:
                    self.names.add(value)
            elif isinstance(value, dict):
                self._node(value, states=states or key == "states")
            elif isinstance(value, list):
                self.items(key, value, source, states=states or key == "states")

    def items(
        self, key: str, items: list[Value], source: str | None = None, *, states: bool = False
    ) -> None:
        """Note what is in a list at a key."""
        for item in items:
            if isinstance(item, dict):
                if key == "claims" and not states:
                    self._claim(item, source)
                else:
                    self._node(item, states=states)
            elif isinstance(item, list):
                self.items("", item, states=states)
            elif isinstance(item, str) and key in self._links:
                self.names.add(item)

    def _claim(self, claim: Node, source: str | None) -> None:
        name = claim.get("id")
        if name is None and source is not None:
            name = claim_id(source, claim)
        self._declared(name, claim, "Claim")
        self._inside(claim, None, states=False)

    def _node(self, node: Node, *, states: bool) -> None:
        if "id" in node:
            name = node["id"]
            if not states:
                self._declared(name, node, _type(node))
            elif isinstance(name, str):
                self._stated(name, node)
        self._inside(node, None, states=states)

    def _declared(self, name: Value, node: Node, kind: str) -> None:
        if isinstance(name, str):
            self.names.add(name)
            self.told.records.append((name, kind, english(node.get("label"))))

    def _stated(self, name: str, node: Node) -> None:
        self.names.add(name)
        label = english(node.get("label"))
        said = Stated(label, _type(node), label)
        before = self.told.stated.get(name)
        self.told.stated[name] = said if before is None else before.met(said)


def _type(node: Node) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def _source(node: Node) -> dict[str, str | int | None]:
    found: dict[str, str | int | None] = {
        key: _single(node[key]) for key in _OF_SOURCES if key in node
    }
    if "claims" in node:
        found["claims"] = 1
    return found


def _single(value: Value) -> str | int | None:
    """Return a text, or a whole number of 63 bits; nothing of what else may have been written."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < _LARGEST else None
    return value if isinstance(value, str) else None


def told_from(content: bytes) -> Told:
    """Return what a part told, from the bytes it is kept as."""
    return _DECODER.decode(content)


_DECODER = msgspec.msgpack.Decoder(Told)


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
