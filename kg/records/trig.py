"""Triples in TriG: what the engine reads soonest when much is loaded.

A subject is written once for all that is said of it, and a claim's graph once for all that it
states; so it is two thirds of the same in N-Quads, and loading it costs a tenth less.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import Final, NamedTuple

_SIZE: Final = 2**256
# Stands between the triples of a subject, and nowhere else: a tab in a text is written \t.
NEXT: Final = ";\t"


class Block(NamedTuple):
    """Triples that belong together: those of a record, or of a claim, or what a claim states.

    In `content` each subject is a line, with its triples in order and each once. What a claim
    states stands in its `graph`, and in the default graph as well.
    """

    content: bytes
    graph: bytes = b""

    @property
    def number(self) -> int:
        """The SHA-256 of graph and triples as a number."""
        return int.from_bytes(sha256(self.graph + self.content).digest(), "big")

    @property
    def quads(self) -> int:
        """How many triples there are."""
        return self.content.count(b"\t") + self.content.count(b"\n")


class Lines(NamedTuple):
    """Records as TriG: `plain` is the default graph, `stated` what each claim states.

    `plain` holds copies of what is stated. `total` is the sum, modulo 2^256, of the SHA-256 of each
    record's and each claim's triples, so that it hangs neither on order nor on files; `quads` and
    `graphs` count the triples and the claim graphs behind it.
    """

    plain: bytes
    stated: bytes
    total: int = 0
    quads: int = 0
    graphs: int = 0

    def with_counts(self, other: Lines) -> Lines:
        """Return these lines with the sum and the counts of others added."""
        total = (self.total + other.total) % _SIZE
        return self._replace(
            total=total, quads=self.quads + other.quads, graphs=self.graphs + other.graphs
        )

    def without_counts(self, other: Lines) -> Lines:
        """Return these lines with the sum and the counts of others taken off."""
        total = (self.total - other.total) % _SIZE
        return self._replace(
            total=total, quads=self.quads - other.quads, graphs=self.graphs - other.graphs
        )


def trig(blocks: Collection[Block]) -> Lines:
    """Return blocks as TriG, with their sum and counts."""
    return unsummed(blocks)._replace(
        total=sum([block.number for block in blocks]) % _SIZE,
        quads=sum([block.quads for block in blocks]),
        graphs=sum([1 for block in blocks if block.graph]),
    )


def unsummed(blocks: Collection[Block]) -> Lines:
    """Return blocks as TriG without their sum and counts, which only a build needs."""
    plain = b"".join([block.content for block in blocks])
    stated = [b"%b{%b}\n" % (graph, content) for content, graph in blocks if graph]
    return Lines(plain, b"".join(stated))
