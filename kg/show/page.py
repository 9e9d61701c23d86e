"""The page: our own template around vis-network, in one file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from kg import __version__
from kg.errors import InputError
from kg.graph.opened import Graph
from kg.show.data import page_data, script_json, visible
from kg.show.network import Network

_ASSETS: Final = Path(__file__).parent / "assets"
SCRIPTS: Final = (
    "dom", "model", "store", "scene", "captions", "labels", "renderer", "card", "panel", "rail",
    "table", "network",
)  # fmt: skip
_VIS: Final = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_TITLE: Final = 200


def page(network: Network, graph: Graph, *, with_text: bool = False) -> str:
    """Return the HTML page of a network; the same network gives the same page.

    Raises:
        InputError: the installation lacks vis-network, which comes with pyvis.
    """
    import jinja2
    from markupsafe import Markup

    theme, style = _asset("theme.js"), _asset("network.css")
    scripts = [vis_network(), *(_asset(f"{name}.js") for name in SCRIPTS)]
    template = jinja2.Environment(autoescape=True).from_string(_asset("network.html"))
    return template.render(
        language=visible(graph.manifest.language),
        policy=_policy([theme, *scripts], style),
        title=_short(network.title),
        summary=_summary(network),
        left_out=f"{network.left_out:,}" if network.left_out else "",
        how_to_see_more=_how_to_see_more(network),
        graph=_short(graph.manifest.title),
        asked=visible(network.asked),
        digest=graph.manifest.digest,
        version=__version__,
        with_text=with_text,
        data=Markup(script_json(page_data(network, graph, with_text=with_text))),  # noqa: S704
        theme=Markup(theme),  # noqa: S704
        style=Markup(style),  # noqa: S704
        scripts=[Markup(script) for script in scripts],  # noqa: S704
    )


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


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], style: str) -> str:
    """Return the content security policy: nothing but these very scripts and this very style."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    made = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{made}'"


def _short(text: str) -> str:
    seen = visible(" ".join(text.split()))
    return seen if len(seen) <= _TITLE else f"{seen[: _TITLE - 1]}…"


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
