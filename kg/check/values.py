"""Is a value of the kind its key asks for: an id, a number, a day, a concept, a text?"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from kg.records.document import Value
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.words import suggestion

_ID = re.compile(r"[^\W_][\w./+\-]*")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def value_fault(term: TermInfo, item: Value, vocabulary: Vocabulary) -> tuple[str, str, str] | None:
    """Return the code, the fault and the cure of one value, or nothing when it is fine."""
    if term.name == "states" or (isinstance(item, dict) and term.kind != "text"):
        return "wrong-type", f"{term.name} cannot hold {_told(item)}", "see docs/model.md"
    check = _CHECKS.get(term.kind)
    wanted = check(item) if check else _plain(item)
    if wanted:
        return "wrong-type", f"{term.name} must be {wanted}, not {_told(item)}", ""
    if term.kind == "concept" and item not in vocabulary.concepts.get(term.scheme, {}):
        known = vocabulary.concepts.get(term.scheme, {})
        cure = suggestion(str(item), known) or f"one of: {', '.join(sorted(known))}"
        return "unknown-concept", f"{item!r} is not a {term.scheme}", cure
    if term.kind == "date":
        return _date_fault(term, str(item))
    return None


def _told(item: Value) -> str:
    kinds = {dict: "a mapping", list: "a list", bool: str(item).lower(), type(None): "nothing"}
    return kinds.get(type(item), repr(item)[:60])


def _id(item: Value) -> str:
    fits = isinstance(item, str) and (_ID.fullmatch(item) or _IRI.fullmatch(item))
    return "" if fits else "an id (letters, digits, - . / _) or an http(s) IRI"


def _number(item: Value) -> str:
    fits = isinstance(item, int | Decimal) and not isinstance(item, bool)
    return "" if fits else "a number without quotes, unit or separators"


def _integer(item: Value) -> str:
    fits = isinstance(item, int) and not isinstance(item, bool) and item >= 0
    return "" if fits else "a whole number of at least 0"


def _boolean(item: Value) -> str:
    return "" if isinstance(item, bool) else "true or false"


def _web(item: Value) -> str:
    return "" if isinstance(item, str) and _IRI.fullmatch(item) else "an http(s) address"


def _plain(item: Value) -> str:
    return "" if isinstance(item, str) and item.strip() else "a text (put it in quotes)"


def _text(item: Value) -> str:
    if isinstance(item, dict):
        fits = all(isinstance(text, str) and re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", tag)
                   for tag, text in item.items())  # fmt: skip
        return "" if fits and item else "a text, or texts by language tag"
    return _plain(item)


def _date(item: Value) -> str:
    return "" if isinstance(item, str) and _DATE.fullmatch(item) else 'a day, like "2025-03-20"'


def _date_fault(term: TermInfo, item: str) -> tuple[str, str, str] | None:
    try:
        dt.date.fromisoformat(item)
    except ValueError as fault:
        return "impossible-date", f"{term.name}: there is no day {item} ({fault})", ""
    return None


_CHECKS = {
    "id": _id, "number": _number, "integer": _integer, "boolean": _boolean, "iri": _web,
    "text": _text, "date": _date,
}  # fmt: skip
