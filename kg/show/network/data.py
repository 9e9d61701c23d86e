"""A network as the data of a page: numbers instead of IRIs, nothing that a page must not hold."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.opened import Graph
from kg.show.frame.claims import claim_data, source_data
from kg.show.frame.visible import Json, seen
from kg.show.network.model import Agreement, Edge, Fact, Network, Node, Statement
from kg.show.network.times import BASES
from kg.show.style import FAMILIES, LOOKS, OTHER, rank
from kg.trace.evidence import Evidence


def page_data(
    network: Network, graph: Graph, *, with_text: bool, pages: Mapping[str, str] | None = None
) -> Json:
    """Return what the page's scripts read; with the passages' text only when asked for.

    `pages` are the addresses of pages of things and claims, by IRI.
    """
    data = _Data(network, graph, with_text, pages)
    types = sorted({node.type for node in network.nodes}, key=lambda iri: (rank(iri), iri))
    families = {said.family for edge in network.edges for said in edge.statements}
    shown: Json = seen({
        "focus": data.things.get(network.focus, -1),
        "types": [_type(iri, network) for iri in types],
        "families": [
            {"id": name, "label": label} for name, label in FAMILIES.items() if name in families
        ],
        "nodes": [data.node(node, types) for node in network.nodes],
        "edges": [data.edge(edge) for edge in network.edges],
        "claims": [data.claim(iri, claim) for iri, claim in network.claims.items()],
        "sources": [source_data(source) for source in data.sources],
        "bases": list(BASES),
    })  # fmt: skip
    return shown


def _type(iri: str, network: Network) -> Json:
    look = LOOKS.get(iri, OTHER)
    one = network.type_labels.get(iri, "thing")
    plural = look.plural if iri in LOOKS else f"{one.capitalize()}s"
    return {"label": one, "plural": plural, "shape": look.shape, "colour": look.colour}


class _Data:
    def __init__(
        self,
        network: Network,
        graph: Graph,
        with_text: bool,  # noqa: FBT001
        pages: Mapping[str, str] | None,
    ) -> None:
        self.graph = graph
        self.pages = pages
        self.with_text = with_text
        self.times = network.times
        self.things = {node.iri: number for number, node in enumerate(network.nodes)}
        self.by_id = {graph.id(iri): number for iri, number in self.things.items()}
        self.claims = {iri: number for number, iri in enumerate(network.claims)}
        found = {claim.source.id: claim.source for claim in network.claims.values()}
        self.sources = list(found.values())
        self.articles = {name: number for number, name in enumerate(found)}

    def node(self, node: Node, types: list[str]) -> Json:
        return {
            "id": self.graph.id(node.iri),
            "label": node.label,
            "type": types.index(node.type),
            "sort": node.sort,
            "names": list(node.names),
            "x": node.x,
            "y": node.y,
            "facts": [self.fact(fact) for fact in node.facts],
            "claims": self.numbers(node.claims),
            "claimCount": node.about_count,
            "says": self.numbers(node.says),
            "sayCount": node.says_count,
            "more": node.more,
            "reserve": node.reserve,
            **self.page(node.iri),
        }

    def page(self, iri: str) -> Json:
        """Return the address of the page of a thing or claim, where pages are known."""
        return {} if self.pages is None else {"page": self.pages.get(iri, "")}

    def fact(self, fact: Fact) -> Json:
        return {
            "label": fact.label,
            "value": fact.value,
            "claims": self.numbers(fact.claims),
            "count": fact.count,
            **_agreement(fact.agreement),
        }

    def edge(self, edge: Edge) -> Json:
        return {
            "from": self.things[edge.source],
            "to": self.things[edge.target],
            "said": [self.statement(said) for said in edge.statements],
        }

    def statement(self, said: Statement) -> Json:
        return {
            "label": said.label,
            "family": said.family,
            "tone": said.tone,
            "firm": said.firm,
            "claims": self.numbers(said.claims),
            "count": said.count,
            "details": [list(pair) for pair in said.details],
            "via": self.things.get(said.via, -1),
            "facets": [list(pair) for pair in said.facets],
            **_agreement(said.agreement),
        }

    def numbers(self, claims: tuple[str, ...]) -> list[int]:
        """Return the claims' numbers, in reading order."""
        return sorted(self.claims[iri] for iri in claims if iri in self.claims)

    def claim(self, iri: str, claim: Evidence) -> Json:
        article = self.articles[claim.source.id]
        shown = claim_data(claim, article, self.thing, with_text=self.with_text)
        time = self.times.get(iri)
        return {
            **shown,
            **self.page(iri),
            "time": [time.first, time.last, BASES.index(time.basis)] if time else None,
        }

    def thing(self, name: str) -> int:
        """Return the number of the thing with an id; -1 if it is not drawn."""
        return self.by_id.get(name, -1)


def _agreement(found: Agreement) -> Json:
    """Return what a page tells of agreement: 0 origins where there are no two of them."""
    origins = found.origins if found.corroborated else 0
    return {"origins": origins, "contested": found.contested}
