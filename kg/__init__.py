"""Claimgraph: a knowledge graph of what news and policy articles claim, with receipts.

Every verb of the command line is a function here: `build`, `check`, `attach`, `anchor`, `open`,
`info`, `queries`, `query`, `trace`, `view`, `export` and `demo`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.check.project import check
    from kg.graph.build import build
    from kg.graph.export import export
    from kg.graph.info import info
    from kg.graph.opened import Graph
    from kg.graph.opened import open_graph as open  # noqa: A004
    from kg.query.run import query
    from kg.query.saved import queries
    from kg.show.demo import demo
    from kg.show.view import view
    from kg.trace.anchor import anchor
    from kg.trace.attach import attach
    from kg.trace.trace import trace

__version__ = "0.1.0"

_HOMES = {
    "Graph": "kg.graph.opened:Graph",
    "anchor": "kg.trace.anchor:anchor",
    "attach": "kg.trace.attach:attach",
    "build": "kg.graph.build:build",
    "check": "kg.check.project:check",
    "demo": "kg.show.demo:demo",
    "export": "kg.graph.export:export",
    "info": "kg.graph.info:info",
    "open": "kg.graph.opened:open_graph",
    "queries": "kg.query.saved:queries",
    "query": "kg.query.run:query",
    "trace": "kg.trace.trace:trace",
    "view": "kg.show.view:view",
}

__all__ = [
    "Graph", "anchor", "attach", "build", "check", "demo", "export", "info", "open", "queries",
    "query", "trace", "view",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a verb when it is first used: `import kg` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    """List the verbs."""
    return sorted([*__all__, "__version__"])
