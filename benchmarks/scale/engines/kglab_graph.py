"""kglab, in an environment of its own: it holds one graph in memory, so the default graph only.

Queries that look into the graphs of claims find nothing there; the table tells the rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def load(file: Path, _: Path) -> Any:  # noqa: ANN401
    """Read the default graph, which lies beside the finished file as N-Triples."""
    import kglab

    graph = kglab.KnowledgeGraph()
    graph.load_rdf(str(file.with_suffix(".nt")), format="nt")
    return graph


opened = load


def ask(graph: Any, sparql: str) -> int:  # noqa: ANN401
    """Return the number of rows."""
    return sum(1 for _ in graph.query(sparql))
