"""Every id that a project declares: its class, its label, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.records.document import Document, Node, Route, Value, nodes


class Place(NamedTuple):
    """Where a node was written."""

    document: Document
    route: Route


@dataclass
class Index:
    """What is known of each id before anything is completed."""

    types: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, document: Document, route: Route, node: Node) -> None:
        """Note a node that has an id; its first mention is its place."""
        name = node.get("id")
        if not isinstance(name, str):
            return
        kind = node.get("type")
        label = _english(node.get("label"))
        if isinstance(kind, str):
            self.types.setdefault(name, kind)
            self.places.setdefault(name, Place(document, route))
        if label:
            self.labels.setdefault(name, label)


def index(documents: Iterable[Document]) -> Index:
    """Return the index of all nodes with an id, in records and in what claims state."""
    found = Index()
    for document in documents:
        for route, node in nodes(document.value):
            found.add(document, route, node)
    return found


def _english(value: Value) -> str:
    """Return a label as one string: itself, or its English or first form."""
    if isinstance(value, dict):
        value = value.get("en") or next(iter(value.values()), "")
    return value if isinstance(value, str) else ""
