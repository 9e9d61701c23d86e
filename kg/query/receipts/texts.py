"""Texts of a query: on one line, the variables in them, and expressions with a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.sparql import tokens


def plainly(text: str) -> str:
    """Return a part of a query on one line and without comments."""
    return " ".join("".join(t.text for t in tokens(text) if t.kind != "comment").split())


def used(texts: Iterable[str]) -> Counter[str]:
    """Return how often each variable stands in some texts."""
    found = (token for text in texts for token in tokens(text))
    return Counter(token.text[1:] for token in found if token.kind == "variable")


def named(text: str, name: str) -> str:
    """Return `(expression AS ?name)` for a condition of GROUP BY."""
    words = [token.text.upper() for token in tokens(text) if token.kind != "space"]
    return text if words[-3:-2] == ["AS"] else f"({text} AS ?{name})"
