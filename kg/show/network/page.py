"""The network page: our own template, around a canvas of our own or around vis-network."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.graph.opened import Graph
from kg.show.frame.frame import ASSETS, asset, framed
from kg.show.frame.visible import short, visible
from kg.show.network.data import page_data
from kg.show.network.model import Network
from kg.show.network.room import fitted

_HERE: Final = Path(__file__).parent / "assets"
_DRAWING: Final = ("shapes", "lines", "dots", "captions", "labels", "picture")
_CANVAS: Final = ("camera", "picking", "renderer")
# In order: each may use those before it, and the last unpacks the data and starts the others.
SCRIPTS: Final = (
    "model", "store", "scene", *_DRAWING, *_CANVAS, "svgpen", "saving", "panel", "rail", "table",
    "network", "packed",
)  # fmt: skip
RENDERERS: Final = ("canvas", "pyvis")
# So large may the data of a page grow: in kilobytes, and above a few thousand things in bytes each.
_ROOM: Final = 260
_ROOM_EACH: Final = 50
_VIS: Final = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def page(
    network: Network,
    graph: Graph,
    *,
    with_text: bool = False,
    renderer: str = "canvas",
    kilobytes: int | None = None,
) -> str:
    """Return the HTML page of a network; the same network gives the same page.

    Args:
        network: the network.
        graph: the graph it is of.
        with_text: put the passages' text in.
        renderer: what draws it, `canvas` (our own) or `pyvis` (vis-network).
        kilobytes: the room for its data; wordings of claims that do not fit are left out.

    Raises:
        InputError: the installation lacks vis-network, which comes with pyvis.
    """
    shared = [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    own = [asset(_HERE / f"{name}.js") for name in scripts(renderer)]
    room = kilobytes or max(_ROOM, len(network.nodes) * _ROOM_EACH // 1024)
    data = page_data(network, graph, with_text=with_text)
    words = {
        "title": short(network.title),
        "summary": _summary(network),
        "left_out": f"{network.left_out:,}" if network.left_out else "",
        "how_to_see_more": _how_to_see_more(network),
        "asked": visible(network.asked),
        "with_text": with_text,
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
    articles = len({claim.source.id for claim in network.claims.values()})
    drawn = {node.iri for node in network.nodes}
    every = (said for edge in network.edges for said in edge.statements)
    statements = [said for said in every if said.via not in drawn]
    parts = (
        (len(network.nodes), "thing"),
        (len(statements), "statement"),
        (len(network.claims), "claim"),
        (articles, "article"),
    )
    counted = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in parts]
    scope = network.scope[:1].upper() + network.scope[1:]
    return " · ".join([scope, *counted] if scope else counted)


def _how_to_see_more(network: Network) -> str:
    more = len(network.nodes) + network.left_out
    if network.focus or network.asked:
        return f"They are farther off or less linked; --limit {more} shows them."
    return (
        "These are the best linked; --limit takes more of them, and a name after kg view "
        "shows what lies around one thing."
    )
