"""An excerpt of a document: the records and the claims in which some ids stand, at their places."""

from __future__ import annotations

from collections.abc import Collection

from kg.records.document import Document, Node, Value, many, nodes
from kg.records.identity import claim_id
from kg.records.vocabulary import Vocabulary


def excerpt(
    document: Document, names: Collection[str], stated: Collection[str], vocabulary: Vocabulary
) -> None:
    """Take out of a sound document all but the records and claims with one of the ids.

    A claim stays as well if it states something of one of the ids `stated`. What stays keeps its
    route: nothing (None) stands in the place of what is taken out.
    """
    value = document.value
    if isinstance(value, list):
        kept = [_record(item, names, stated, vocabulary) for item in value]
        document.keep({place for place, record in enumerate(kept) if record is not None})
        document.value = [*kept]
    else:
        document.value = _record(value, names, stated, vocabulary)


def _record(
    record: Value, names: Collection[str], stated: Collection[str], vocabulary: Vocabulary
) -> Value:
    if not isinstance(record, dict):
        return None
    whole = {**record}
    if "claims" in record:
        whole["claims"] = [
            claim
            if isinstance(claim, dict)
            and (_id(record, claim) in names or _states(claim, stated, vocabulary))
            else None
            for claim in many(record["claims"])
        ]
    wanted = record.get("id") in names or any(many(whole.get("claims")))
    return whole if wanted or _states(record, stated, vocabulary) else None


def _id(source: Node, claim: Node) -> Value:
    return claim.get("id") or claim_id(str(source.get("id")), claim)


def _states(claim: Node, stated: Collection[str], vocabulary: Vocabulary) -> bool:
    return any(inner.get("id") in stated for _, inner in nodes(claim.get("states"), vocabulary))
