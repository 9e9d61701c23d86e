"""Claimgraph: a knowledge graph of what news and policy articles claim, with receipts.

Every verb of the command line is a function here, of the same name: `__all__` lists them.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

# ruff: noqa: TC004  (at run time each name of __all__ is a property of the module, see _Verbs)
if TYPE_CHECKING:
    from kg.check.project import check
    from kg.graph.build import build
    from kg.graph.export import export
    from kg.graph.info import info
    from kg.graph.opened import Graph
    from kg.graph.push.push import push
    from kg.graph.search.search import search
    from kg.library import open  # noqa: A004
    from kg.query.gates import gates
    from kg.query.receipts.as_rows import receipts_table
    from kg.query.receipts.robust import robust
    from kg.query.receipts.why import why
    from kg.query.run import query
    from kg.query.saved import queries
    from kg.serve.serve import serve
    from kg.show.demo import demo
    from kg.show.network.view import view
    from kg.show.site.site import site
    from kg.show.trace.page import trace_page
    from kg.trace.anchor import anchor
    from kg.trace.attach import attach
    from kg.trace.trace import trace

__version__ = "0.2.0"

_HOMES = {
    "Graph": "kg.graph.opened:Graph",
    "anchor": "kg.trace.anchor:anchor",
    "attach": "kg.trace.attach:attach",
    "build": "kg.graph.build:build",
    "check": "kg.check.project:check",
    "demo": "kg.show.demo:demo",
    "export": "kg.graph.export:export",
    "gates": "kg.query.gates:gates",
    "info": "kg.graph.info:info",
    "open": "kg.library:open",
    "push": "kg.graph.push.push:push",
    "queries": "kg.query.saved:queries",
    "query": "kg.query.run:query",
    "receipts_table": "kg.query.receipts.as_rows:receipts_table",
    "robust": "kg.query.receipts.robust:robust",
    "search": "kg.graph.search.search:search",
    "serve": "kg.serve.serve:serve",
    "site": "kg.show.site.site:site",
    "trace": "kg.trace.trace:trace",
    "trace_page": "kg.show.trace.page:trace_page",
    "view": "kg.show.network.view:view",
    "why": "kg.query.receipts.why:why",
}

__all__ = [
    "Graph", "anchor", "attach", "build", "check", "demo", "export", "gates", "info", "open",
    "push", "queries", "query", "receipts_table", "robust", "search", "serve", "site", "trace",
    "trace_page", "view", "why",
]  # fmt: skip


class _Verbs(ModuleType):
    """The package itself: a verb stays a verb, though rooms such as kg/check have the same name.

    Importing the room `kg.check` would put that module in the verb's place; a property stays. It
    imports its verb when that is first used, so that `import kg` costs next to nothing.
    """

    def __dir__(self) -> list[str]:
        return sorted([*__all__, "__version__"])


def _verb(home: str) -> property:
    module, _, attribute = home.partition(":")
    return property(
        lambda _: getattr(importlib.import_module(module), attribute),
        lambda _, room: None,  # noqa: ARG005
    )


for _name, _home in _HOMES.items():
    setattr(_Verbs, _name, _verb(_home))
sys.modules[__name__].__class__ = _Verbs
