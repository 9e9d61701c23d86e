"""pyvis as it is shipped: the same things and lines through its own `Network`, for comparison."""

from __future__ import annotations

from pathlib import Path

from kg.show.network.model import Network


def write(network: Network, file: Path) -> None:
    """Write the network as pyvis does by itself: its template, its live physics."""
    from pyvis.network import Network as Shipped

    made = Shipped(height="800px", width="100%", directed=True, cdn_resources="in_line")
    for node in network.nodes:
        made.add_node(node.iri, label=node.label, title=node.label)
    for edge in network.edges:
        said = edge.statements[0]
        made.add_edge(edge.source, edge.target, label=said.label, title=said.label)
    file.write_text(made.generate_html(), encoding="utf-8")
