"""A graph in sections, each with a sum, so that two copies can be compared without reading both.

The graphs of a source's claims are one section; the default graph is cut into 256 by subject. The
sum of a section adds up, modulo 2^256, the SHA-256 of its lines, so it hangs on no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import md5, sha256
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph

_HERE: Final = Path(__file__).parent
_MOST: Final = 2**256
_AT_ONCE: Final = 200


class Line(NamedTuple):
    """A triple as N-Triples without its dot, its graph (empty: the default one) and its section."""

    section: str
    graph: str
    triple: str


class Sum(NamedTuple):
    """The sum of a section's lines, and how many they are."""

    total: int = 0
    lines: int = 0

    def __str__(self) -> str:
        """Return it as it is written in an engine."""
        return f"{self.total:064x} {self.lines}"

    @classmethod
    def read(cls, text: str) -> Sum:
        """Return the sum that is written so.

        Raises:
            ValueError: it is not.
        """
        total, _, lines = text.partition(" ")
        return cls(int(total, 16), int(lines))


Sums = dict[str, Sum]


def lines(graph: Graph) -> Iterator[Line]:
    """Yield all that a graph holds."""
    yield from default_lines(graph)
    section = _section_of_claims(graph)
    yield from _named(ask(graph, _HERE / "named.rq"), section)


def default_lines(graph: Graph) -> Iterator[Line]:
    """Yield what the default graph of a graph holds."""
    base = graph.manifest.base
    for row in ask(graph, _HERE / "default.rq"):
        yield Line(_bucket(base, row[0]), "", _triple(row))


def named_lines(graph: Graph, sources: Iterable[str]) -> Iterator[Line]:
    """Yield what the graphs of the claims of some sources (IRIs) hold."""
    wanted = sorted(sources)
    section = _section_of_claims(graph)
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        yield from _named(ask(graph, _HERE / "named_of.rq", source=some), section)


def is_bucket(section: str) -> bool:
    """Tell whether a section is a part of the default graph."""
    return "#" in section


def summed(found: Iterable[Line]) -> Sums:
    """Return the sum of each section of some lines."""
    totals: dict[str, int] = {}
    counts: dict[str, int] = {}
    for line in found:
        digest = sha256(f"{line.graph}\n{line.triple}".encode()).digest()
        totals[line.section] = totals.get(line.section, 0) + int.from_bytes(digest, "big")
        counts[line.section] = counts.get(line.section, 0) + 1
    return {name: Sum(total % _MOST, counts[name]) for name, total in totals.items()}


def stamp(sums: Mapping[str, Sum]) -> str:
    """Return one word for the sums of all sections."""
    told = "\n".join(f"{name} {total}" for name, total in sorted(sums.items()))
    return sha256(told.encode()).hexdigest()


def differing(ours: Mapping[str, Sum], theirs: Mapping[str, Sum]) -> set[str]:
    """Return the sections that are not the same in both."""
    return {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}


def _section_of_claims(graph: Graph) -> Callable[[str], str]:
    """Return what tells the section of a claim: its source, else the base."""
    found = {
        claim.value: source.value
        for claim, source in ask(graph, _HERE / "sources.rq")
        if claim is not None and source is not None
    }
    return lambda claim: found.get(claim, graph.manifest.base)


def _named(
    rows: Iterable[tuple[Term | None, ...]], section: Callable[[str], str]
) -> Iterator[Line]:
    for *triple, claim in rows:
        name = claim.value if claim is not None else ""
        yield Line(section(name), name, _triple(triple))


def _triple(row: Iterable[Term | None]) -> str:
    return " ".join(map(str, row))


def _bucket(base: str, subject: Term | None) -> str:
    name = subject.value if isinstance(subject, ox.NamedNode) else ""
    return f"{base}#{md5(name.encode(), usedforsecurity=False).hexdigest()[:2]}"
