"""An excerpt of a document: the records and the claims in which some ids stand, at their places."""

from __future__ import annotations

from collections.abc import Callable, Collection

from kg.records.document import Document, Node, Value, many, nodes
from kg.records.identity import claim_id
from kg.records.vocabulary import Vocabulary

# Tells of a record whether it is wanted itself, or a claim in it.
_Wanted = Callable[[Node, Node], bool]


def excerpt(
    document: Document, names: Collection[str], stated: Collection[str], vocabulary: Vocabulary
) -> None:
    """Take out of a sound document all but the records and claims with one of the ids.

    A claim stays as well if it states something of one of the ids `stated`. What stays keeps its
    route: nothing (None) stands in the place of what is taken out.
    """
    _keep(
        document,
        lambda record, node: _id(record, node) in names or _states(node, stated, vocabulary),
    )


def mentioning(document: Document, names: Collection[str]) -> None:
    """Take out of a sound document all but the claims, and records, in which one of the ids stands.

    Claims stay as well if their article's publisher, who may be their speaker, is one of them.
    """
    _keep(
        document,
        lambda record, node: _mentions(node, names) or _mentions(record.get("publisher"), names),
    )


def _keep(document: Document, wanted: _Wanted) -> None:
    value = document.value
    if isinstance(value, list):
        kept = [_record(item, wanted) for item in value]
        document.keep({place for place, record in enumerate(kept) if record is not None})
        document.value = [*kept]
    else:
        document.value = _record(value, wanted)


def _record(record: Value, wanted: _Wanted) -> Value:
    if not isinstance(record, dict):
        return None
    whole = {**record}
    if "claims" in record:
        whole["claims"] = [
            claim if isinstance(claim, dict) and wanted(record, claim) else None
            for claim in many(record["claims"])
        ]
    return whole if any(many(whole.get("claims"))) or wanted(record, record) else None


def _id(record: Node, node: Node) -> Value:
    """Return the id of a record, or the one that a claim in it has or gets."""
    made = node is not record and not node.get("id")
    return claim_id(str(record.get("id")), node) if made else node.get("id")


def _states(claim: Node, stated: Collection[str], vocabulary: Vocabulary) -> bool:
    return any(inner.get("id") in stated for _, inner in nodes(claim.get("states"), vocabulary))


def _mentions(value: Value, names: Collection[str]) -> bool:
    if isinstance(value, str):
        return value in names
    if isinstance(value, dict):
        return any(_mentions(item, names) for item in value.values())
    return isinstance(value, list) and any(_mentions(item, names) for item in value)
