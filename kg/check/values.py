"""Is a value of the kind its key asks for: an id, a number, a day, a concept, a text?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, cast

from kg.check.local import days_meant, numbers_meant
from kg.records.document import Value, shown
from kg.records.identity import are_ids, is_id
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.records.writer import decimal_form
from kg.words import is_iri, one, suggestion

_WHOLE, _FRACTION = 18, 18
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TEXTS: Final = {"text", "plain"}
_MOST: Final = 2**15


@dataclass
class Values:
    """Tells whether values are fine; of each kind of id, day or concept some 32,000 are kept."""

    vocabulary: Vocabulary
    _fine: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def are_fine(self, term: TermInfo, values: list[Value]) -> bool:
        """Tell whether none of the values of a key has a fault.

        The least and the greatest number speak for all, and all texts are looked at as one.
        """
        types = {*map(type, values)}
        if types == {str}:
            texts = cast("list[str]", values)
            return self._texts(term, texts) if term.kind in _TEXTS else self._names(term, texts)
        if types == {int}:
            numbers = cast("list[int]", values)
            values = [min(numbers), max(numbers)]
        return not any(value_fault(term, value, self.vocabulary) for value in values)

    def _texts(self, term: TermInfo, texts: list[str]) -> bool:
        return all(map(str.strip, texts)) and not value_fault(term, "".join(texts), self.vocabulary)

    def _names(self, term: TermInfo, names: list[str]) -> bool:
        """Tell it of values that come again and again."""
        rule = term.name if term.kind == "keyword" else term.scheme
        fine = self._fine.setdefault((term.kind, rule), set())
        new = {*names} - fine
        ids = value_test(term) is _id and are_ids(new)
        if not ids and any(value_fault(term, name, self.vocabulary) for name in new):
            return False
        if len(fine) > _MOST:
            fine.clear()
        fine |= new
        return True


def value_fault(term: TermInfo, item: Value, vocabulary: Vocabulary) -> tuple[str, str, str] | None:
    """Return the code, the fault and the cure of one value, or nothing when it is fine."""
    if term.name == "states" or (isinstance(item, dict) and term.kind != "text"):
        return "wrong-type", f"{term.name} cannot hold {shown(item)}", "see docs/terms.md"
    wanted = value_test(term)(item)
    if wanted:
        return "wrong-type", f"{term.name} must be {wanted}, not {shown(item)}", _meant(term, item)
    if term.kind == "concept" and item not in vocabulary.concepts.get(term.scheme, {}):
        known = vocabulary.concepts.get(term.scheme, {})
        cure = suggestion(str(item), known) or f"one of: {', '.join(sorted(known))}"
        return "unknown-concept", f"{shown(item)} is not {one(term.scheme)}", cure
    if term.kind == "date":
        return _date_fault(term, str(item))
    return None


def _meant(term: TermInfo, item: Value) -> str:
    """Return how to write a number or a day that is written in the way of some country."""
    if not isinstance(item, str) or term.kind not in {"number", "integer", "date"}:
        return ""
    meant = days_meant(item) if term.kind == "date" else numbers_meant(item)
    if term.kind == "integer":
        meant = [number for number in meant if number.isdecimal()]
    return f"write {' or '.join(meant)}" if meant else ""


def value_test(term: TermInfo) -> Callable[[Value], str]:
    """Return what tells of one value of a key what it should have been: nothing if it is that."""
    return _CHECKS.get("id" if term.name == "id" else term.kind, _plain)


def _id(item: Value) -> str:
    fits = isinstance(item, str) and (is_id(item) or not _web(item))
    return "" if fits else "an id (letters, digits, - . / _) or an http(s) IRI"


def _number(item: Value) -> str:
    if not isinstance(item, int | Decimal) or isinstance(item, bool):
        return "a number without quotes, unit or separators"
    whole, _, fraction = decimal_form(item).lstrip("-").partition(".")
    # What is longer, Oxigraph keeps but cannot compare or add up: it counts in 128 bits.
    fits = len(whole) <= _WHOLE and len(fraction) <= _FRACTION
    return "" if fits else f"a number of at most {_WHOLE} digits, and {_FRACTION} behind the point"


def _integer(item: Value) -> str:
    fits = isinstance(item, int) and not isinstance(item, bool) and 0 <= item < 2**63
    return "" if fits else "a whole number of at least 0"


def _boolean(item: Value) -> str:
    return "" if isinstance(item, bool) else "true or false"


def _web(item: Value) -> str:
    fits = isinstance(item, str) and item.startswith(("http://", "https://")) and is_iri(item)
    return "" if fits else "an http(s) address"


def _plain(item: Value) -> str:
    if isinstance(item, str) and not item.isprintable() and _CONTROL.search(item):
        return "a text without control characters"
    return "" if isinstance(item, str) and item.strip() else "a text (put it in quotes)"


def _text(item: Value) -> str:
    if not isinstance(item, dict):
        return _plain(item)
    if not item or not all(_TAG.fullmatch(tag) for tag in item):
        return "a text, or texts by language tag"
    return next((fault for fault in map(_plain, item.values()) if fault), "")


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
