"""What several origins say alike, and what claims differ in, marked on links and facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from kg.graph.opened import Graph
from kg.show.network.behind import FOUND
from kg.show.network.model import Agreement, Edge, Fact, Node, Statement
from kg.show.network.wording import TOLD_BY_PRINTED
from kg.show.words import Words
from kg.trace.agreement import Origins, asking, conflicting
from kg.words import KG

_PERIOD: Final = {"periodStart", "periodEnd"}


class Agreeing:
    """How the claims of a network agree, read once: four queries."""

    def __init__(
        self, graph: Graph, nodes: Iterable[Node], edges: Iterable[Edge], words: Words
    ) -> None:
        """Read where the claims behind statements and facts differ, and the origins of several."""
        behind = [said.claims for edge in edges for said in edge.statements if said.family != FOUND]
        behind += [fact.claims for node in nodes for fact in node.facts]
        self._origins = Origins(graph, {c for claims in behind if len(claims) > 1 for c in claims})
        self._asking = asking(graph, {claims[0] for claims in behind if len(claims) == 1})
        told_of = {node.iri for node in nodes if node.facts}
        told_of.update(one for edge in edges for said in edge.statements for one in said.subjects)
        found = conflicting(graph, told_of)
        if found:
            words.learn({prop for _, _, prop in found} | {f"{KG}printed"})
        self._statements = {(claim, thing) for claim, thing, _ in found}
        self._facts = {
            (claim, thing, label)
            for claim, thing, prop in found
            for label in (words.label(prop), _told_as(prop.removeprefix(KG), words))
        }

    def edge(self, edge: Edge) -> Edge:
        """Return the edge with its statements marked."""
        return replace(edge, statements=tuple(self._statement(said) for said in edge.statements))

    def node(self, node: Node) -> Node:
        """Return the node with its facts marked."""
        return replace(node, facts=tuple(self._fact(node.iri, fact) for fact in node.facts))

    def _statement(self, said: Statement) -> Statement:
        if said.family == FOUND:
            return said
        differs = any((c, s) in self._statements for c in said.claims for s in said.subjects)
        return replace(said, agreement=self._agreement(said.claims, contested=differs))

    def _fact(self, thing: str, fact: Fact) -> Fact:
        differs = any((claim, thing, fact.label) in self._facts for claim in fact.claims)
        return replace(fact, agreement=self._agreement(fact.claims, contested=differs))

    def _agreement(self, claims: tuple[str, ...], *, contested: bool) -> Agreement:
        if len(claims) == 1:
            return Agreement(int(claims[0] not in self._asking), contested)
        return Agreement(len(self._origins.independent(claims)), contested)


def _told_as(prop: str, words: Words) -> str:
    """Return the label of the fact that tells a figure (as printed) or a bound (as a period)."""
    if prop in _PERIOD:
        return "period"
    return words.label(f"{KG}printed") if prop in TOLD_BY_PRINTED else ""
