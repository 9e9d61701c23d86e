"""The network page: our own template around vis-network."""

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
from kg.show.network.model import Network, every_claim

_HERE: Final = Path(__file__).parent / "assets"
SCRIPTS: Final = (
    "model", "facets", "store", "address", "scene", "claimdots", "captions", "labels", "renderer",
    "drawing", "parts", "panel", "filters", "rail", "table", "network",
)  # fmt: skip
_VIS: Final = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def page(network: Network, graph: Graph, *, with_text: bool = False, trace: str = "") -> str:
    """Return the HTML page of a network; the same network gives the same page.

    Each claim leads to its place in the trace page at the address `trace`, if there is one.

    Raises:
        InputError: the installation lacks vis-network, which comes with pyvis.
    """
    shared = [asset(ASSETS / f"{name}.js") for name in ("dom", "card")]
    own = [asset(_HERE / f"{name}.js") for name in SCRIPTS]
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
        [vis_network(), *shared, *own],
        {**page_data(network, graph, with_text=with_text), "trace": visible(trace)},
        words,
    )


def relative(address: str) -> bool:
    """Tell whether an address leads to a file beside or below the page, and to nowhere in it."""
    return not (address.startswith("/") or set(address) & set(":?#\\"))


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
    claims = every_claim(nodes, edges) & network.claims.keys()
    parts = (
        (len(nodes), "thing"),
        (len(statements), "statement"),
        (len(claims), "claim"),
        (len({network.claims[claim].source.id for claim in claims}), "article"),
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
