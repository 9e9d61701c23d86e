"""What notebooks show of an object: small tables of escaped text, in the colours that they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from kg.visible import visible

# Notebooks set cells of tables to the right.
_LEFT: Final = 'style="text-align:left;vertical-align:top"'


def shown(text: str) -> str:
    """Return a text as HTML: nothing in it is a tag, and all of it can be seen."""
    return escape(visible(text))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], more: int = 0) -> str:
    """Return a table as HTML; its cells are HTML, its head is text.

    Below it stands how many `more` rows there are.
    """
    top = "".join(f"<th {_LEFT}>{shown(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    below = f"<p>and {more:,} more</p>" if more else ""
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{below}"


def _cell(content: str) -> str:
    return f"<td {_LEFT}>{content}</td>"
