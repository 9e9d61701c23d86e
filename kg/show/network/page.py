"""The network page: our own template, around a canvas of our own or around vis-network."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import InputError, UsageError
from kg.graph.opened import Graph
from kg.show.frame.frame import ASSETS, asset, framed
from kg.show.frame.visible import short, visible
from kg.show.network.data import page_data
from kg.show.network.model import Network, every_claim
from kg.show.network.room import fitted

_HERE: Final = Path(__file__).parent / "assets"
_DRAWING: Final = ("shapes", "lines", "marks", "dots", "captions", "labels", "picture")
_CANVAS: Final = ("camera", "picking", "renderer")
# In order: each may use those before it, and the last unpacks the data and starts the others.
SCRIPTS: Final = (
    "model", "facets", "store", "address", "scene", "claimdots", *_DRAWING, *_CANVAS, "svgpen",
    "saving", "drawing", "parts", "panel", "filters", "rail", "table", "network", "packed",
)  # fmt: skip
RENDERERS: Final = ("canvas", "pyvis")
# So large may the data of a page grow: in kilobytes, and above a few thousand things in bytes each.
_ROOM: Final = 260
_ROOM_EACH: Final = 50
_ROOMIEST: Final = 100_000
_VIS: Final = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def page(
    network: Network,
    graph: Graph,
    *,
    with_text: bool = False,
    trace: str = "",
    back: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
    linked: str = "",
    renderer: str = "canvas",
    kilobytes: int | None = None,
) -> str:
    """Return the HTML page of a network; the same network gives the same page.

    Args:
        network: the network.
        graph: the graph it is of.
        with_text: put the passages' text in.
        trace: the address of a trace page, on this page's host, in which each claim has its place.
        back: where the page leads back to, as address on this page's host → what it is called.
        pages: the pages of things and claims, as IRI → address on this page's host.
        linked: JSON-LD of what is drawn, for machines that read pages; from `json_ld`.
        renderer: what draws it, `canvas` (our own) or `pyvis` (vis-network).
        kilobytes: the room for its data; wordings of claims that do not fit are left out.

    Raises:
        UsageError: there is no such renderer, or no such room.
        InputError: the installation lacks vis-network, which comes with pyvis.
    """
    from markupsafe import Markup

    if renderer not in RENDERERS:
        raise UsageError(f"there is no renderer {renderer!r}", f"take {' or '.join(RENDERERS)}")
    if kilobytes is not None and not 1 <= kilobytes <= _ROOMIEST:
        raise UsageError(f"kilobytes is {kilobytes}", f"give a number from 1 to {_ROOMIEST}")
    shared = [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    own = [asset(_HERE / f"{name}.js") for name in scripts(renderer)]
    room = kilobytes or max(_ROOM, len(network.nodes) * _ROOM_EACH // 1024)
    data = {**page_data(network, graph, with_text=with_text, pages=pages), "trace": visible(trace)}
    words = {
        "title": short(network.title),
        "summary": _summary(network),
        "left_out": f"{network.left_out:,}" if network.left_out else "",
        "held": f"{len(network.claims):,}" if network.beyond else "",
        "how_to_see_more": _how_to_see_more(network),
        "linked": Markup(linked),  # noqa: S704 (written for a script element)
        "asked": visible(network.asked),
        "with_text": with_text,
        "back": {address: short(text) for address, text in (back or {}).items()},
    }
    return framed(
        graph,
        _HERE / "network.html",
        [_HERE / "network.css"],
        [*([vis_network()] if renderer == "pyvis" else []), *shared, *own],
        fitted(data, room),
        words,
    )


def scripts(renderer: str) -> list[str]:
    """Return the names of the page's own scripts, in order, for one of `RENDERERS`."""
    if renderer == "canvas":
        return list(SCRIPTS)
    names = [name for name in SCRIPTS if name not in _CANVAS[:-1]]
    return [f"renderer-{renderer}" if name == "renderer" else name for name in names]


@cache
def vis_network() -> str:
    """Return vis-network as pyvis's wheel brings it, without the link to its source map.

    Raises:
        InputError: pyvis is not installed, or brings another version.
    """
    found = importlib.util.find_spec("pyvis")
    places = found.submodule_search_locations if found else None
    for place in places or ():
        file = Path(place) / _VIS
        if file.is_file():
            return file.read_text(encoding="utf-8").partition("\n//# sourceMappingURL=")[0]
    raise InputError("vis-network is missing", "install pyvis again: pip install 'pyvis>=0.3.2'")


def _summary(network: Network) -> str:
    nodes = [node for node in network.nodes if not node.reserve]
    drawn = {node.iri for node in nodes}
    edges = [edge for edge in network.edges if {edge.source, edge.target} <= drawn]
    statements = [said for edge in edges for said in edge.statements if said.via not in drawn]
    claims = every_claim(nodes, edges)
    known = claims & network.claims.keys()
    parts = (
        (len(nodes), "thing"),
        (len(statements), "statement"),
        (len(claims if network.beyond else known), "claim"),
        (len({network.claims[claim].source.id for claim in known}), "article"),
    )
    counted = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in parts]
    scope = network.scope[:1].upper() + network.scope[1:]
    return " · ".join([scope, *counted] if scope else counted)


def _how_to_see_more(network: Network) -> str:
    held = sum(node.reserve for node in network.nodes)
    more = len(network.nodes) - held + network.left_out
    here = "“+ n more” at a thing brings its neighbours. " if held else ""
    if network.focus or network.asked:
        return f"They are farther off or less linked. {here}--limit {more} shows them all."
    return (
        f"These are the best linked. {here}--limit takes more of them, and a name after kg view "
        "shows what lies around one thing."
    )
