"""What a page shows, as JSON: every claim once, with its evidence; elsewhere its id stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from kg.show.site.cards import Card, Link, Shown
from kg.show.site.statements import Statement, Value


class Plain:
    """Turns what pages are made of into plain values; `claims` are those it met, by id."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        """Take the id of each claim by its IRI."""
        self.claims: dict[str, dict[str, Any]] = {}
        self._ids = ids
        self._ways: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
            (Shown, lambda shown: self._claim(shown.card)),
            (Card, self._claim),
            (Link, lambda link: {"label": link.label, "page": _page(link.href)}),
            (Value, self._value),
            (Statement, self._statement),
            (Enum, lambda one: one.value),
            (dict, lambda found: {key: self.of(one) for key, one in found.items()}),
        )

    def of(self, value: Any) -> Any:  # noqa: ANN401 (JSON is what it is)
        """Return a value as JSON has it."""
        for kind, way in self._ways:
            if isinstance(value, kind):
                return way(value)
        if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
            return self._fields(value)
        return [self.of(one) for one in value] if isinstance(value, tuple | list) else value

    def _statement(self, value: Statement) -> dict[str, Any]:
        page, claims = _page(value.href), self._of(value.claims)
        return {**self._fields(value), "page": page, "claims": claims}

    def _fields(self, value: Any) -> dict[str, Any]:  # noqa: ANN401
        names = getattr(value, "_fields", None) or [f.name for f in dataclasses.fields(value)]
        return {name: self.of(getattr(value, name)) for name in names if name != "href"}

    def _claim(self, card: Card) -> str:
        name = card.claim.id
        if name not in self.claims:
            told = self._fields(card.claim)
            self.claims[name] = {"iri": card.iri, "page": _page(card.href), **told}
        return name

    def _value(self, value: Value) -> dict[str, Any]:
        return {
            "text": value.text,
            "page": _page(value.href),
            "claims": self._of(value.claims),
            "origins": value.origins,
        }

    def _of(self, claims: tuple[str, ...]) -> list[str]:
        return [self._ids[claim] for claim in claims if claim in self._ids]


def _page(href: str) -> str:
    return f"/{href}" if href else ""
