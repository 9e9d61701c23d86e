"""The facts that rows stand on, looked up: each as the graph has it, and the claims that state it.

A fact comes with its terms as the query or an answer wrote them; the engine may hold them in
another form ("01"^^xsd:integer is 1). What is not found here is not shown.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph
from kg.query.receipts.support import Fact
from kg.sparql import tokens

Triple = tuple[Term, Term, Term]
_OWNER: Final = Path(__file__).with_name("owner.rq")
_AT_ONCE: Final = 1_000
_ANY: Final = "?s ?p ?o OPTIONAL { GRAPH ?claim { ?s ?p ?o } }"
_NAMED: Final = "GRAPH ?claim { ?s ?p ?o }"


@dataclass
class Found:
    """A fact as it stands in the graph, and the claims that state it or whose record has it."""

    triple: Triple
    claims: set[str] = field(default_factory=set)


def look_up(graph: Graph, prologue: str, datasets: str, facts: Iterable[Fact]) -> dict[Fact, Found]:
    """Return every fact that is in the graph, with its claims.

    Constants are read with the query's prologue; where it has FROM, only those graphs count.
    """
    lookup = _Lookup(graph.exact(), f"BASE <{graph.manifest.base}>\n{prologue}")
    sure = sorted(fact for fact in facts if not any(term.startswith("_:") for term in fact))
    lookup.all([fact for fact in sure if fact.graph], _NAMED)
    within = " ".join(_graphs(datasets))
    pattern = f"VALUES ?claim {{ {within} }} {_NAMED}" if within else _ANY
    lookup.all([fact for fact in sure if not fact.graph], pattern)
    lookup.own()
    return lookup.found


@dataclass
class _Lookup:
    graph: Graph
    prologue: str
    found: dict[Fact, Found] = field(default_factory=dict)

    def all(self, facts: Sequence[Fact], pattern: str) -> None:
        for at in range(0, len(facts), _AT_ONCE):
            some = facts[at : at + _AT_ONCE]
            for number, claim, *terms in self.asked(some, pattern):
                fact = some[int(number.value)]
                found = self.found.setdefault(fact, Found((terms[0], terms[1], terms[2])))
                if claim is not None:
                    found.claims.add(claim.value)

    def asked(self, facts: Sequence[Fact], pattern: str) -> Iterator[Sequence[Term]]:
        named = pattern is _NAMED
        rows = (f"({n} {' '.join(fact[: 3 + named])})" for n, fact in enumerate(facts))
        head = "?n ?s ?p ?o ?claim" if named else "?n ?s ?p ?o"
        answer = self.graph.engine.query(
            f"{self.prologue}\nSELECT ?n ?claim ?s ?p ?o WHERE {{ "
            f"VALUES ({head}) {{ {' '.join(rows)} }} {pattern} }}"
        )
        if isinstance(answer, Rows):
            yield from answer  # type: ignore[misc]

    def own(self) -> None:
        """Add, to what no claim states, the claim to whose record it belongs."""
        loose = [found for found in self.found.values() if not found.claims]
        subjects = {f.triple[0].value for f in loose if isinstance(f.triple[0], ox.NamedNode)}
        owners: dict[str, set[str]] = {}
        for part, claim in ask(self.graph, _OWNER, part=subjects):
            if part is not None and claim is not None:
                owners.setdefault(part.value, set()).add(claim.value)
        for found in loose:
            found.claims |= owners.get(found.triple[0].value, set())


def _graphs(datasets: str) -> list[str]:
    """Return the graphs that FROM makes the default graph."""
    words = [token for token in tokens(datasets) if token.kind not in {"space", "comment"}]
    pairs = itertools.pairwise(words)
    return [
        after.text
        for word, after in pairs
        if word.text.upper() == "FROM" and after.kind in {"iri", "name"}
    ]
