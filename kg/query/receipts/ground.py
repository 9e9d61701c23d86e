"""What must be in the graph, whatever it says: one triple of each such node or named graph.

A path that was walked without a step rests on its node being there at all (SPARQL 1.1, 18.4; for
Oxigraph 0.5 also where the query names the node), and GRAPH on there being that graph. Where
nothing else of a receipt shows it, one triple does.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.query.receipts.solve import Solver
from kg.query.receipts.support import Fact, Place, Support


def ground(solver: Solver, supports: Iterable[Support]) -> None:
    """Add to each support a triple for every place of it that its facts leave open."""
    known: dict[Place, Fact | None] = {}
    for support in supports:
        shown = {
            Place(node, fact.graph)
            for fact in support.facts
            for node in (fact.subject, fact.object, "")
        }
        for place in sorted(support.places - shown):
            if place not in known:
                known[place] = solver.any_of(place)
            fact = known[place]
            if fact is not None:
                support.facts.add(fact)
