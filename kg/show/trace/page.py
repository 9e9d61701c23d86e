"""The trace page: claims as cards beside the article, each leading to its passage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.terms import Given
from kg.show.frame.frame import ASSETS, asset, framed
from kg.show.frame.visible import short, visible
from kg.show.trace.data import page_data
from kg.show.trace.traced import Traced, of_everything, of_name, of_query

_HERE: Final = Path(__file__).parent / "assets"
SCRIPTS: Final = (
    "sha256", "copytext", "judge", "model", "store", "lazy", "strip", "marks", "article", "cards",
    "finder", "owncopy", "trace",
)  # fmt: skip


def trace_page(
    graph: Graph,
    name: str | None = None,
    *,
    query: str | Path | None = None,
    values: Mapping[str, Given] | None = None,
    with_text: bool = False,
) -> str:
    """Return an offline HTML page with the claims behind something, beside their articles.

    Args:
        graph: the graph that holds the claims.
        name: id, IRI, label or other name of a claim, an article or anything else that claims
            are about; without it and without a query, every claim of the graph.
        query: name of a saved query, a file with one, or SPARQL; the claims behind its rows.
        values: the values of the query's parameters, by name.
        with_text: put the text of each article into the page, where a copy of it is attached.

    Raises:
        UsageError: there is no such thing or query, or both were given.
        LimitError: the query hit a limit.
        InputError: the graph cannot answer, or an attached text cannot be read.
    """
    if name is not None and query is not None:
        raise UsageError("a page traces a name or a query, not both", "leave one out")
    if query is not None:
        return page(of_query(graph, query, values), graph, with_text=with_text)
    traced = of_everything(graph) if name is None else of_name(graph, name)
    return page(traced, graph, with_text=with_text)


def page(
    traced: Traced,
    graph: Graph,
    *,
    with_text: bool = False,
    back: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the HTML page of what was traced; the same claims give the same page.

    Args:
        traced: what was traced.
        graph: the graph it is of.
        with_text: put the text of each article in, where a copy of it is attached.
        back: where the page leads back to, as address on this page's host → what it is called.
        pages: the pages of claims, as id → address on this page's host.

    Raises:
        InputError: an attached text cannot be read.
    """
    shared = [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    words = {
        "title": short(traced.title),
        "summary": _summary(traced),
        "more": len(traced.rows) if traced.more else 0,
        "rows": bool(traced.rows),
        "asked": visible(traced.asked),
        "with_text": with_text,
        "back": {address: short(text) for address, text in (back or {}).items()},
    }
    return framed(
        graph,
        _HERE / "trace.html",
        [_HERE / "trace.css"],
        [*shared, *(asset(_HERE / f"{name}.js") for name in SCRIPTS)],
        page_data(traced, graph, with_text=with_text, pages=pages or {}),
        words,
    )


def _summary(traced: Traced) -> str:
    articles = len({claim.source.id for claim in traced.claims})
    parts = ((len(traced.claims), "claim"), (articles, "article"))
    counted = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in parts]
    return " · ".join([f"{traced.scope[:1].upper()}{traced.scope[1:]}", *counted])
