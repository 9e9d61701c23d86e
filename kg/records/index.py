"""Every id that a project declares: its class, its label, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from kg.records.document import Document, Node, Route, Value, nodes
from kg.records.identity import claim_id
from kg.records.vocabulary import Vocabulary


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
        name, kind, label = node.get("id"), node.get("type"), _english(node.get("label"))
        if not isinstance(name, str):
            return
        if route[-2:-1] == ("claims",):
            kind = "Claim"
        if isinstance(kind, str):
            self.types.setdefault(name, kind)
            self.places.setdefault(name, Place(document, route))
        if label and name not in self.labels:
            self.labels[name] = label


def index(documents: Iterable[Document], vocabulary: Vocabulary) -> Index:
    """Return the index of all nodes with an id: first those of records, then those in `states`.

    Of several labels in `states` the first by the alphabet is taken, so that the graph does not
    hang on the order of the files.
    """
    found = Index()
    stated = []
    for document in documents:
        for route, node in named(document, vocabulary):
            if "states" in route:
                stated.append((_english(node.get("label")), document, route, node))
            else:
                found.add(document, route, node)
    for _, document, route, node in sorted(stated, key=itemgetter(0)):
        found.add(document, route, node)
    return found


def named(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[Route, Node]]:
    """Yield every node of a document; a claim that was given no id has the one that is made."""
    sources = dict(document.records())
    for route, node in nodes(document.value, vocabulary):
        if route[-2:-1] == ("claims",) and node.get("id") is None and route[:-2] in sources:
            yield route, {**node, "id": claim_id(str(sources[route[:-2]].get("id")), node)}
        else:
            yield route, node


def _english(value: Value) -> str:
    """Return a label as one string: itself, or its English form, or that of the first tag."""
    if isinstance(value, dict):
        value = value.get("en") or next((value[tag] for tag in sorted(value)), "")
    return value if isinstance(value, str) else ""
