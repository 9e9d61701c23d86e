"""What is to be put into a published graph and what taken out, always in the same order.

So a push that broke can go on where it stopped. Both sides are sorted through temporary files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.graph.ordered import ordered

_APART: Final = "\x01"  # stands in no IRI and no literal as N-Triples writes them
MOST: Final = 2_000
LARGEST: Final = 400_000


class Change(NamedTuple):
    """A triple that is put into a graph, or taken from it; an empty name is the default graph."""

    put: bool
    graph: str
    triple: str


def changes(ours: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]) -> Iterator[Change]:
    """Yield how theirs becomes ours; both are graphs' names and triples, in any order.

    Raises:
        OSError: there is no room for temporary files.
    """
    new, old = _sorted(ours), _sorted(theirs)
    mine, other = next(new, None), next(old, None)
    while mine is not None or other is not None:
        if mine == other:
            mine, other = next(new, None), next(old, None)
        elif other is None or (mine is not None and mine < other):
            yield Change(True, *_parts(mine))  # noqa: FBT003
            mine = next(new, None)
        else:
            yield Change(False, *_parts(other))  # noqa: FBT003
            other = next(old, None)


def batches(found: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield changes in batches that an engine takes at once: Virtuoso 7 reads 4,000 triples."""
    batch: list[Change] = []
    size = 0
    for change in found:
        batch.append(change)
        size += len(change.triple)
        if len(batch) == MOST or size > LARGEST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sorted(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    return ordered(f"{graph}{_APART}{triple}" for graph, triple in found)


def _parts(text: str | None) -> tuple[str, str]:
    graph, _, triple = (text or "").partition(_APART)
    return graph, triple
