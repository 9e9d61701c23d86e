"""A network as a file for other programs: GraphML, GEXF, CSV, JSON; each edge with its claims."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import msgspec

from kg import __version__
from kg.errors import UsageError
from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.show.network.model import Edge, Network, Node, Statement
from kg.show.network.wording import FACETS

if TYPE_CHECKING:
    import networkx as nx

Values = dict[str, Any]

_ARTICLES: Final = Path(__file__).parent / "queries" / "articles.rq"

# Characters that XML 1.0 cannot hold, not even escaped (section 2.2, Char).
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_network(network: Network, graph: Graph, output: BinaryIO, form: str) -> None:
    """Write a network as `graphml`, `gexf`, `csv` or `json`; the same network, the same bytes.

    Raises:
        UsageError: the format is none of these.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}", f"one of: {', '.join(FORMATS)}")
    output.write(FORMATS[form](network, graph))


def to_networkx(network: Network, graph: Graph) -> nx.MultiDiGraph[str]:
    """Return a network as a networkx.MultiDiGraph: things by id, and one edge for each statement.

    Nodes have label, type, sort, names, claims (how many are about it), x and y. Edges have label,
    family, stance, stage, tone, firm, weight (how many claims), origins (how many of them are
    independent), contested, claims (their ids) and articles (theirs). What a pledge says as a
    thing is not said again as an edge.
    """
    import networkx as nx

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=network.title,
        scope=network.scope,
        query=network.asked,
        data=graph.manifest.digest,
        tool=f"Claimgraph {__version__}",
        left_out=network.left_out,
    )
    for node in network.nodes:
        made.add_node(graph.id(node.iri), **_node(node, network))
    articles = _articles(graph, network.edges)
    drawn = {node.iri for node in network.nodes}
    for edge, said in _statements(network, drawn):
        ends = graph.id(edge.source), graph.id(edge.target)
        known = {graph.id(iri): articles[iri] for iri in said.claims if iri in articles}
        made.add_edge(*ends, **_statement(said, known))
    return made


def _articles(graph: Graph, edges: Iterable[Edge]) -> dict[str, str]:
    """Return the id of the article of each claim (IRI) behind the edges."""
    behind = {claim for edge in edges for claim in edge.claims}
    return {
        claim.value: graph.id(source.value)
        for claim, source in ask(graph, _ARTICLES, claim=behind)
        if claim is not None and source is not None
    }


def _statements(network: Network, drawn: set[str]) -> Iterator[tuple[Edge, Statement]]:
    for edge in network.edges:
        yield from ((edge, said) for said in edge.statements if said.via not in drawn)


def _node(node: Node, network: Network) -> Values:
    return {
        "label": node.label,
        "type": network.type_labels.get(node.type, ""),
        "sort": node.sort,
        "names": list(node.names),
        "claims": node.about_count,
        "x": node.x,
        "y": node.y,
    }


def _statement(said: Statement, articles: Mapping[str, str]) -> Values:
    facets = {name: "; ".join(v for n, v in said.facets if n == name) for name in FACETS}
    return {
        "label": said.label,
        "family": said.family,
        **facets,
        "tone": said.tone,
        "firm": said.firm,
        "weight": said.count,
        "origins": said.agreement.origins,
        "contested": said.agreement.contested,
        "claims": list(articles),
        "articles": sorted(set(articles.values())),
    }


def _json(network: Network, graph: Graph) -> bytes:
    """Return JSON of nodes and links, as networkx and d3 read it."""
    import networkx as nx

    made = nx.node_link_data(to_networkx(network, graph), edges="edges")
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _csv(network: Network, graph: Graph) -> bytes:
    """Return one row for each statement, both ends with label and type, in UTF-8 (RFC 4180)."""
    made = to_networkx(network, graph)
    ends = [f"{end}{part}" for end in ("source", "target") for part in ("", "_label", "_type")]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*ends, *_EDGE])
    for source, target, about in made.edges(data=True):
        named = [
            value
            for name in (source, target)
            for value in (name, made.nodes[name]["label"], made.nodes[name]["type"])
        ]
        writer.writerow([*named, *(_flat(about[column]) for column in _EDGE)])
    return out.getvalue().encode("utf-8")


def _graphml(network: Network, graph: Graph) -> bytes:
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(_legal(to_networkx(network, graph)), out)
    return out.getvalue()


def _gexf(network: Network, graph: Graph) -> bytes:
    """Return GEXF with places, and without the day of writing that networkx puts in."""
    from networkx.readwrite.gexf import GEXFWriter

    made = _legal(to_networkx(network, graph))
    made.graph["name"] = made.graph["title"]
    for _, about in made.nodes(data=True):
        about["viz"] = {"position": {"x": about.pop("x"), "y": -about.pop("y"), "z": 0}}
    writer = GEXFWriter(made)
    meta = writer.xml.find("meta")
    if meta is not None:
        del meta.attrib["lastmodifieddate"]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n'.encode()


def _legal(made: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with plain values that XML can hold; lists become texts."""
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_plain(made.graph))
    plain.add_nodes_from((name, _plain(about)) for name, about in made.nodes(data=True))
    plain.add_edges_from((one, two, _plain(about)) for one, two, about in made.edges(data=True))
    return plain


def _plain(about: Values) -> Values:
    return {
        name: _NO_XML.sub("\ufffd", flat) if isinstance(flat, str) else flat
        for name, flat in ((name, _flat(value)) for name, value in about.items())
    }


def _flat(value: object) -> object:
    """Return a value as it is, or a list as one text."""
    return "; ".join(value) if isinstance(value, list) else value


_EDGE: Final = (
    "label", "family", "stance", "stage", "tone", "firm", "weight", "origins", "contested",
    "claims", "articles",
)  # fmt: skip
FORMATS: Final[dict[str, Callable[[Network, Graph], bytes]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "json": _json,
}
