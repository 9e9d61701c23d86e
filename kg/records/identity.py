"""The ids that are made: two claims that say the same of the same things meet at one node.

A statement's id is built from the parts that identify it (a measurement: indicator, subject and
period), never from its values, so that different values at one node show a conflict. Statements
that differ in a part must not meet: ids stand in it as they are, set apart by a sign they cannot
hold, and the parts that are not always there are named.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from kg.records.document import Node, Value, many
from kg.words import is_iri


class _Parts(NamedTuple):
    always: tuple[str, ...]
    named: tuple[str, ...] = ()


IDENTITY: Final[dict[str, _Parts]] = {
    "Stance": _Parts(("holder", "stance", "towards"), ("condition",)),
    "Assessment": _Parts(
        ("assessor", "criterion", "assesses"), ("comparedWith", "earliest", "latest", "condition")
    ),
    "Relation": _Parts(
        ("from", "relation", "to"),
        ("item", "concerns", "place", "status", "condition", "earliest", "latest"),
    ),
    "Participation": _Parts(("participant", "role", "event")),
    "Membership": _Parts(("member", "roleTitle", "organization")),
    "Measurement": _Parts(
        ("indicator", "subject"),
        (
            "item", "place", "periodStart", "periodEnd", "earliest", "latest", "comparedWith",
            "modality", "condition", "unit",
        ),
    ),
}  # fmt: skip
_USUAL: Final = {"modality": "observed"}
_TEXTS: Final = {"roleTitle"}
_ID = re.compile(r"[^\W_][\w./+\-]*")
_IDS = re.compile(f"{_ID.pattern}(?: {_ID.pattern})*")
_DOTS = re.compile(r"/\.{1,2}(/|$)")
_LONGEST = 120
_MANY: Final = 2**16


@lru_cache(_MANY)
def is_id(text: str) -> bool:
    """Tell whether a text may be an id of a project: it becomes an IRI below the base."""
    if not _ID.fullmatch(text) or ("/." in text and _DOTS.search(text)):
        return False
    return text.isascii() or is_iri(f"http://x/{text}")


def are_ids(texts: Collection[str]) -> bool:
    """Tell whether each of some texts may be an id; all together, since most of them are."""
    whole = " ".join(texts)
    plain = whole.isascii() and "/." not in whole and whole.count(" ") == len(texts) - 1
    return bool(plain and _IDS.fullmatch(whole)) or all(map(is_id, texts))


def statement_id(kind: str, node: Node) -> str:
    """Return the id of a statement node, such as `stance/hungary,opposes,eu-strategy`."""
    parts = IDENTITY[kind]
    words = [_names(key, node.get(key)) for key in parts.always]
    words += [
        f"{key}={_names(key, node[key])}"
        for key in parts.named
        if key in node and node[key] not in (None, [], _USUAL.get(key))
    ]
    return f"{kind.lower()}/{_short(','.join(words))}"


def claim_id(source: str, node: Node) -> str:
    """Return an id for a claim that was given none, from its passage and its paraphrase."""
    passage = node.get("passage")
    place = passage if isinstance(passage, dict) else {}
    key = repr([place.get("paragraph"), place.get("first"), place.get("last")])
    made = hashlib.sha256(f"{key}{node.get('paraphrase')}".encode()).hexdigest()
    return f"{source}/claim-{made[:10]}"


def _names(key: str, value: Value) -> str:
    """Return the ids, or the texts, of a part; their order says nothing."""
    name = _text if key in _TEXTS else _id
    if isinstance(value, str):
        return value if name is _id and is_id(value) else name(value)
    return "~".join(sorted({name(item) for item in many(value)}))


def _id(value: Value) -> str:
    told = str(value.get("id", "")) if isinstance(value, dict) else str(value)
    if is_id(told):
        return told
    return f"{_text(told)}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _text(value: Value) -> str:
    """Return a text without the differences of writing that do not count: case, accents, signs."""
    if isinstance(value, dict):  # a text by language
        return _text(next((value[tag] for tag in sorted(value)), ""))
    return _folded(str(value))


@lru_cache(_MANY)
def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[^\w.]+", "-", kept).strip("-")


def _short(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
