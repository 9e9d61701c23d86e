"""Pages as bytes: a template each, one style, and a policy that allows nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import __version__
from kg.graph.opened import Graph
from kg.show.frame.frame import ASSETS, asset, policy
from kg.show.frame.visible import script_json, short, visible
from kg.show.site.places import to_root

if TYPE_CHECKING:
    import jinja2

_HERE: Final = Path(__file__).parent / "assets"


@dataclass(frozen=True)
class Renderer:
    """The templates, compiled once, with what stands on every page."""

    _made: jinja2.Environment
    _style: str
    _theme: str

    def page(
        self,
        path: str,
        template: str,
        title: str,
        linked: str,
        *,
        data: object = None,
        **words: object,
    ) -> bytes:
        """Return a page; `linked` is its JSON-LD, `data` what its search box is given."""
        from markupsafe import Markup

        scripts = ["site"] if data is None else ["site", "search"]
        texts = [asset(_HERE / f"{name}.js") for name in scripts]
        made = self._made.get_template(template).render(
            **words,
            root=to_root(path),
            home=f"{to_root(path)}index.html",
            title=short(title),
            policy=policy([self._theme, *texts], self._style),
            style=Markup(self._style),  # noqa: S704
            theme=Markup(self._theme),  # noqa: S704
            scripts=[Markup(script) for script in texts],  # noqa: S704
            linked=Markup(linked),  # noqa: S704
            data="" if data is None else Markup(script_json(data)),  # noqa: S704
        )
        return made.encode("utf-8", "backslashreplace")


def renderer(graph: Graph) -> Renderer:
    """Return what renders a graph's pages."""
    import jinja2

    loader = jinja2.FileSystemLoader([_HERE, ASSETS])
    made = jinja2.Environment(
        autoescape=True,
        loader=loader,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
    )
    made.filters["clip"] = short
    made.globals.update(
        language=visible(graph.manifest.language),
        graph_title=short(graph.manifest.title),
        digest=graph.manifest.digest,
        version=__version__,
    )
    style = "".join(asset(file) for file in (ASSETS / "frame.css", _HERE / "site.css"))
    return Renderer(made, style, asset(ASSETS / "theme.js"))


def _shown(value: object) -> object:
    """Make what cannot be seen visible in every text that a template puts in."""
    return visible(value) if type(value) is str else value
