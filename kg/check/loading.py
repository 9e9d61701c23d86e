"""Loading the TriG of a project into a store: the default graph first, then the claims' graphs.

Oxigraph takes a million quads at a time, with one table for those of the default graph and another
for the rest. Mixed, they fill both: a load of 100,000 claims then takes 2.5 GB and not 1.9. And
from an object of Python it reads 2 KB at a time, each with a call; a pipe costs a tenth less.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.records.nquads import Lines

_AT_ONCE: Final = 1024 * 1024


def load(store: ox.Store, lines: Iterable[Lines], scratch: Path) -> None:
    """Load the TriG of a project into a store; what claims state waits in `scratch` meanwhile.

    After a fault, a part of it may be in the store.

    Raises:
        InputError: a file was changed meanwhile, or an attached text cannot be read.
        OSError, RuntimeError, ValueError: the store could not be written.
    """
    with tempfile.TemporaryFile(dir=scratch) as stated:
        _load(store, chain(_plain(lines, stated), _again(stated)))


def load_plain(store: ox.Store, lines: Iterable[Lines], stated: BinaryIO) -> None:
    """Load only the default graph; what claims state is written to a file. See `load`."""
    _load(store, _plain(lines, stated))


def _plain(lines: Iterable[Lines], stated: BinaryIO) -> Iterator[bytes]:
    for some in lines:
        stated.write(some.stated)
        yield some.plain


def _again(stated: BinaryIO) -> Iterator[bytes]:
    stated.seek(0)
    while piece := stated.read(_AT_ONCE):
        yield piece


def _load(store: ox.Store, pieces: Iterable[bytes]) -> None:
    source, sink = os.pipe()
    with ThreadPoolExecutor(1) as thread:
        loading = thread.submit(_read, store, source)
        try:
            with os.fdopen(sink, "wb", buffering=0) as pipe:
                for piece in pieces:
                    _write(pipe, piece)
        except BrokenPipeError:  # nothing is read any more; why, the result tells
            pass
        try:
            loading.result()
        finally:
            del loading  # or a fault, its frames and the store would hold each other


def _read(store: ox.Store, source: int) -> None:
    """Load what comes through a pipe, and close it; then whoever still writes learns of it."""
    try:
        store.bulk_load(path=f"/dev/fd/{source}", format=ox.RdfFormat.TRIG, lenient=True)
    finally:
        os.close(source)


def _write(pipe: BinaryIO, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[pipe.write(rest) :]
