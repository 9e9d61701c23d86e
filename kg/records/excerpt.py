"""An excerpt of a document: the records and the claims in which some ids stand, at their places."""

from __future__ import annotations

from collections.abc import Collection

from kg.records.document import Document, Node, Value, many, nodes
from kg.records.identity import claim_id
from kg.records.vocabulary import Vocabulary


def excerpt(document: Document, names: Collection[str], vocabulary: Vocabulary) -> None:
    """Take every record and claim out of a sound document in which none of the ids stands.

    What stays keeps its route: nothing (None) stands in the place of what is taken out.
    """
    value = document.value
    if isinstance(value, list):
        document.value = [_record(item, names, vocabulary) for item in value]
    else:
        document.value = _record(value, names, vocabulary)


def _record(record: Value, names: Collection[str], vocabulary: Vocabulary) -> Value:
    if not isinstance(record, dict):
        return None
    whole = {**record}
    if "claims" in record:
        whole["claims"] = [
            claim
            if isinstance(claim, dict) and _is_in(claim, _id(record, claim), names, vocabulary)
            else None
            for claim in many(record["claims"])
        ]
    wanted = any(many(whole.get("claims")))
    return whole if wanted or _is_in(record, record.get("id"), names, vocabulary) else None


def _id(source: Node, claim: Node) -> Value:
    return claim.get("id") or claim_id(str(source.get("id")), claim)


def _is_in(node: Node, name: Value, names: Collection[str], vocabulary: Vocabulary) -> bool:
    if name in names:
        return True
    return any(inner.get("id") in names for _, inner in nodes(node.get("states"), vocabulary))
