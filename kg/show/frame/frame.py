"""A page as one file that asks nothing of any network: a template, its style, scripts and data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from kg import __version__
from kg.graph.opened import Graph
from kg.show.frame.visible import script_json, short, visible

ASSETS: Final = Path(__file__).parent / "assets"


def framed(
    graph: Graph,
    template: Path,
    styles: Sequence[Path],
    scripts: Sequence[str],
    data: object,
    words: Mapping[str, object],
) -> str:
    """Return the page of a template; the same arguments give the same page.

    Args:
        graph: the graph that the page shows; its digest and title are in the footer.
        template: a Jinja template that extends `frame.html`.
        styles: style sheets, in order; the frame's own comes before them.
        scripts: texts of scripts, in order; `theme.js` comes before them, in the head.
        data: what the scripts find as JSON in the element `data`.
        words: what the templates need besides: `title`, `asked`, `with_text`, and its own.
    """
    import jinja2
    from markupsafe import Markup

    theme = asset(ASSETS / "theme.js")
    style = "".join(asset(sheet) for sheet in (ASSETS / "frame.css", *styles))
    loader = jinja2.FileSystemLoader([template.parent, ASSETS])
    made = jinja2.Environment(autoescape=True, loader=loader).get_template(template.name)
    return made.render(
        **words,
        language=visible(graph.manifest.language),
        policy=policy([theme, *scripts], style),
        graph=short(graph.manifest.title),
        digest=graph.manifest.digest,
        version=__version__,
        data=Markup(script_json(data)),  # noqa: S704
        theme=Markup(theme),  # noqa: S704
        style=Markup(style),  # noqa: S704
        scripts=[Markup(script) for script in scripts],  # noqa: S704
    )


@cache
def asset(file: Path) -> str:
    """Return the text of a packaged file."""
    return file.read_text(encoding="utf-8")


def policy(scripts: Iterable[str], style: str) -> str:
    """Return the content security policy: nothing but these very scripts and this very style.

    Hashes as in Content Security Policy Level 3, section 2.3.1 (hash-source).
    """
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    made = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{made}'"
