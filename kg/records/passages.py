"""Every passage that a project's records hold, with the source it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.records.document import Document, Node, Route, many


class Written(NamedTuple):
    """A mapping as written: its document, its route in it, itself, and whose part it is."""

    document: Document
    route: Route
    node: Node
    owner: str = ""


def sources(documents: Iterable[Document]) -> dict[str, Written]:
    """Return every record that has claims, or a text's digest, or is an Article, by its id."""
    return {
        str(record["id"]): Written(document, route, record)
        for document in documents
        for route, record in document.records()
        if isinstance(record.get("id"), str) and is_source(record)
    }


def passages(documents: Iterable[Document]) -> Iterator[tuple[str, Written]]:
    """Yield each passage, of claims and of boilerplate, after the id of its source."""
    for document in documents:
        for route, record in document.records():
            yield from _of(document, route, record)


def is_source(record: Mapping[str, object]) -> bool:
    """Tell whether a record is one that passages can belong to."""
    return record.get("type") == "Article" or bool({"claims", "digest"} & record.keys())


def _of(document: Document, route: Route, record: Node) -> Iterator[tuple[str, Written]]:
    if record.get("type") == "Claim":
        passage = record.get("passage")
        if isinstance(passage, dict):
            whole = Written(document, (*route, "passage"), passage, str(record.get("id")))
            yield str(record.get("publishedIn")), whole
        return
    name = str(record.get("id"))
    for place, claim in enumerate(many(record.get("claims"))):
        passage = claim.get("passage") if isinstance(claim, dict) else None
        if isinstance(claim, dict) and isinstance(passage, dict):
            inside = (*route, "claims", place, "passage")
            yield name, Written(document, inside, passage, str(claim.get("id")))
    for place, part in enumerate(many(record.get("boilerplate"))):
        if isinstance(part, dict):
            owner = f"{name}/boilerplate/{place + 1}"
            yield name, Written(document, (*route, "boilerplate", place), part, owner)
