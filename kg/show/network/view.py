"""The verb `view`: one page with the network of a graph, a thing, an article or a query."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.graph.search.resolve import resolve
from kg.query.limits import Limits
from kg.query.saved import Saved
from kg.query.terms import Given
from kg.show.called import called, wanted
from kg.show.network.asked import asked
from kg.show.network.compose import compose
from kg.show.network.held import evidenced
from kg.show.network.model import Network
from kg.show.network.page import RENDERERS, page
from kg.show.network.pick import Picked, around, stated_by, whole
from kg.show.words import Words
from kg.words import KG

LIMIT: Final = 150
DEPTH: Final = 1
RESERVE: Final = 120
_DEEPEST: Final = 6
LARGEST: Final = 20_000
_PUBLISHED: Final = Path(__file__).parent / "queries" / "published.rq"


def view(
    graph: Graph,
    focus: str | None = None,
    *,
    depth: int = DEPTH,
    query: str | Path | None = None,
    values: Mapping[str, Given] | None = None,
    limit: int = LIMIT,
    with_text: bool = False,
    trace: str = "",
    renderer: str = RENDERERS[0],
    kilobytes: int | None = None,
    limits: Limits | None = None,
) -> str:
    """Return an offline HTML page of the network around a focus, of a query, or of the whole graph.

    Args:
        graph: the graph to draw.
        focus: id, IRI, label or other name of a thing, a claim or an article.
        depth: how many links away from the focus.
        query: name of a saved query, or a file with one; its rows become links.
        values: the values of the query's parameters, by name.
        limit: at most so many things; the page says how many are left out.
        with_text: put the passages' text into the page, where a copy of the article is attached.
        trace: the address of the trace page of the same claims, relative to this page, to which
            each claim is to lead; without it, claims lead nowhere.
        renderer: what draws the page, `canvas` (our own) or `pyvis` (vis-network).
        kilobytes: the room for the page's data; where the wordings of all claims do not fit, cards
            of the others say how to read them. Without it, 260, or 50 bytes for each thing.
        limits: the limits of the query, and then again of its receipts; see `Limits`.

    Raises:
        UsageError: there is no such thing or query, an option is out of range, or the address is
            not a relative one.
        LimitError: the query or its receipts hit a limit.
        InputError: the graph cannot answer, or an attached text cannot be read.
    """
    if not _relative(trace):
        raise UsageError(f"{trace!r} is no relative address", "for example: network.trace.html")
    drawn = network(
        graph, focus, depth=depth, query=query, values=values, limit=limit, reserve=RESERVE,
        limits=limits,
    )  # fmt: skip
    return page(
        drawn,
        graph,
        with_text=with_text,
        trace=trace,
        renderer=renderer,
        kilobytes=kilobytes,
    )


def network(
    graph: Graph,
    focus: str | None = None,
    *,
    depth: int = DEPTH,
    query: str | Path | Saved | None = None,
    values: Mapping[str, Given] | None = None,
    limit: int = LIMIT,
    reserve: int = 0,
    limits: Limits | None = None,
) -> Network:
    """Return the network that `view` draws, with so many more neighbours in reserve; see there.

    `limits` are those of the query, and then again of its receipts.
    """
    drawn = outline(
        graph, focus, depth=depth, query=query, values=values, limit=limit, reserve=reserve,
        limits=limits,
    )  # fmt: skip
    return evidenced(graph, drawn)


def outline(
    graph: Graph,
    focus: str | None = None,
    *,
    depth: int = DEPTH,
    query: str | Path | Saved | None = None,
    values: Mapping[str, Given] | None = None,
    limit: int = LIMIT,
    reserve: int = 0,
    limits: Limits | None = None,
) -> Network:
    """Return the same without the evidence and the days of its claims."""
    _between("limit", limit, 1, LARGEST)
    _between("depth", depth, 1, _DEEPEST)
    words = Words(graph)
    if query is not None:
        if focus is not None:
            raise UsageError("a page shows a focus or a query, not both", "leave one out")
        meant = wanted(graph, query)
        picked = asked(graph, meant, values, limit, words, limits)
        drawn = compose(graph, picked, reserve, words)
        title, name = called(meant, values or {})
        return replace(drawn, title=title, scope="the answer to a query", asked=name)
    if focus is None:
        drawn = compose(graph, whole(graph, limit, words), reserve, words)
        return replace(drawn, title=graph.manifest.title, scope="the whole graph")
    return _outline_of(graph, resolve(graph, focus), depth, limit, reserve)


def network_of(graph: Graph, iri: str, limit: int, few: int, room: int) -> Network:
    """Return the network of what is one link from something whose IRI is known; see `network`.

    Around what has more neighbours than `limit`, `few` are drawn. It holds the evidence of `room`
    claims, or of the first behind everything where these are more.
    """
    return evidenced(graph, _outline_of(graph, iri, DEPTH, limit, 0, few), room)


def _outline_of(
    graph: Graph, iri: str, depth: int, limit: int, reserve: int, few: int | None = None
) -> Network:
    words = Words(graph)
    words.learn([iri])
    picked, scope = _focused(graph, iri, depth, limit, words, few)
    drawn = compose(graph, picked, reserve, words)
    return replace(drawn, title=words.label(iri), scope=scope, focus=iri)


def _relative(address: str) -> bool:
    """Tell whether an address leads to a file beside or below the page, and to nowhere in it."""
    return not (address.startswith("/") or set(address) & set(":?#\\"))


def _focused(
    graph: Graph, iri: str, depth: int, limit: int, words: Words, few: int | None
) -> tuple[Picked, str]:
    """Return what a claim or an article states, or what lies around anything else; and which."""
    types = words.types(iri)
    if f"{KG}Claim" in types:
        return stated_by(graph, [iri], limit, words), "what this claim states"
    claims = [claim.value for _, claim in ask(graph, _PUBLISHED, source=[iri]) if claim is not None]
    if claims:
        return stated_by(graph, claims, limit, words), "what this article's claims state"
    reach = "one link" if depth == 1 else f"{depth} links"
    return around(graph, iri, depth, limit, words, few), f"what lies within {reach} of it"


def _between(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError(f"{name} is {value}", f"give a number from {least} to {most}")
