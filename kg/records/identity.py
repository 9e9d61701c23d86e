"""The ids that are made: two claims that say the same of the same things meet at one node.

A statement's id is built from the parts that identify it (a measurement: indicator, subject and
period), never from its values, so that different values at one node show a conflict.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from kg.records.document import Node, Value, many

IDENTITY: Final[dict[str, tuple[str, ...]]] = {
    "Stance": ("holder", "stance", "towards", "condition"),
    "Assessment": (
        "assessor", "criterion", "assesses", "comparedWith", "earliest", "latest", "condition",
    ),
    "Relation": (
        "from", "relation", "to", "item", "concerns", "place", "status", "condition", "earliest",
        "latest",
    ),
    "Participation": ("participant", "role", "event"),
    "Membership": ("member", "roleTitle", "organization"),
    "Measurement": (
        "indicator", "subject", "item", "place", "periodStart", "periodEnd", "earliest", "latest",
        "comparedWith", "modality", "condition", "unit",
    ),
}  # fmt: skip
_USUAL: Final = {"modality": "observed"}
_LONGEST = 120


def statement_id(kind: str, node: Node) -> str:
    """Return the id of a statement node, such as `stance/hungary-opposes-eu-strategy`."""
    parts = [
        "+".join(sorted(_name(item) for item in many(node.get(key))))
        for key in IDENTITY[kind]
        if node.get(key) != _USUAL.get(key, ())
    ]
    return f"{kind.lower()}/{_short('-'.join(part for part in parts if part))}"


def claim_id(source: str, node: Node) -> str:
    """Return an id for a claim that was given none, from its passage and its paraphrase."""
    passage = node.get("passage")
    place = passage if isinstance(passage, dict) else {}
    key = repr([place.get("paragraph"), place.get("first"), place.get("last")])
    made = hashlib.sha256(f"{key}{node.get('paraphrase')}".encode()).hexdigest()
    return f"{source}/claim-{made[:10]}"


def _name(value: Value) -> str:
    if isinstance(value, dict):
        value = value.get("id") or value.get("@value") or ""
    folded = unicodedata.normalize("NFKD", str(value)).casefold()
    kept = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[^\w.]+", "-", kept).strip("-")


def _short(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
