"""What one part of the records tells the others: the ids it declares, and those it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from kg.records.document import Document, Node, Route, Value, nodes
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

    `names` are all ids in it, declared or mentioned; `whole` tells whether all of it was read.
    """

    records: list[tuple[str, str, str]] = []
    stated: dict[str, Stated] = {}
    sources: dict[str, dict[str, str | int | None]] = {}
    names: list[str] = []
    whole: bool = True


def tell(document: Document, vocabulary: Vocabulary) -> Told:
    """Return what a document tells the others."""
    told = Told(whole=document.is_whole())
    names: set[str] = set()
    links = vocabulary.links
    for route, node in named(document, vocabulary):
        for key, value in node.items():
            if key not in links:
                continue
            if isinstance(value, str):
                names.add(value)
            elif isinstance(value, list):
                names.update([item for item in value if isinstance(item, str)])
        name = node.get("id")
        if not isinstance(name, str):
            continue
        written = node.get("type")
        kind = written if isinstance(written, str) else ""
        label = english(node.get("label"))
        if "states" in route:
            said = Stated(label, kind, label)
            told.stated[name] = told.stated[name].met(said) if name in told.stated else said
            continue
        told.records.append((name, "Claim" if route[-2:-1] == ("claims",) else kind, label))
        if len(route) < 2 and (is_source(node) or "publisher" in node):  # noqa: PLR2004
            told.sources[name] = _source(node)
    told.names = sorted(names)
    return told


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
