"""The frame of every live page: the site's style sheet, its theme switch, and a strict policy.

The templates of the site are found as well. They extend `page.html`, and the one in this folder
comes before the site's own: so a page of the site stands in the frame of the server.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import __version__
from kg.graph.opened import Graph
from kg.serve.web.answered import Form
from kg.serve.web.faults import Fault
from kg.serve.web.shield import POLICY
from kg.show.frame.frame import ASSETS, asset, policy
from kg.show.frame.visible import script_json, short, visible
from kg.show.site import render

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_FRAMED: Final = {"x-frame-options": "SAMEORIGIN"}
HERE: Final = Path(__file__).parent / "assets"
_SITE: Final = Path(render.__file__).parent / "assets"


def form(mark: str = "", scripts: Sequence[str] = ()) -> Form:
    """Return what a page is over HTTP; its policy allows these scripts, and forms to this server.

    Args:
        mark: the page's entity tag, if it is the same as long as the graph is.
        scripts: texts of scripts, as given to `rendered`.
    """
    strict = policy([_theme(), *_with_usual(scripts)], _style())
    allowed = strict.replace("form-action 'none'", "form-action 'self'; connect-src 'self'")
    return Form("text/html", mark, {POLICY: f"{allowed}; frame-src 'self'; frame-ancestors 'none'"})


def whole(page: str, mark: str = "") -> Form:
    """Return what a page that is one file is over HTTP: its own policy, told in the head as well.

    Other pages of this server may frame it, as the query page does. `page` is what `kg.show.frame`
    made: the first element that has the policy is the frame's own.
    """
    own = html.unescape(page.partition('"Content-Security-Policy" content="')[2].partition('"')[0])
    return Form("text/html", mark, {POLICY: f"{own}; frame-ancestors 'self'", **_FRAMED})


def framed(fault: Fault) -> Fault:
    """Return a fault that stands in a frame, in the place of such a page."""
    policy = {POLICY: "default-src 'none'; frame-ancestors 'self'", **_FRAMED}
    return Fault(fault.status, fault.what, fault.cure, {**fault.headers, **policy})


def rendered(
    graph: Graph, template: str, title: str, scripts: Sequence[str] = (), **words: object
) -> bytes:
    """Return a page made of a template in `assets` that extends `live.html`."""
    from markupsafe import Markup

    made = templates().get_template(template)
    page = made.render(
        **words,
        title=short(title),
        language=visible(graph.manifest.language),
        root="/",
        home="/",
        graph_title=short(graph.manifest.title),
        digest=graph.manifest.digest,
        doubt=graph.doubt.what if graph.doubt else "",
        version=__version__,
        style=Markup(_style()),  # noqa: S704
        theme=Markup(_theme()),  # noqa: S704
        scripts=[Markup(script) for script in _with_usual(scripts)],  # noqa: S704
    )
    return page.encode("utf-8", "backslashreplace")


def data(value: object) -> Markup:
    """Return JSON that can stand inside a script element of a template."""
    from markupsafe import Markup

    return Markup(script_json(value))  # noqa: S704


@cache
def templates() -> jinja2.Environment:
    """Return the templates of all pages."""
    import jinja2

    made = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader([HERE, _SITE, ASSETS]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.filters["clip"] = short
    return made


@cache
def _style() -> str:
    return "".join(map(asset, (ASSETS / "frame.css", _SITE / "site.css", HERE / "live.css")))


@cache
def _theme() -> str:
    return asset(ASSETS / "theme.js")


def _with_usual(scripts: Sequence[str]) -> list[str]:
    """Return scripts after what every page can do: change to dark, go to the search box."""
    return [asset(_SITE / "site.js"), *scripts]
