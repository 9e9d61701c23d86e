"""Loading the N-Quads of a project into a store: the default graph first, then the claims' graphs.

Oxigraph takes a million quads at a time, with one table for those of the default graph and another
for the rest. Mixed, they fill both: a load of 100,000 claims then takes 2.5 GB and not 1.9.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.check.stream import Stream
from kg.records.nquads import Lines

_AT_ONCE: Final = 1024 * 1024


def load(store: ox.Store, lines: Iterable[Lines], scratch: Path) -> None:
    """Load the N-Quads of a project into a store; what claims state waits in `scratch` meanwhile.

    Raises:
        InputError: a file was changed meanwhile, or an attached text cannot be read.
        OSError, RuntimeError, ValueError: the store could not be written.
    """
    stream = Stream(_pieces(lines, scratch))
    store.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]


def _pieces(lines: Iterable[Lines], scratch: Path) -> Iterator[bytes]:
    with tempfile.TemporaryFile(dir=scratch) as stated:
        for some in lines:
            stated.write(some.stated)
            yield some.plain
        stated.seek(0)
        while piece := stated.read(_AT_ONCE):
            yield piece
